/**
 * Wikibase's JSON → entities: every dialect of the APIs, the dumps and stored revisions.
 *
 * Hashes, page information and URLs in the input are passed over: they are computed, not read.
 */
import { isDatatype, type Datatype } from '../../datatypes.ts';
import { failure, type Result } from '../../failures.ts';
import type { Entity, EntityRedirect, Form, Item, Lexeme, Property, Sense } from '../entity.ts';
import {
  entityTypeOf,
  isItemId,
  isPropertyId,
  type EntityId,
  type FormId,
  type ItemId,
  type LexemeId,
  type PropertyId,
  type SenseId,
} from '../entity-id.ts';
import { readEntityId } from './read-data-value.ts';
import { statements } from './read-statement.ts';
import { aliases, itemId, itemIds, siteLinks, terms } from './read-terms.ts';
import {
  readInteger,
  readList,
  readObject,
  readWhole,
  wrongType,
  type JsonObject,
  type Reading,
  type ReadOptions,
} from './reading.ts';

/** Reads an item, property or lexeme, or the record of a redirect. */
export function readEntity(json: unknown, options?: ReadOptions): Result<Entity | EntityRedirect> {
  return readWhole(json, entityOrRedirect, options);
}

function entityOrRedirect(json: unknown, reading: Reading): Entity | EntityRedirect | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  if (object['redirect'] !== undefined) return redirect(object, reading);
  const id = reading.at('id', object['id'], readEntityId);
  if (id === undefined || !hasOwnType(object, id, reading)) return undefined;
  if (isItemId(id)) return item(object, id, reading);
  if (isPropertyId(id)) return property(object, id, reading);
  return lexeme(object, id as LexemeId, reading);
}

/** The type may be absent, as in some exports; then the id tells it. */
function hasOwnType(object: JsonObject, id: EntityId, reading: Reading): boolean {
  const type = object['type'] ?? entityTypeOf(id);
  if (type !== 'item' && type !== 'property' && type !== 'lexeme') {
    reading.fail(failure('unknown-entity-type', { value: JSON.stringify(type) }));
    return false;
  }
  if (type === entityTypeOf(id)) return true;
  reading.fail(failure('entity-type-mismatch', { id, expected: type }));
  return false;
}

function redirect(object: JsonObject, reading: Reading): EntityRedirect | undefined {
  const id = reading.at('entity', object['entity'], readEntityId);
  const target = reading.at('redirect', object['redirect'], readEntityId);
  if (id === undefined || target === undefined) return undefined;
  if (id === target) return reading.fail(failure('redirect-to-self', { id }));
  if (entityTypeOf(id) !== entityTypeOf(target)) {
    return reading.fail(
      failure('entity-type-mismatch', { id: target, expected: entityTypeOf(id) }),
    );
  }
  return { type: 'redirect', id, target };
}

function fingerprint(
  object: JsonObject,
  reading: Reading,
): Pick<Item, 'labels' | 'descriptions' | 'aliases'> {
  return {
    labels: termsAt(object, 'labels', reading),
    descriptions: termsAt(object, 'descriptions', reading),
    aliases: reading.at('aliases', object['aliases'], aliases) ?? new Map(),
  };
}

function termsAt(object: JsonObject, key: string, reading: Reading): ReadonlyMap<string, string> {
  return reading.at(key, object[key], terms) ?? new Map();
}

function statementsAt(object: JsonObject, subject: EntityId, reading: Reading): Item['statements'] {
  return (
    reading.at('claims', object['claims'], (part) => statements(part ?? [], subject, reading)) ?? []
  );
}

function item(object: JsonObject, id: ItemId, reading: Reading): Item {
  return {
    type: 'item',
    id,
    ...fingerprint(object, reading),
    statements: statementsAt(object, id, reading),
    siteLinks: reading.at('sitelinks', object['sitelinks'], siteLinks) ?? new Map(),
  };
}

