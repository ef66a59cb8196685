/** What `wbentityusage` and `wblistentityusage` tell: which entities pages use, page by page. */
import { parseEntityId } from '../../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../../schema/model/entity-id.ts';
import { usageAspects, usageOf } from '../../../../schema/model/entity-usage.ts';
import type { UsageAspect } from '../../../../schema/model/entity-usage.ts';
import { readPage } from '../../../read/entities.ts';
import type { Page } from '../../../read/entities.ts';
import type { Records } from '../../services.ts';
import type { ApiError, JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { badContinue } from './continuation.ts';

export const usageParameters = {
  prop: { type: 'list', values: ['url'] },
  aspect: { type: 'list', values: usageAspects },
  entities: { type: 'list' },
  limit: { type: 'limit', default: '10' },
  continue: { type: 'string' },
} as const;

interface UsageValues {
  readonly prop?: readonly string[] | undefined;
  readonly aspect?: readonly UsageAspect[] | undefined;
  readonly entities?: readonly string[] | undefined;
  readonly limit: number;
  readonly continue: string | undefined;
}

/** One aspect of one entity that one page uses. */
interface Usage {
  readonly page: EntityId;
  readonly pageId: number;
  readonly entity: EntityId;
  readonly aspect: UsageAspect;
}

/** Where it goes on: at that aspect, or at the first of the page. */
interface Place {
  readonly page: EntityId;
  readonly entity: string;
  readonly aspect: string;
}

export interface UsageList {
  /** The number and the id of each page, with what is told of it. */
  readonly pages: readonly {
    readonly pageId: number;
    readonly page: EntityId;
    readonly json: JsonObject;
  }[];
  readonly next: string | undefined;
}

/** Of pages that are read for one answer. */
const MOST_PAGES = 500;

/** Pages by letter and number, from one on, at most as many as are asked for. */
export type UsingPages = (from: EntityId | undefined, atMost: number) => Promise<EntityId[]>;

/** What these pages use, page by page, as far as one answer goes. */
export async function listUsage(
  pages: UsingPages,
  values: UsageValues,
  { services, texts }: ApiRequest,
): Promise<UsageList | ApiError> {
  const { records } = services.edit.storage;
  const from = values.continue === undefined ? undefined : await placeOf(values.continue, records);
  if (values.continue !== undefined && from === undefined) return badContinue();
  const left = await pages(from?.page, MOST_PAGES + 1);
  const newest = await records.newestRevisions(left.slice(0, MOST_PAGES));
  const read = texts.take(left.slice(0, MOST_PAGES), (id) => newest.get(id)?.sizeBytes ?? 0);
  const found: Usage[] = [];
  const upTo = (next: string | undefined): UsageList => {
    return { pages: byPage(found, values, services.urls.base), next };
  };
  for (const id of read) {
    const page = await readPage(records, id);
    for (const usage of page === undefined ? [] : usagesOn(id, page, values)) {
      if (from !== undefined && isBefore(usage, from)) continue;
      const { pageId, entity, aspect } = usage;
      if (found.length === values.limit) return upTo(`${pageId}|${entity}|${aspect}`);
      found.push(usage);
    }
  }
  const after = left[read.length];
  if (after === undefined) return upTo(undefined);
  return upTo(`${(await records.pageNumbersOf([after])).get(after)}||`);
}

function usagesOn(
  page: EntityId,
  { document, revision: { pageId } }: Page,
  { entities, aspect }: UsageValues,
): Usage[] {
  return [...usageOf(document)]
    .filter(([entity]) => entities?.includes(entity) !== false)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([entity, aspects]) =>
      aspects
        .filter((each) => aspect?.includes(each) !== false)
        .map((each) => ({ page, pageId, entity, aspect: each })),
    );
}

async function placeOf(text: string, records: Records): Promise<Place | undefined> {
  const [, number, entity = '', aspect = ''] = /^(\d{1,15})\|([^|]*)\|([^|]*)$/.exec(text) ?? [];
  const pageId = Number(number);
  const page = parseEntityId((await records.documentIdsOf([pageId])).get(pageId) ?? '');
  return page && { page, entity, aspect };
}

function isBefore(usage: Usage, from: Place): boolean {
  if (usage.page !== from.page) return false;
  return usage.entity === from.entity ? usage.aspect < from.aspect : usage.entity < from.entity;
}

function byPage(usages: readonly Usage[], { prop }: UsageValues, base: string): UsageList['pages'] {
  const pages = Map.groupBy(usages, ({ page }) => page);
  return [...pages].map(([page, ofPage]) => {
    const entities = [...Map.groupBy(ofPage, ({ entity }) => entity)].map(([id, used]) => [
      id,
      {
        aspects: used.map(({ aspect }) => aspect),
        ...(prop?.includes('url') === true ? { url: `${base}/wiki/Special:EntityPage/${id}` } : {}),
      },
    ]);
    return { page, pageId: ofPage[0]?.pageId ?? 0, json: Object.fromEntries(entities) };
  });
}

/** The order in which pages are listed. */
export function byLetterAndNumber(a: EntityId, b: EntityId): number {
  return a.charCodeAt(0) - b.charCodeAt(0) || Number(a.slice(1)) - Number(b.slice(1));
}
