/** Reads batches of queries and data extensions; what is wrong is said with its place. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Failure, Result } from '../../../schema/failures.ts';
import { parseJson } from '../../../schema/model/json-depth.ts';
import { repeatedKey } from '../../../schema/model/json-keys.ts';
import { textFault } from '../../../schema/model/well-formed-text.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { prototypeKeyFailure } from '../../edit/entity-data/keys.ts';
import type { Column } from '../../search/reconcile/extend.ts';
import { BEST } from '../../search/reconcile/path-values.ts';
import type { StatementFilter } from '../../search/reconcile/path-values.ts';
import { parsePropertyPath } from '../../search/reconcile/property-path.ts';
import type { PropertyPath } from '../../search/reconcile/property-path.ts';
import type { PropertyCondition, ReconcileQuery } from '../../search/reconcile/reconcile.ts';
import type { Cell } from '../../search/reconcile/value-similarity.ts';

export const MOST_QUERIES = 50;
const MOST_CONDITIONS = 20;
const MOST_CELLS = 20;
const MOST_TYPES = 20;
const MOST_IDS = 500;
const MOST_COLUMNS = 20;
const LONGEST_TEXT = 1000;
const MOST_RESULTS = 50;
const DEFAULT_RESULTS = 10;

type Json = Readonly<Record<string, unknown>>;

/** What each object may have; of older clients also what says nothing to us. */
const MEMBERS = {
  query: ['query', 'type', 'type_strict', 'properties', 'limit'],
  condition: ['pid', 'v', 'p', 'name'],
  cell: ['id', 'name', 'description', 'type', 'types', 'score', 'match'],
  type: ['id', 'name', 'description', 'broader'],
  extension: ['ids', 'properties'],
  column: ['id', 'name', 'settings'],
  settings: ['limit', 'count', 'rank', 'references'],
} as const;

/** By the keys of the batch, in its order. */
export function readQueryBatch(text: string): Result<Map<string, ReconcileQuery>> {
  return reading((at) => {
    const batch = objectOf(jsonOf(text, 'queries'), at('queries', ''));
    const entries = Object.entries(batch);
    limit(entries.length, MOST_QUERIES, at('queries', ''));
    for (const [key] of entries) requireText(key, at('queries', `/${escaped(key)}`));
    return new Map(entries.map(([key, query]) => [key, readQuery(query, `/${escaped(key)}`)]));
  });
}

/** One query; a text that is no object is what to look for. */
export function readSingleQuery(text: string): Result<ReconcileQuery> {
  return reading(() =>
    text.trimStart().startsWith('{')
      ? readQuery(jsonOf(text, 'query'), '')
      : readQuery({ query: text }, ''),
  );
}

export interface Extension {
  readonly ids: readonly { readonly given: string; readonly id: EntityId | undefined }[];
  readonly columns: readonly Column[];
}

export function readExtension(text: string): Result<Extension> {
  return reading((at) => {
    const { ids, properties } = membersOf(jsonOf(text, 'extend'), 'extension', at('extend', ''));
    const rows = listOf(ids, MOST_IDS, at('ids', '/ids'));
    const columns = listOf(properties, MOST_COLUMNS, at('properties', '/properties'));
    return {
      ids: rows.map((id, row) => {
        const given = textOf(id, at('ids', `/ids/${row}`));
        return { given, id: parseEntityId(given) };
      }),
      columns: columns.map((column, index) => readColumn(column, `/properties/${index}`)),
    };
  });
}

/** Ids in one field, with `|` between them. */
export function readIds(text: string | undefined): Result<Extension['ids']> {
  return reading((at) => {
    const parts = textOf(text, at('ids', '')).split('|');
    limit(parts.length, MOST_IDS, at('ids', ''));
    return parts.map((given) => ({ given, id: parseEntityId(given) }));
  });
}

export function readPath(text: string | undefined, field: string): Result<PropertyPath> {
  return reading((at) => pathOf(text, at(field, '')));
}

function readQuery(value: unknown, path: string): ReconcileQuery {
  const query = membersOf(value, 'query', { field: 'query', path });
  const { type = [], properties = [], type_strict: strict = 'any' } = query;
  const text = query['query'] === undefined ? '' : textOf(query['query'], at('query'));
  if (query['query'] === undefined && (!Array.isArray(properties) || properties.length === 0)) {
    throw new Refused(failure('missing-field', { field: 'query' }, `${path}/query`));
  }
  const types = Array.isArray(type) || type === null ? (type ?? []) : [type];
  return {
    text: text.trim(),
    types: listOf(types, MOST_TYPES, at('type')).flatMap((each) => typeOf(each, at('type'))),
    typeStrict: oneOf(strict, ['any', 'all', 'should'], at('type_strict')),
    conditions: listOf(properties, MOST_CONDITIONS, at('properties')).map((each, index) =>
      readCondition(each, `${path}/properties/${index}`),
    ),
    limit: resultsOf(query['limit'], at('limit')),
  };

  function at(field: string): Place {
    return { field, path: `${path}/${field}` };
  }
}

function readCondition(value: unknown, path: string): PropertyCondition {
  const { pid, v } = membersOf(value, 'condition', { field: 'properties', path });
  const cells = Array.isArray(v) ? v : [v];
  return {
    pid: textOf(pid, { field: 'pid', path: `${path}/pid` }),
    path: pathOf(pid, { field: 'pid', path: `${path}/pid` }),
    cells: listOf(cells, MOST_CELLS, { field: 'v', path: `${path}/v` }).map((cell) =>
      readCell(cell, { field: 'v', path: `${path}/v` }),
    ),
  };
}

