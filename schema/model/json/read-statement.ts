/** Wikibase's JSON → snaks, references and statements. */
import { failure, type Result } from '../../failures.ts';
import { isPropertyId, type EntityId, type PropertyId } from '../entity-id.ts';
import { referenceHash, snakHash } from '../hash.ts';
import type { Snak } from '../snak.ts';
import { uniqueBy } from '../unique-by.ts';
import {
  belongsTo,
  parseStatementId,
  type Rank,
  type Reference,
  type Statement,
  type StatementId,
} from '../statement.ts';
import { dataValue, readEntityId } from './read-data-value.ts';
import {
  agrees,
  isObject,
  readEntries,
  readList,
  readObject,
  readWhole,
  wrongType,
  type JsonObject,
  type PartReader,
  type Reading,
  type ReadOptions,
} from './reading.ts';

/** A statement that need not have an id yet. */
export type StatementDraft = Omit<Statement, 'id'> & { readonly id?: StatementId };

export function readSnak(json: unknown, options?: ReadOptions): Result<Snak> {
  return readWhole(json, snak, options);
}

export function readReference(json: unknown, options?: ReadOptions): Result<Reference> {
  return readWhole(json, reference, options);
}

export function readPropertyId(json: unknown, reading: Reading): PropertyId | undefined {
  const id = readEntityId(json, reading);
  if (id === undefined || isPropertyId(id)) return id;
  return reading.fail(failure('entity-type-mismatch', { id, expected: 'property' }));
}

function snak(json: unknown, reading: Reading): Snak | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const property = reading.at('property', object['property'], readPropertyId);
  const kind = object['snaktype'];
  switch (kind) {
    case 'value': {
      const value = reading.at('datavalue', object['datavalue'], dataValue);
      return property === undefined || value === undefined ? undefined : { kind, property, value };
    }
    case 'somevalue':
    case 'novalue':
      return property === undefined ? undefined : { kind, property };
    default:
      return reading.at('snaktype', kind, (found) =>
        wrongType(found, 'value, somevalue or novalue', reading),
      );
  }
}

/** Snaks grouped by property, in the order given or found, without those that occur twice. */
function snaks(json: unknown, order: unknown, reading: Reading): Snak[] {
  const groups = new Map<PropertyId, Snak[]>();
  eachByProperty(json, reading, snak, (found) => {
    const group = groups.get(found.property);
    if (group === undefined) groups.set(found.property, [found]);
    else group.push(found);
  });
  const unique = new Map(
    [...groups].map(([property, group]) => [property, uniqueBy(group, snakHash)]),
  );
  if (unique.size < 2 || !Array.isArray(order)) return [...unique.values()].flat();
  const named = order.flatMap((property) => {
    const group = unique.get(property as PropertyId) ?? [];
    unique.delete(property as PropertyId);
    return group;
  });
  return [...named, ...[...unique.values()].flat()];
}

/** Calls `found` for each part of a map by property or of a flat list. */
function eachByProperty<Part extends Snak | StatementDraft>(
  json: unknown,
  reading: Reading,
  read: PartReader<Part>,
  found: (part: Part) => void,
): void {
  if (Array.isArray(json)) {
    readList(json, reading, read)?.forEach(found);
    return;
  }
  readEntries(json, reading, (key, group) => {
    readList(group, reading, (entry) => {
      const part = read(entry, reading);
      if (part !== undefined && agrees(key.toUpperCase(), propertyOf(part), reading)) found(part);
      return part;
    });
  });
}

function propertyOf(part: Snak | StatementDraft): PropertyId {
  return 'mainSnak' in part ? part.mainSnak.property : part.property;
}

function reference(json: unknown, reading: Reading): Reference | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  return {
    snaks:
      reading.at('snaks', object['snaks'], (part) => snaks(part, object['snaks-order'], reading)) ??
      [],
  };
}

/** A reference without snaks says nothing and is left out, as is one that occurs twice. */
function references(json: unknown, reading: Reading): Reference[] {
  const read = readList(json, reading, reference) ?? [];
  const filled = read.filter(({ snaks: parts }) => parts.length > 0);
  return [...uniqueBy(filled, referenceHash)];
}

function rank(json: unknown, reading: Reading): Rank | undefined {
  switch (json) {
    case 'preferred':
    case 'normal':
    case 'deprecated':
      return json;
    default:
      return wrongType(json, 'preferred, normal or deprecated', reading);
  }
}

function statementId(json: unknown, subject: EntityId, reading: Reading): StatementId | undefined {
  if (typeof json !== 'string') return wrongType(json, 'statement id', reading);
  const id = parseStatementId(json);
  if (id === undefined) {
    return reading.fail(failure('malformed-statement-id', { field: reading.field, value: json }));
  }
  return belongsTo(id, subject)
    ? id
    : reading.fail(failure('foreign-statement', { id, entity: subject }));
}

export function statementDraft(
  json: unknown,
  subject: EntityId,
  reading: Reading,
): StatementDraft | undefined {
  const object = readObject(json, reading);
  if (object === undefined || !isStatement(object, reading)) return undefined;
  const id =
    object['id'] === undefined
      ? undefined
      : reading.at('id', object['id'], (part) => statementId(part, subject, reading));
  const mainSnak = reading.at('mainsnak', object['mainsnak'], snak);
  const statementRank = reading.optional(object, 'rank', rank, 'normal');
  const qualifiers = reading.optional(
    object,
    'qualifiers',
    (part) => snaks(part, object['qualifiers-order'], reading),
    [],
  );
  const statementReferences = reading.optional(object, 'references', references, []);
  if (mainSnak === undefined || statementRank === undefined) return undefined;
  const content = {
    mainSnak,
    rank: statementRank,
    qualifiers: qualifiers ?? [],
    references: statementReferences ?? [],
  };
  return id === undefined ? content : { id, ...content };
}

/** `claim` is what statements were called in the oldest dumps. */
function isStatement(object: JsonObject, reading: Reading): boolean {
  const type = object['type'];
  if (type === 'statement' || type === 'claim') return true;
  reading.at('type', type, (found) => wrongType(found, 'statement', reading));
  return false;
}

/** All statements of an entity, those of one property adjacent; each must have an id of its own. */
export function statements(json: unknown, subject: EntityId, reading: Reading): Statement[] {
  const found: Statement[] = [];
  const ids = new Set<StatementId>();
  const read = (part: unknown): Statement | undefined => {
    const draft = statementDraft(part, subject, reading);
    if (draft === undefined) return undefined;
    const { id } = draft;
    if (id === undefined) {
      // an id that could not be read has been noted already
      return isObject(part) && part['id'] !== undefined
        ? undefined
        : reading.at('id', undefined, (absent) => wrongType(absent, 'statement id', reading));
    }
    if (ids.has(id)) return reading.fail(failure('duplicate-statement-id', { id }));
    ids.add(id);
    return { ...draft, id };
  };
  eachByProperty(json, reading, read, (statement) => found.push(statement));
  return Array.isArray(json) ? groupedByProperty(found) : found;
}

function groupedByProperty(list: readonly Statement[]): Statement[] {
  return [...Map.groupBy(list, ({ mainSnak }) => mainSnak.property).values()].flat();
}