function property(object: JsonObject, id: PropertyId, reading: Reading): Property | undefined {
  const datatype = reading.at('datatype', object['datatype'], readDatatype);
  const named = fingerprint(object, reading);
  const found = statementsAt(object, id, reading);
  if (datatype === undefined) return undefined;
  return { type: 'property', id, datatype, ...named, statements: found };
}

export function readDatatype(json: unknown, reading: Reading): Datatype | undefined {
  if (typeof json !== 'string') return wrongType(json, 'datatype', reading);
  return isDatatype(json) ? json : reading.fail(failure('unknown-datatype', { value: json }));
}

function lexeme(object: JsonObject, id: LexemeId, reading: Reading): Lexeme | undefined {
  const lemmas = termsAt(object, 'lemmas', reading);
  const lexicalCategory = reading.at('lexicalCategory', object['lexicalCategory'], itemId);
  const language = reading.at('language', object['language'], itemId);
  const found = statementsAt(object, id, reading);
  const forms = partsAt(object, 'forms', reading, (part) => form(part, id, reading));
  const senses = partsAt(object, 'senses', reading, (part) => sense(part, id, reading));
  const nextFormNumber = nextNumber(object, 'nextFormId', forms, reading);
  const nextSenseNumber = nextNumber(object, 'nextSenseId', senses, reading);
  if (lexicalCategory === undefined || language === undefined) return undefined;
  return {
    type: 'lexeme',
    id,
    lemmas,
    lexicalCategory,
    language,
    statements: found,
    forms,
    senses,
    nextFormNumber,
    nextSenseNumber,
  };
}

function partsAt<Part extends Form | Sense>(
  object: JsonObject,
  key: string,
  reading: Reading,
  read: (json: unknown, reading: Reading) => Part | undefined,
): Part[] {
  const ids = new Set<EntityId>();
  const unlessKnown = (json: unknown): Part | undefined => {
    const part = read(json, reading);
    if (part !== undefined && ids.has(part.id)) {
      return reading.fail(failure('entity-exists', { id: part.id }));
    }
    if (part !== undefined) ids.add(part.id);
    return part;
  };
  return reading.optional(object, key, (list) => readList(list, reading, unlessKnown), []) ?? [];
}

/** Only stored revisions say which number is next; elsewhere it follows the highest in use. */
function nextNumber(
  object: JsonObject,
  key: string,
  parts: readonly (Form | Sense)[],
  reading: Reading,
): number {
  const stated = reading.optional(object, key, readInteger, 1) ?? 1;
  const afterHighest = parts.map(({ id }) => Number(id.slice(id.indexOf('-') + 2)) + 1);
  return Math.max(stated, 1, ...afterHighest);
}

function form(json: unknown, lexemeId: LexemeId, reading: Reading): Form | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const id = partId(object, `${lexemeId}-F`, reading) as FormId | undefined;
  if (id === undefined) return undefined;
  return {
    id,
    representations: termsAt(object, 'representations', reading),
    grammaticalFeatures: reading.optional(object, 'grammaticalFeatures', itemIds, []) ?? [],
    statements: statementsAt(object, id, reading),
  };
}

function sense(json: unknown, lexemeId: LexemeId, reading: Reading): Sense | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const id = partId(object, `${lexemeId}-S`, reading) as SenseId | undefined;
  if (id === undefined) return undefined;
  return {
    id,
    glosses: termsAt(object, 'glosses', reading),
    statements: statementsAt(object, id, reading),
  };
}

/** The id of a form or sense, which must begin with that of its lexeme. */
function partId(object: JsonObject, prefix: string, reading: Reading): EntityId | undefined {
  return reading.at('id', object['id'], (json) => {
    const id = readEntityId(json, reading);
    if (id === undefined || id.startsWith(prefix)) return id;
    return reading.fail(failure('entity-type-mismatch', { id, expected: prefix }));
  });
}
