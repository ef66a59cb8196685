/** `list=backlinks`: the pages that mention an entity. */
import { failure } from '../../../../../schema/failures.ts';
import { kindOfId } from '../../../../../schema/model/documents/kinds.ts';
import { parseEntityId } from '../../../../../schema/model/entity-id.ts';
import { byLetterAndNumber } from '../../../../read/backlinks.ts';
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
    if (values.continue !== undefined && after === undefined) return badContinue();
    const numbered = pageid === undefined ? undefined : await records.documentIdsOf([pageid]);
    const named = title === undefined ? undefined : parseTitle(title, site)?.documentId;
    const id = parseEntityId(named ?? numbered?.get(pageid ?? 0) ?? '');
    if (id === undefined) return { items: [] };
    const kinds = namespace === undefined ? undefined : kindsIn(namespace, site);
    const mentioning = (await services.backlinks.pagesMentioning(id)).filter((page) => {
      const kind = kindOfId(page);
      return kind !== undefined && kinds?.includes(kind) !== false;
    });
    const ordered = values.dir === 'ascending' ? mentioning : mentioning.toReversed();
    const sign = values.dir === 'ascending' ? 1 : -1;
    const rest =
      after === undefined
        ? ordered
        : ordered.filter((page) => sign * byLetterAndNumber(page, after) > 0);
    const pages = rest.slice(0, limit);
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
      next: rest.length > limit ? pages.at(-1) : undefined,
      pages: wanted.map(({ documentId }) => documentId),
    };
  },
});
