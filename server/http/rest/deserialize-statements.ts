/**
 * The JSON of the REST API → statements.
 *
 * What the sender got from us and gives back as it was is not read again: a value that the JSON
 * does not show in full (the time zone of a date), or whose property is gone, stays what it is.
 */
import type { Failure } from '../../../schema/failures.ts';
import { failure } from '../../../schema/failures.ts';
import { valueTypeOfDatatype } from '../../../schema/datatypes.ts';
import type { Datatype } from '../../../schema/datatypes.ts';
import type { DataValue } from '../../../schema/model/data-value.ts';
import { parsePropertyId } from '../../../schema/model/entity-id.ts';
import type { PropertyId } from '../../../schema/model/entity-id.ts';
import { dataValue } from '../../../schema/model/json/read-data-value.ts';
import {
  isObject,
  readEntries,
  readList,
  readObject,
  readWhole,
  wrongType,
} from '../../../schema/model/json/reading.ts';
import type { Reading } from '../../../schema/model/json/reading.ts';
import type { DatatypeOf } from '../../../schema/model/json/write-statement.ts';
import { snaksOf } from '../../../schema/model/mentions.ts';
import type { Snak } from '../../../schema/model/snak.ts';
import type { Rank, Reference, Statement } from '../../../schema/model/statement.ts';
import { validateValue } from '../../../schema/model/values/value.ts';
import type { NewStatement } from '../../edit/change-ops/change-op.ts';
import { propertyValueJson, statementJson } from './serialize.ts';

/** Every property that is named where a property can be named. */
export function propertiesIn(json: unknown): Set<PropertyId> {
  const properties = new Set<PropertyId>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    if (!isObject(part)) return;
    const property = part['property'];
    const id = isObject(property) ? property['id'] : undefined;
    const parsed = typeof id === 'string' ? parsePropertyId(id) : undefined;
    if (parsed !== undefined) properties.add(parsed);
    Object.values(part).forEach(visit);
  };
  visit(json);
  return properties;
}

/** Groups of statements by property: those of `former` with their ids, all others new. */
export function readStatementGroups(
  json: unknown,
  former: readonly Statement[],
  datatypeOf: DatatypeOf,
  reading: Reading,
): NewStatement[] {
  const known = new Map(former.map((statement) => [statement.id.toUpperCase(), statement]));
  const found: NewStatement[] = [];
  readEntries(json, reading, (key, group) => {
    if (parsePropertyId(key) === undefined) {
      reading.fail(failure('unknown-field', { field: key }));
      return;
    }
    readList(group, reading, (entry) => {
      const statement = readIdentified(entry, known, datatypeOf, reading);
      if (statement !== undefined && isInGroup(key, statement, reading)) found.push(statement);
      return statement;
    });
  });
  return found;
}

/** Each former statement may come once. */
function readIdentified(
  json: unknown,
  known: Map<string, Statement>,
  datatypeOf: DatatypeOf,
  reading: Reading,
): NewStatement | undefined {
  const id = isObject(json) ? json['id'] : undefined;
  if (id === undefined) return readStatement(json, undefined, datatypeOf, reading);
  const key = typeof id === 'string' ? id.toUpperCase() : '';
  const former = known.get(key);
  known.delete(key);
  return former === undefined
    ? reading.at('id', id, () => reading.fail(failure('read-only-field', { field: 'id' })))
    : readStatement(json, former, datatypeOf, reading);
}

function isInGroup(key: string, { mainSnak }: NewStatement, reading: Reading): boolean {
  const { property } = mainSnak;
  if (key.toUpperCase() === property) return true;
  const found = failure('inconsistent-key', { field: 'statements', key, value: property });
  reading.at('property', undefined, () => reading.at('id', undefined, () => reading.fail(found)));
  return false;
}

/** `former` is what the statement was: its id and property stay. */
export function readStatement(
  json: unknown,
  former: Statement | undefined,
  datatypeOf: DatatypeOf,
  reading: Reading,
): NewStatement | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  if (former !== undefined) {
    if (JSON.stringify(object) === JSON.stringify(statementJson(former, datatypeOf))) return former;
    checkId(object['id'], former, reading);
  }
  const snak = snakReader(former, datatypeOf);
  const mainSnak = snak(object, reading);
  if (former !== undefined && mainSnak !== undefined) checkProperty(mainSnak, former, reading);
  const rank = reading.optional(object, 'rank', readRank, 'normal');
  const qualifiers = reading.optional(
    object,
    'qualifiers',
    (list) => readList(list, reading, snak),
    [],
  );
  const references = reading.optional(
    object,
    'references',
    (list) => readList(list, reading, (part) => readReference(part, snak, reading)),
    [],
  );
  if (!mainSnak || !rank || !qualifiers || !references) return undefined;
  const filled = references.filter(({ snaks }) => snaks.length > 0);
  const content = { mainSnak, rank, qualifiers, references: filled };
  return former === undefined ? content : { id: former.id, ...content };
}

