/** Data values, snaks, references and statements → Wikibase's JSON. */
import type { Datatype } from '../../datatypes.ts';
import type {
  DataValueJson,
  ReferenceJson,
  SnakJson,
  SnakMapJson,
  StatementJson,
  StatementMapJson,
} from '../../entity-json.ts';
import type { DataValue } from '../data-value.ts';
import { entityTypeOf, numericId, type PropertyId } from '../entity-id.ts';
import { referenceHash, snakHash } from '../hash.ts';
import type { Snak } from '../snak.ts';
import type { Reference, Statement } from '../statement.ts';

/**
 * `api`: what the Action API and Special:EntityData give, every snak with its hash.
 * `dump`: what JSON dumps hold, in which only qualifiers and references have one.
 */
export type JsonDialect = 'api' | 'dump';

/** The datatype of a property; the snaks of an unknown one are written without it. */
export type DatatypeOf = (property: PropertyId) => Datatype | undefined;

export function dataValueJson(value: DataValue): DataValueJson {
  switch (value.type) {
    case 'string':
      return { value: value.value, type: 'string' };
    case 'wikibase-entityid': {
      const number = numericId(value.id);
      const type = entityTypeOf(value.id);
      const numbered = number !== undefined && type !== 'entity-schema';
      return {
        value: numbered
          ? { 'entity-type': type, 'numeric-id': number, id: value.id }
          : { 'entity-type': type, id: value.id },
        type: 'wikibase-entityid',
      };
    }
    case 'monolingualtext':
      return { value: { text: value.text, language: value.language }, type: 'monolingualtext' };
    case 'quantity': {
      const { amount, unit, upperBound, lowerBound } = value;
      const bounded = upperBound !== undefined && lowerBound !== undefined;
      return {
        value: bounded ? { amount, unit, upperBound, lowerBound } : { amount, unit },
        type: 'quantity',
      };
    }
    case 'time': {
      const { time, timezone, before, after, precision, calendarmodel } = value;
      return { value: { time, timezone, before, after, precision, calendarmodel }, type: 'time' };
    }
    case 'globecoordinate': {
      const { latitude, longitude, precision, globe } = value;
      return {
        value: { latitude, longitude, altitude: null, precision, globe },
        type: 'globecoordinate',
      };
    }
    case 'unknown':
      return { value: value.value, type: value.valueType, error: value.error };
  }
}

/** A main snak, or a snak on its own. */
function snakJson(snak: Snak, dialect: JsonDialect, datatypeOf: DatatypeOf): SnakJson {
  return writeSnak(snak, datatypeOf, dialect === 'api');
}

function writeSnak(snak: Snak, datatypeOf: DatatypeOf, hashed: boolean): SnakJson {
  const json: SnakJson = { snaktype: snak.kind, property: snak.property };
  if (hashed) json.hash = snakHash(snak);
  if (snak.kind === 'value') json.datavalue = dataValueJson(snak.value);
  const datatype = datatypeOf(snak.property);
  if (datatype !== undefined) json.datatype = datatype;
  return json;
}

function snakMap(snaks: readonly Snak[], datatypeOf: DatatypeOf, hashed: boolean): SnakMapJson {
  const json: SnakMapJson = {};
  for (const snak of snaks) {
    const written = writeSnak(snak, datatypeOf, hashed);
    const group = json[snak.property];
    if (group === undefined) json[snak.property] = [written];
    else group.push(written);
  }
  return json;
}

function referenceJson(
  reference: Reference,
  dialect: JsonDialect,
  datatypeOf: DatatypeOf,
): ReferenceJson {
  const snaks = snakMap(reference.snaks, datatypeOf, dialect === 'api');
  return { hash: referenceHash(reference), snaks, 'snaks-order': Object.keys(snaks) };
}

export function statementJson(
  statement: Statement,
  dialect: JsonDialect,
  datatypeOf: DatatypeOf,
): StatementJson {
  const { id, mainSnak, rank, qualifiers, references } = statement;
  const qualified = qualifiers.length === 0 ? undefined : snakMap(qualifiers, datatypeOf, true);
  return {
    mainsnak: snakJson(mainSnak, dialect, datatypeOf),
    type: 'statement',
    ...(qualified && { qualifiers: qualified, 'qualifiers-order': Object.keys(qualified) }),
    id,
    rank,
    ...(references.length > 0 && {
      references: references.map((reference) => referenceJson(reference, dialect, datatypeOf)),
    }),
  };
}

export function statementMapJson(
  statements: readonly Statement[],
  dialect: JsonDialect,
  datatypeOf: DatatypeOf,
): StatementMapJson {
  const json: StatementMapJson = {};
  for (const statement of statements) {
    const written = statementJson(statement, dialect, datatypeOf);
    const group = json[statement.mainSnak.property];
    if (group === undefined) json[statement.mainSnak.property] = [written];
    else group.push(written);
  }
  return json;
}
