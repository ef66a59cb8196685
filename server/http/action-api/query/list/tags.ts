/** `list=tags`: the marks that revisions carry. */
import { defineList } from '../query-module.ts';

const props = ['active', 'defined', 'description', 'displayname', 'hitcount', 'source'] as const;

export const tags = defineList({
  name: 'tags',
  prefix: 'tg',
  summary: 'The marks that revisions carry.',
  parameters: {
    continue: { type: 'string' },
    limit: { type: 'limit', default: '10' },
    prop: { type: 'list', values: props, default: '' },
  },
  async run({ limit, prop, ...values }, { services }) {
    const { records } = services.edit.storage;
    const after = values.continue;
    const found = await records.tags({
      ...(after === undefined ? {} : { after }),
      limit: limit + 1,
    });
    const wanted = new Set(prop);
    const shown = found.slice(0, limit);
    return {
      items: shown.map(({ tag, revisions }) => ({
        name: tag,
        ...(wanted.has('displayname') ? { displayname: tag } : {}),
        ...(wanted.has('description') ? { description: '' } : {}),
        ...(wanted.has('hitcount') ? { hitcount: revisions } : {}),
        ...(wanted.has('defined') ? { defined: true } : {}),
        ...(wanted.has('source') ? { source: ['manual'] } : {}),
        ...(wanted.has('active') ? { active: true } : {}),
      })),
      next: found.length > limit ? shown.at(-1)?.tag : undefined,
    };
  },
});