function readCell(value: unknown, place: Place): Cell {
  if (typeof value === 'number' || typeof value === 'boolean') {
    return { text: String(value), id: undefined };
  }
  if (typeof value !== 'object' || value === null) {
    return { text: textOf(value, place), id: undefined };
  }
  const { id, name = '' } = membersOf(value, 'cell', place);
  const known = parseEntityId(textOf(id, place));
  return { text: known === undefined ? textOf(id, place) : textOf(name, place), id: known };
}

function readColumn(value: unknown, path: string): Column {
  const { id, settings = {} } = membersOf(value, 'column', { field: 'properties', path });
  const {
    limit: most = 0,
    count,
    rank = BEST.rank,
    references = 'any',
  } = membersOf(settings, 'settings', { field: 'settings', path: `${path}/settings` });
  const at = (field: string): Place => ({ field, path: `${path}/settings/${field}` });
  const filter: StatementFilter = {
    rank: oneOf(rank, ['best', 'any', 'no_deprecated'], at('rank')),
    referencedOnly: oneOf(references, ['any', 'referenced'], at('references')) === 'referenced',
  };
  return {
    id: textOf(id, { field: 'id', path: `${path}/id` }),
    path: pathOf(id, { field: 'id', path: `${path}/id` }),
    filter,
    limit: countOf(most, at('limit')),
    // a form sends what is ticked as `on`
    count: count === true || count === 'on' || count === 'true',
  };
}

interface Place {
  readonly field: string;
  /** JSON pointer. */
  readonly path: string;
}

/** Thrown and caught in this file only: what is read is deep, and the first fault ends it. */
class Refused extends Error {
  readonly failure: Failure;

  constructor(reason: Failure) {
    super(reason.code);
    this.failure = reason;
  }
}

function reading<Value>(
  read: (at: (field: string, path: string) => Place) => Value,
): Result<Value> {
  try {
    return ok(read((field, path) => ({ field, path })));
  } catch (error) {
    if (error instanceof Refused) return failed(error.failure);
    throw error;
  }
}

function jsonOf(text: string, field: string): unknown {
  const parsed = parseJson(text);
  if (!parsed.ok) {
    throw new Refused(parsed.failures[0] ?? failure('malformed-json', { reason: field }));
  }
  const key = repeatedKey(text);
  if (key !== undefined) throw new Refused(failure('duplicate-key', { field, key }));
  const found = prototypeKeyFailure(parsed.value);
  if (found !== undefined) throw new Refused(found);
  return parsed.value;
}

function membersOf(value: unknown, kind: keyof typeof MEMBERS, place: Place): Json {
  const object = objectOf(value, place);
  const known: readonly string[] = MEMBERS[kind];
  const unknown = Object.keys(object).find((key) => !known.includes(key));
  if (unknown === undefined) return object;
  const path = `${place.path}/${escaped(unknown)}`;
  throw new Refused(failure('unknown-field', { field: unknown.slice(0, 100) }, path));
}

function objectOf(value: unknown, { field, path }: Place): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw wrongType(field, 'an object', path);
}

function listOf(value: unknown, most: number, place: Place): readonly unknown[] {
  if (!Array.isArray(value)) throw wrongType(place.field, 'a list', place.path);
  limit(value.length, most, place);
  return value;
}

function textOf(value: unknown, { field, path }: Place): string {
  if (value === undefined) throw new Refused(failure('missing-field', { field }, path));
  if (typeof value !== 'string') throw wrongType(field, 'text', path);
  requireText(value, { field, path });
  return value;
}

function requireText(text: string, { field, path }: Place): void {
  const reason = textFault(text);
  if (reason !== undefined) throw new Refused(failure('malformed-text', { field, reason }, path));
  const length = { limit: LONGEST_TEXT, length: text.length };
  if (text.length > LONGEST_TEXT) throw new Refused(failure('value-too-long', length, path));
}

function pathOf(value: unknown, place: Place): PropertyPath {
  const parsed = parsePropertyPath(textOf(value, place));
  if (parsed !== undefined) return parsed;
  throw wrongType(place.field, 'a property or a path of properties (P17/P297)', place.path);
}

/** Clients also send a type with its name, and an empty one for none. */
function typeOf(value: unknown, place: Place): EntityId[] {
  const id = typeof value === 'object' ? membersOf(value, 'type', place)['id'] : value;
  const text = textOf(id, place);
  if (text === '') return [];
  const type = parseEntityId(text);
  if (type !== undefined) return [type];
  const { field, path } = place;
  throw new Refused(failure('malformed-entity-id', { field, value: text.slice(0, 100) }, path));
}

function oneOf<Choice extends string>(
  value: unknown,
  choices: readonly Choice[],
  { field, path }: Place,
): Choice {
  const found = choices.find((each) => each === value);
  if (found === undefined) throw wrongType(field, choices.join(', '), path);
  return found;
}

function resultsOf(value: unknown, place: Place): number {
  const wanted = value === undefined || value === null ? 0 : countOf(value, place);
  return wanted === 0 ? DEFAULT_RESULTS : Math.min(wanted, MOST_RESULTS);
}

/** Forms send numbers as text. */
function countOf(value: unknown, { field, path }: Place): number {
  const count = typeof value === 'string' && /^\d{0,9}$/.test(value) ? Number(value) : value;
  if (typeof count === 'number' && count >= 0) return Math.floor(count);
  throw wrongType(field, 'a number', path);
}

function limit(count: number, most: number, { field, path }: Place): void {
  if (count > most) throw new Refused(failure('too-many', { field, limit: most }, path));
}

function wrongType(field: string, expected: string, path: string): Refused {
  return new Refused(failure('wrong-type', { field, expected }, path));
}

function escaped(key: string): string {
  return key.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
}