function checkId(id: unknown, former: Statement, reading: Reading): void {
  const text = typeof id === 'string' ? id : '';
  if (id === undefined || text.toUpperCase() === former.id.toUpperCase()) return;
  reading.at('id', id, () => reading.fail(failure('read-only-field', { field: 'id' })));
}

function checkProperty({ property }: Snak, former: Statement, reading: Reading): void {
  if (property === former.mainSnak.property) return;
  const found = failure('statement-property-immutable', { id: former.id });
  reading.at('property', undefined, () => reading.at('id', undefined, () => reading.fail(found)));
}

function readRank(json: unknown, reading: Reading): Rank | undefined {
  return json === 'preferred' || json === 'normal' || json === 'deprecated'
    ? json
    : wrongType(json, 'preferred, normal or deprecated', reading);
}

type SnakReader = (json: unknown, reading: Reading) => Snak | undefined;

function readReference(json: unknown, snak: SnakReader, reading: Reading): Reference | undefined {
  const object = readObject(json, reading);
  const snaks =
    object && reading.at('parts', object['parts'], (parts) => readList(parts, reading, snak));
  return snaks === undefined ? undefined : { snaks };
}

/** Reads a property with its value; the snaks of `former` are recognised by their JSON. */
function snakReader(former: Statement | undefined, datatypeOf: DatatypeOf): SnakReader {
  const known = new Map(
    (former === undefined ? [] : snaksOf(former)).map((snak) => [
      JSON.stringify(propertyValueJson(snak, datatypeOf)),
      snak,
    ]),
  );
  return (json, reading) => {
    const object = readObject(json, reading);
    if (object === undefined) return undefined;
    const { property: propertyJson, value: valueJson } = object;
    const same = known.get(JSON.stringify({ property: propertyJson, value: valueJson }));
    if (same !== undefined) return same;
    const property = reading.at('property', propertyJson, readProperty);
    const datatype = property === undefined ? undefined : datatypeOf(property);
    if (property !== undefined && datatype === undefined) {
      reading.at('property', undefined, () =>
        reading.at('id', undefined, () => reading.fail(failure('unknown-property', { property }))),
      );
    }
    return reading.at('value', valueJson, (value) => readValue(value, property, datatype, reading));
  };
}

function readProperty(json: unknown, reading: Reading): PropertyId | undefined {
  const object = readObject(json, reading);
  return (
    object &&
    reading.at('id', object['id'], (id) =>
      typeof id === 'string' && id === id.trim()
        ? (parsePropertyId(id) ?? wrongType(id, 'id of a property', reading))
        : wrongType(id, 'id of a property', reading),
    )
  );
}

function readValue(
  json: unknown,
  property: PropertyId | undefined,
  datatype: Datatype | undefined,
  reading: Reading,
): Snak | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const kind = object['type'];
  switch (kind) {
    case 'somevalue':
    case 'novalue':
      return property === undefined ? undefined : { kind, property };
    case 'value': {
      const content = reading.at('content', object['content'], (part) => {
        if (part === undefined) return wrongType(part, 'value', reading);
        return datatype === undefined ? undefined : readContent(part, datatype, reading);
      });
      return property === undefined || content === undefined
        ? undefined
        : { kind, property, value: content };
    }
    default:
      return reading.at('type', kind, (found) =>
        wrongType(found, 'value, somevalue or novalue', reading),
      );
  }
}

/** Whatever is wrong in a value, its place is the value as a whole. */
function readContent(json: unknown, datatype: Datatype, reading: Reading): DataValue | undefined {
  const type = valueTypeOfDatatype[datatype];
  const value = type === 'wikibase-entityid' ? { id: json } : json;
  const read = readWhole({ type, value }, dataValue);
  const faults: readonly Failure[] = read.ok ? validateValue(datatype, read.value) : read.failures;
  const [fault] = faults;
  if (fault !== undefined) return reading.fail(fault);
  return read.ok ? read.value : undefined;
}
