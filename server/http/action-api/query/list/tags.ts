/** `list=tags`: the marks that changes carry. */
import { fallbackChain } from '../../../../../schema/model/languages/fallback.ts';
import { tagDescription, tagName } from '../../../../../client/view/tag-view.ts';
import { interfaceMessages } from '../../../request/reader.ts';
import { readTags } from '../../../../read/tags.ts';
import type { TagInfo } from '../../../../read/tags.ts';
import { defineList } from '../query-module.ts';

const props = ['active', 'defined', 'description', 'displayname', 'hitcount', 'source'] as const;

export const tags = defineList({
  name: 'tags',
  prefix: 'tg',
  parameters: {
    continue: { type: 'string' },
    limit: { type: 'limit', default: '10' },
    prop: { type: 'list', values: props, default: '' },
  },
  async run({ limit, prop, ...values }, { services, language }) {
    const from = values.continue;
    const found = await readTags(
      { limit: limit + 1, ...(from === undefined ? {} : { from }) },
      services.edit.storage.records,
      await services.site.current(),
    );
    const wanted = new Set(prop);
    const messages = interfaceMessages(fallbackChain(language));
    return {
      items: found.slice(0, limit).map(({ tag, uses, source, active, definition }) => ({
        name: tag,
        ...(wanted.has('displayname') ? { displayname: tagName(tag, messages) } : {}),
        ...(wanted.has('description')
          ? { description: tagDescription(tag, definition?.description, messages) }
          : {}),
        ...(wanted.has('hitcount') ? { hitcount: uses } : {}),
        ...(wanted.has('defined') ? { defined: source !== undefined } : {}),
        ...(wanted.has('source') ? { source: sourcesOf(source) } : {}),
        ...(wanted.has('active') ? { active } : {}),
      })),
      next: found[limit]?.tag,
    };
  },
});

/** MediaWiki names tags of the software twice, as extensions once were the only ones to have them. */
function sourcesOf(source: TagInfo['source']): readonly string[] {
  if (source === undefined) return [];
  return source === 'software' ? ['software', 'extension'] : ['manual'];
}
