/** Statements: a main snak with qualifiers, references and a rank. */
import type { EntityId, PropertyId } from './entity-id.ts';
import type { Snak } from './snak.ts';

export type Rank = 'preferred' | 'normal' | 'deprecated';

/** `Q42$5083E43C-228B-4E3E-B82A-4CB20A22A3FB`; old data may spell the entity in lower case. */
export type StatementId = `${string}$${string}`;

export interface Reference {
  /** Ordered, grouped by property. Two references with the same set of snaks are one. */
  readonly snaks: readonly Snak[];
}

export interface Statement {
  readonly id: StatementId;
  readonly mainSnak: Snak;
  readonly rank: Rank;
  /** Ordered, grouped by property; no two alike. */
  readonly qualifiers: readonly Snak[];
  /** No two alike. */
  readonly references: readonly Reference[];
}

const UUID = /^\{?[A-Z\d]{8}-[A-Z\d]{4}-[A-Z\d]{4}-[A-Z\d]{4}-[A-Z\d]{12}\}?$/i;

export function parseStatementId(text: string): StatementId | undefined {
  const dollar = text.indexOf('$');
  return dollar > 0 && UUID.test(text.slice(dollar + 1)) ? (text as StatementId) : undefined;
}

export function newStatementId(subject: EntityId): StatementId {
  return `${subject}$${crypto.randomUUID().toUpperCase()}`;
}

/** Is this the id of a statement on `subject`? The prefix is compared without regard to case. */
export function belongsTo(id: StatementId, subject: EntityId): boolean {
  return id.slice(0, id.indexOf('$')).toUpperCase() === subject;
}

/** Statements grouped by property, in the order in which the properties first occur. */
export function statementsByProperty(
  statements: readonly Statement[],
): Map<PropertyId, Statement[]> {
  return Map.groupBy(statements, (statement) => statement.mainSnak.property);
}

/**
 * The statements that hold: of each property all preferred ones, else all normal ones.
 * Deprecated statements never hold, even alone.
 */
export function bestStatements(statements: readonly Statement[]): Statement[] {
  return [...statementsByProperty(statements).values()].flatMap((group) => {
    const preferred = group.filter(({ rank }) => rank === 'preferred');
    return preferred.length > 0 ? preferred : group.filter(({ rank }) => rank === 'normal');
  });
}
