/** `list=wblistentityusage` and `wbsubscribers`: which pages, and which wikis, use an entity. */
import { readEntityIds } from '../../read/entity-ids.ts';
import { titleOf } from '../../../titles.ts';
import { ApiError } from '../../module.ts';
import { kindOfId } from '../../../../../schema/model/documents/kinds.ts';
import type { EntityId } from '../../../../../schema/model/entity-id.ts';
import type { Records } from '../../../services.ts';
import type { ApiRequest } from '../../request.ts';
import { badContinue } from '../continuation.ts';
import { byLetterAndNumber, listUsage, usageParameters } from '../entity-usage.ts';
import type { UsingPages } from '../entity-usage.ts';
import { WIKI_ID } from '../meta/site-general.ts';
import { defineList } from '../query-module.ts';

export const pagesUsing = defineList({
  name: 'wblistentityusage',
  prefix: 'wbeu',
  generates: true,
  parameters: { ...usageParameters, entities: { type: 'list', required: true } },
  async run(values, request) {
    const ids = readEntityIds(values.entities, request.site);
    if (ids instanceof ApiError) return ids;
    const using = pagesMentioningAny(ids, request.services.edit.storage.records);
    const list = await listUsage(using, { ...values, entities: ids }, request);
    if (list instanceof ApiError) return list;
    const pages = list.pages.flatMap(({ page: documentId, pageId, json }) => {
      const kind = kindOfId(documentId);
      if (kind === undefined) return [];
      const place = titleOf({ documentId, kind }, request.site);
      return [[pageId, { ...place, pageid: pageId, wblistentityusage: json }]];
    });
    return {
      besides: pages.length === 0 ? {} : { pages: Object.fromEntries(pages) },
      next: list.next,
      pages: list.pages.map(({ page }) => page),
    };
  },
});

/** The first pages of each entity hold the first pages of them all. */
function pagesMentioningAny(ids: readonly EntityId[], records: Records): UsingPages {
  return async (from, atMost) => {
    const after = from && justBefore(from);
    const first = await Promise.all(
      ids.map((mentioned) =>
        records.pagesMentioning({ mentioned, after, order: 'ascending', limit: atMost }),
      ),
    );
    return [...new Set(first.flat())].toSorted(byLetterAndNumber).slice(0, atMost);
  };
}

/** The place behind which the page itself is the first that can come. */
function justBefore(page: EntityId): EntityId {
  return `${page.slice(0, 1)}${Number(page.slice(1)) - 1}` as EntityId;
}

/**
 * Nobody tells a wiki here that they use its entities; the one subscriber that is known is this
 * wiki itself, where statements mention them.
 */
export const subscribers = defineList({
  name: 'wbsubscribers',
  prefix: 'wbls',
  parameters: {
    entities: { type: 'list', required: true },
    prop: { type: 'list', values: ['url'] },
    limit: { type: 'limit', default: '10' },
    continue: { type: 'string' },
  },
  async run({ entities, prop = [], limit, ...values }, request) {
    const ids = readEntityIds(entities, request.site);
    if (ids instanceof ApiError) return ids;
    const from = /^([^|]+)\|[^|]+$/.exec(values.continue ?? '')?.[1];
    if (values.continue !== undefined && from === undefined) return badContinue();
    const left = [...new Set(ids)].toSorted().filter((id) => from === undefined || id >= from);
    const found: [EntityId, object][] = [];
    for (const id of left) {
      const anyPage = pagesMentioningAny([id], request.services.edit.storage.records);
      if ((await anyPage(undefined, 1)).length === 0) continue;
      if (found.length === limit) {
        return { besides: subscriptions(found), next: `${id}|${WIKI_ID}` };
      }
      const url = prop.includes('url') ? { url: usageUrl(id, request) } : {};
      found.push([id, { subscribers: [{ site: WIKI_ID, ...url }] }]);
    }
    return { besides: subscriptions(found) };
  },
});

function subscriptions(found: readonly [EntityId, object][]) {
  return found.length === 0 ? {} : { subscribers: Object.fromEntries(found) };
}

/** Where one sees how it is used. */
function usageUrl(id: EntityId, { services }: ApiRequest): string {
  return `${services.urls.base}/w/api.php?action=query&list=wblistentityusage&wbeuentities=${id}&wbeulimit=max`;
}
