/** What the shape of an entity is judged against: gathered first, so that judging is pure. */
import { setImmediate } from 'node:timers/promises';
import type { Datatype } from '../../../schema/datatypes.ts';
import type { DocumentKind } from '../../../schema/model/documents/kinds.ts';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import { entityTypeOf, pageEntityId } from '../../../schema/model/entity-id.ts';
import type { EntityId, PropertyId } from '../../../schema/model/entity-id.ts';
import type { Entity, Lexeme } from '../../../schema/model/entity.ts';
import { readStored } from '../../../schema/model/stored-json.ts';
import type { RecordStore } from '../../storage/records/record-store.ts';
import type { EditContext } from '../edit-context.ts';
import type { NewSnak } from './statements.ts';

export interface Facts {
  readonly datatypeOf: (property: PropertyId) => Datatype | undefined;
  /** Is there an entity (or a redirect) with this id? Only for ids that the draft points to. */
  readonly exists: (id: EntityId) => boolean;
  readonly site: SiteSettings;
}

/** `snaks` are those to be judged; `ids` what else the draft newly points to. */
export async function gatherFacts(
  draft: Entity,
  snaks: readonly NewSnak[],
  ids: readonly EntityId[],
  context: EditContext,
): Promise<Facts> {
  const pointedTo = new Set([...ids, ...snaks.flatMap(({ snak }) => idIn(snak))]);
  const [datatypeOf, existing, site] = await Promise.all([
    context.properties.datatypesOf(new Set(snaks.map(({ snak }) => snak.property))),
    existingOf(pointedTo, draft, context.storage.records),
    context.site.current(),
  ]);
  return { datatypeOf, exists: (id) => existing.has(id), site };
}

/** Does this page exist, whatever it holds? */
async function pageExists(records: RecordStore, id: string): Promise<boolean> {
  // The newest entry of the history costs a look-up; the page itself may be a megabyte.
  const [newest] = await records.history({ documentId: id, limit: 1 });
  return newest !== undefined && !newest.deletes;
}

function idIn(snak: NewSnak['snak']): EntityId[] {
  return snak.kind === 'value' && snak.value.type === 'wikibase-entityid' ? [snak.value.id] : [];
}

/** Pages that are looked for before others get their turn: an edit may point to thousands. */
const LOOK_UPS_AT_ONCE = 100;

async function existingOf(
  ids: ReadonlySet<EntityId>,
  draft: Entity,
  records: RecordStore,
): Promise<Set<EntityId>> {
  const existing = new Set<EntityId>();
  let lookUps = 0;
  for (const id of ids) {
    if (++lookUps % LOOK_UPS_AT_ONCE === 0) await setImmediate();
    if (await entityExists(id, draft, records)) existing.add(id);
  }
  return existing;
}

async function entityExists(id: EntityId, draft: Entity, records: RecordStore): Promise<boolean> {
  const page = pageEntityId(id);
  const isPart = page !== id;
  if (page === draft.id) return !isPart || (draft.type === 'lexeme' && hasPart(draft, id));
  if (!isPart) return pageExists(records, page);
  const stored = await records.document(page);
  if (stored === undefined) return false;
  const lexeme = readStored(entityTypeOf(page) as DocumentKind, stored.content);
  return lexeme.type === 'lexeme' && hasPart(lexeme, id);
}

function hasPart(lexeme: Lexeme, id: EntityId): boolean {
  return [...lexeme.forms, ...lexeme.senses].some((part) => part.id === id);
}
