/** From facts to statements, with ids that are the same each time the seeds are read. */
import { createHash } from 'node:crypto';
import type { Datatype } from '../../../schema/datatypes.ts';
import type { EntityId, PropertyId } from '../../../schema/model/entity-id.ts';
import type { Snak } from '../../../schema/model/snak.ts';
import {
  statementsByProperty,
  type Reference,
  type Statement,
  type StatementId,
} from '../../../schema/model/statement.ts';
import { readSnaks, type Fact, type FactSnak } from './fact.ts';
import { requiredCell, SeedError, type SeedTable } from './table.ts';
import { readSeedValue, type ValueContext } from './value.ts';

export interface StatementContext extends ValueContext {
  readonly datatypeOf: (property: PropertyId) => Datatype | undefined;
  /** Name → reference. */
  readonly references: ReadonlyMap<string, Reference>;
}

export function readReferences(
  table: SeedTable,
  context: Omit<StatementContext, 'references'>,
): Map<string, Reference> {
  return new Map(
    table.rows.map((row) => {
      const snaks = readSnaks(requiredCell(row, 'snaks'), row.place);
      return [
        requiredCell(row, 'key'),
        { snaks: snaks.map((snak) => snakOf(snak, row.place, context)) },
      ];
    }),
  );
}

/** Statements of one property stand together, as the model wants them. */
export function statementsOf(
  subject: EntityId,
  facts: readonly Fact[],
  context: StatementContext,
): Statement[] {
  const counts = new Map<PropertyId, number>();
  const statements = facts.map((fact): Statement => {
    const { property } = fact.main;
    const ordinal = (counts.get(property) ?? 0) + 1;
    counts.set(property, ordinal);
    return {
      id: seedStatementId(subject, `${property} ${ordinal}`),
      mainSnak: snakOf(fact.main, fact.place, context),
      rank: fact.rank,
      qualifiers: grouped(fact.qualifiers.map((snak) => snakOf(snak, fact.place, context))),
      references: fact.references.map((name) => reference(name, fact, context)),
    };
  });
  return [...statementsByProperty(statements).values()].flat();
}

function grouped(snaks: readonly Snak[]): Snak[] {
  return [...Map.groupBy(snaks, ({ property }) => property).values()].flat();
}

function snakOf(
  { property, text, prefix }: FactSnak,
  place: string,
  context: Omit<StatementContext, 'references'>,
): Snak {
  const datatype = context.datatypeOf(property);
  if (datatype === undefined) throw new SeedError(place, `there is no property ${property}`);
  if (text === '?') return { kind: 'somevalue', property };
  if (text === '-') return { kind: 'novalue', property };
  const value = readSeedValue(datatype, text, prefix, context);
  if (value === undefined) throw new SeedError(place, `"${text}" is no value of ${property}`);
  return { kind: 'value', property, value };
}

function reference(name: string, fact: Fact, { references }: StatementContext): Reference {
  const found = references.get(name);
  if (found === undefined) throw new SeedError(fact.place, `there is no reference <${name}>`);
  return found;
}

/** A UUID of version 4 in shape, made of what it stands for. */
function seedStatementId(subject: EntityId, what: string): StatementId {
  const hex = createHash('md5').update(`${subject} ${what}`).digest('hex').toUpperCase();
  const uuid = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
  return `${subject}$${uuid}`;
}
