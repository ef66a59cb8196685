/**
 * Entity ids: `Q42`, `P31`, `L7`, `L7-F1`, `L7-S2`, `E10`.
 *
 * Every id that exists in the model is canonical (upper case, no leading zero, number up to
 * 2147483647), because each one came through a `parse…` function here. The number 0 (`Q0`, `P0`,
 * `L0`) is the id of an entity that has not been saved yet; no text from outside parses to it.
 */
export type ItemId = `Q${number}`;
export type PropertyId = `P${number}`;
export type LexemeId = `L${number}`;
export type FormId = `L${number}-F${number}`;
export type SenseId = `L${number}-S${number}`;
export type EntitySchemaId = `E${number}`;
export type EntityId = ItemId | PropertyId | LexemeId | FormId | SenseId | EntitySchemaId;

export type EntityType = 'item' | 'property' | 'lexeme' | 'form' | 'sense' | 'entity-schema';

/** The id each kind of entity carries until it is saved. */
export const UNSAVED_ID = { item: 'Q0', property: 'P0', lexeme: 'L0' } as const;

const LARGEST_NUMBER = 2_147_483_647;
const ENTITY_ID = /^(?:([QPE])([1-9]\d{0,9})|L([1-9]\d{0,9})(?:-([FS])([1-9]\d{0,9}))?)$/;

export function parseEntityId(text: string): EntityId | undefined {
  const id = text.trim().toUpperCase();
  const match = ENTITY_ID.exec(id);
  if (match === null) return undefined;
  const numbers = [match[2], match[3], match[5]].filter((part) => part !== undefined);
  return numbers.every((part) => Number(part) <= LARGEST_NUMBER) ? (id as EntityId) : undefined;
}

export function parseItemId(text: string): ItemId | undefined {
  const id = parseEntityId(text);
  return id !== undefined && isItemId(id) ? id : undefined;
}

export function parsePropertyId(text: string): PropertyId | undefined {
  const id = parseEntityId(text);
  return id !== undefined && isPropertyId(id) ? id : undefined;
}

export function parseLexemeId(text: string): LexemeId | undefined {
  const id = parseEntityId(text);
  return id !== undefined && entityTypeOf(id) === 'lexeme' ? (id as LexemeId) : undefined;
}

export function isItemId(id: EntityId): id is ItemId {
  return id.startsWith('Q');
}

export function isPropertyId(id: EntityId): id is PropertyId {
  return id.startsWith('P');
}

export function entityTypeOf(id: EntityId): EntityType {
  switch (id[0]) {
    case 'Q':
      return 'item';
    case 'P':
      return 'property';
    case 'E':
      return 'entity-schema';
    default:
      return id.includes('-F') ? 'form' : id.includes('-S') ? 'sense' : 'lexeme';
  }
}

/** The number of an item, property, lexeme or schema; `undefined` for a form or sense. */
export function numericId(id: EntityId): number | undefined {
  return id.includes('-') ? undefined : Number(id.slice(1));
}

/** The entity whose page holds this one: the lexeme of a form or sense, else the id itself. */
export function pageEntityId(id: EntityId): EntityId {
  const dash = id.indexOf('-');
  return dash === -1 ? id : (id.slice(0, dash) as LexemeId);
}
