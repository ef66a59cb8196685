/** `prop=wbentityusage`: the entities that a page uses, and what of them. */
import { parseEntityId } from '../../../../../schema/model/entity-id.ts';
import { byLetterAndNumber, listUsage, usageParameters } from '../entity-usage.ts';
import { ApiError } from '../../module.ts';
import { defineProp } from '../query-module.ts';

export const entityUsage = defineProp({
  name: 'wbentityusage',
  prefix: 'wbeu',
  parameters: usageParameters,
  async run(values, request, { pages }) {
    const byId = new Map(
      pages.flatMap((page) => {
        const id = parseEntityId(page.newest?.documentId ?? '');
        return id === undefined ? [] : [[id, page] as const];
      }),
    );
    const list = await listUsage(
      async (from, atMost) =>
        [...byId.keys()]
          .filter((page) => from === undefined || byLetterAndNumber(page, from) >= 0)
          .toSorted(byLetterAndNumber)
          .slice(0, atMost),
      values,
      request,
    );
    if (list instanceof ApiError) return list;
    const parts = list.pages.flatMap(({ page: id, json }) => {
      const page = byId.get(id);
      return page === undefined ? [] : [[page, { wbentityusage: json }] as const];
    });
    return { parts: new Map(parts), next: list.next };
  },
});
