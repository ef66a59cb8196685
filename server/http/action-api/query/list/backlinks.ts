/** `list=backlinks`: the pages that mention an entity. */
import { failure } from '../../../../../schema/failures.ts';
import { documentKind } from '../../../../../schema/model/documents/kinds.ts';
import { numericId, parseEntityId } from '../../../../../schema/model/entity-id.ts';
import { kindsIn, parseTitle, titleOf } from '../../../titles.ts';
import { ApiError } from '../../module.ts';
import { badContinue } from '../continuation.ts';
import { redirectTargets } from '../redirect-targets.ts';
import { defineList } from '../query-module.ts';
import { linkParameters } from './link-parameters.ts';

export const backlinks = defineList({
  name: 'backlinks',
  prefix: 'bl',
  generates: true,
  parameters: linkParameters,
  async run({ title, pageid, namespace, limit, ...values }, { services }) {
    const { records } = services.edit.storage;
    const site = await services.site.current();
    if (title === undefined && pageid === undefined) {
      return new ApiError('missingparam', [failure('missing-field', { field: 'bltitle' })]);
    }
    const after = values.continue === undefined ? undefined : parseEntityId(values.continue);
    if (values.continue !== undefined && (after === undefined || numericId(after) === undefined)) {
      return badContinue();
    }
    const numbered = pageid === undefined ? undefined : await records.documentIdsOf([pageid]);
    const named = title === undefined ? undefined : parseTitle(title, site)?.documentId;
    const id = parseEntityId(named ?? numbered?.get(pageid ?? 0) ?? '');
    if (id === undefined) return { items: [] };
    const kinds = namespace === undefined ? undefined : kindsIn(namespace, site);
    const listed = await records.pagesMentioning({
      mentioned: id,
      letters: kinds?.map((kind) => documentKind(kind).prefix),
      after,
      order: values.dir,
      limit: limit + 1,
    });
    const pages = listed.slice(0, limit);
    const found = [...(await records.newestRevisions(pages)).values()];
    const redirects = await redirectTargets(found, records);
    const wanted = found.filter(
      ({ documentId }) =>
        values.filterredir === 'all' ||
        redirects.has(documentId) === (values.filterredir === 'redirects'),
    );
    return {
      items: wanted.map((page) => ({
        pageid: page.pageId,
        ...titleOf(page, site),
        ...(redirects.has(page.documentId) ? { redirect: true } : {}),
      })),
      next: listed.length > limit ? pages.at(-1) : undefined,
      pages: wanted.map(({ documentId }) => documentId),
    };
  },
});
