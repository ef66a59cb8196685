/**
 * The order that statements and their parts are kept in: grouped by property, no two snaks or
 * references alike.
 */
import { referenceHash, snakHash } from '../../../schema/model/hash.ts';
import { snaksByProperty } from '../../../schema/model/snak.ts';
import type { Snak } from '../../../schema/model/snak.ts';
import type { Reference, Statement } from '../../../schema/model/statement.ts';
import { uniqueBy } from '../../../schema/model/unique-by.ts';

/** Snaks grouped by property, in the order in which the properties first occur, each once. */
export function tidySnaks(snaks: readonly Snak[]): readonly Snak[] {
  return snaks.length < 2 ? snaks : [...snaksByProperty(uniqueBy(snaks, snakHash)).values()].flat();
}

/** References with the same snaks, in whatever order, are one. */
export function tidyReferences(references: readonly Reference[]): readonly Reference[] {
  return uniqueBy(references, referenceHash);
}

export function tidyStatement(statement: Statement): Statement {
  return {
    id: statement.id,
    mainSnak: statement.mainSnak,
    rank: statement.rank,
    qualifiers: tidySnaks(statement.qualifiers),
    references: tidyReferences(
      statement.references.map(({ snaks }) => ({ snaks: tidySnaks(snaks) })),
    ),
  };
}

/**
 * The list with the statement in it: where the one with its id stood, or at `index` among the
 * statements of its property, or at the end of these. An index beyond the end means the end.
 */
export function placeStatement(
  statements: readonly Statement[],
  statement: Statement,
  index: number | undefined,
): Statement[] {
  const at = statements.findIndex(({ id }) => id === statement.id);
  if (at !== -1 && index === undefined) return statements.with(at, statement);
  const others = at === -1 ? statements : statements.toSpliced(at, 1);
  const { property } = statement.mainSnak;
  const first = others.findIndex(({ mainSnak }) => mainSnak.property === property);
  // Taking a statement out of its group and putting it back must not move the group.
  if (first === -1) return others.toSpliced(at === -1 ? others.length : at, 0, statement);
  const group = others.filter(({ mainSnak }) => mainSnak.property === property).length;
  return others.toSpliced(first + Math.min(index ?? group, group), 0, statement);
}
