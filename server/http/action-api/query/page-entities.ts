/** What is told of the entities on the pages of a query: of as many as are read for one answer. */
import type { Entity } from '../../../../schema/model/entity.ts';
import { readStored } from '../../../../schema/model/stored-json.ts';
import type { Moment } from '../../request/moment.ts';
import type { Records } from '../../services.ts';
import type { ApiError } from '../module.ts';
import type { JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { badContinue } from './continuation.ts';
import type { QueryPage } from './page-set.ts';
import type { PropAnswer } from './query-module.ts';

interface Place {
  readonly pages: readonly QueryPage[];
  /** The number of the page where it goes on. */
  readonly from: string | undefined;
  /** As of when they are told of; which pages there are is asked of the present. */
  readonly moment?: Moment | undefined;
}

/**
 * Pages that hold none, or only lead to one, are left out. One entity after the other is read, told
 * of and forgotten.
 */
export async function tellOfEntities(
  { pages, from, moment }: Place,
  { services, texts }: Pick<ApiRequest, 'services' | 'texts'>,
  tell: (entity: Entity) => Promise<JsonObject | undefined>,
): Promise<PropAnswer | ApiError> {
  if (from !== undefined && !/^\d{1,15}$/.test(from)) return badContinue();
  const there = pages.flatMap((page) => {
    const { pageId, newest, redirects } = page;
    // what leads elsewhere today may have been an entity then
    const isEntity = newest !== undefined && (!redirects || moment !== undefined);
    const isLeft = isEntity && pageId >= Number(from ?? 0);
    return isLeft ? [{ page, newest }] : [];
  });
  const { records } = services.edit.storage;
  const shown = texts.take(there, ({ newest }) => newest.sizeBytes);
  const parts = new Map<QueryPage, JsonObject>();
  for (const { page, newest } of shown) {
    const entity = await entityOf(newest.documentId, moment, records);
    const part = entity && (await tell(entity));
    if (part !== undefined) parts.set(page, part);
  }
  return { parts, next: there[shown.length]?.page.pageId };
}

async function entityOf(
  documentId: string,
  moment: Moment | undefined,
  records: Records,
): Promise<Entity | undefined> {
  const stored = await records.document(documentId, moment);
  if (stored === undefined) return undefined;
  const document = readStored(stored.kind, stored.content);
  return document.type === 'item' || document.type === 'property' || document.type === 'lexeme'
    ? document
    : undefined;
}
