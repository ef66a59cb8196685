/** Is each snak that an edit brings one that we take? What was there before is not judged again. */
import { valueTypeOfDatatype } from '../../../schema/datatypes.ts';
import type { Datatype } from '../../../schema/datatypes.ts';
import { failure } from '../../../schema/failures.ts';
import type { Failure } from '../../../schema/failures.ts';
import { jsonPointer } from '../../../schema/json-pointer.ts';
import { equalData } from '../../../schema/model/equal-data.ts';
import { allStatements } from '../../../schema/model/entity.ts';
import type { Entity } from '../../../schema/model/entity.ts';
import { snakHash } from '../../../schema/model/hash.ts';
import { snaksOf } from '../../../schema/model/mentions.ts';
import type { Snak, ValueSnak } from '../../../schema/model/snak.ts';
import type { Statement } from '../../../schema/model/statement.ts';
import { validateValue } from '../../../schema/model/values/value.ts';
import type { Facts } from './facts.ts';

/** A snak that the page did not have, with its place in the entity's JSON. */
export interface NewSnak {
  readonly snak: Snak;
  readonly path: string;
}

/** The snaks of `after` that are new in their statement. */
export function newSnaks(before: Entity | undefined, after: Entity): NewSnak[] {
  const former = new Map(
    before === undefined ? [] : allStatements(before).map((each) => [each.id, each]),
  );
  return statementsWithPaths(after).flatMap(({ statement, path }) =>
    newSnaksOf(former.get(statement.id), statement, path),
  );
}

/** Each statement of the page with its place in the entity's JSON. */
export function statementsWithPaths(entity: Entity): { statement: Statement; path: string }[] {
  const lists = [{ statements: entity.statements, path: '' }];
  if (entity.type === 'lexeme') {
    entity.forms.forEach(({ statements }, i) => lists.push({ statements, path: `/forms/${i}` }));
    entity.senses.forEach(({ statements }, i) => lists.push({ statements, path: `/senses/${i}` }));
  }
  return lists.flatMap(({ statements, path }) =>
    withPlaces(statements, ({ mainSnak }) => mainSnak.property).map(({ part, place }) => ({
      statement: part,
      path: `${path}/claims${place}`,
    })),
  );
}

export function validateSnak({ snak, path }: NewSnak, facts: Facts): readonly Failure[] {
  const { property } = snak;
  const datatype = facts.datatypeOf(property);
  if (datatype === undefined) {
    return [failure('unknown-property', { property }, `${path}/property`)];
  }
  return snak.kind === 'value' ? validateValueSnak(snak, datatype, facts, path) : [];
}

function validateValueSnak(
  { property, value }: ValueSnak,
  datatype: Datatype,
  facts: Facts,
  path: string,
): readonly Failure[] {
  const expected = valueTypeOfDatatype[datatype];
  const pointer = `${path}/datavalue`;
  if (value.type !== expected) {
    const actual = value.type === 'unknown' ? value.valueType : value.type;
    return [failure('wrong-value-type', { property, expected, actual }, pointer)];
  }
  const failures = validateValue(datatype, value);
  if (failures.length > 0) return failures.map((each) => ({ ...each, path: pointer }));
  if (value.type !== 'wikibase-entityid') return [];
  const { id } = value;
  return facts.exists(id) ? [] : [failure('unknown-entity', { id }, pointer)];
}

function newSnaksOf(former: Statement | undefined, statement: Statement, path: string): NewSnak[] {
  if (equalData(former, statement)) return [];
  const known = new Set(former === undefined ? [] : snaksOf(former).map(snakHash));
  return snaksWithPaths(statement, path).filter(({ snak }) => !known.has(snakHash(snak)));
}

function snaksWithPaths(statement: Statement, path: string): NewSnak[] {
  return [
    { snak: statement.mainSnak, path: `${path}/mainsnak` },
    ...snakListWithPaths(statement.qualifiers, `${path}/qualifiers`),
    ...statement.references.flatMap(({ snaks }, i) =>
      snakListWithPaths(snaks, `${path}/references/${i}/snaks`),
    ),
  ];
}

function snakListWithPaths(snaks: readonly Snak[], path: string): NewSnak[] {
  return withPlaces(snaks, ({ property }) => property).map(({ part, place }) => ({
    snak: part,
    path: `${path}${place}`,
  }));
}

/** Where each part stands in a JSON map from property to list: `/P31/0`. */
function withPlaces<Part>(
  parts: readonly Part[],
  propertyOf: (part: Part) => string,
): { part: Part; place: string }[] {
  const counts = new Map<string, number>();
  return parts.map((part) => {
    const property = propertyOf(part);
    const index = counts.get(property) ?? 0;
    counts.set(property, index + 1);
    return { part, place: jsonPointer(property, index) };
  });
}
