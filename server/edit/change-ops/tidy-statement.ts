/** The order that the parts of a statement are kept in: grouped by property, no two alike. */
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
