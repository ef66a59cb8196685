/** What becomes of statements when what they are on is merged into something else. */
import type { EntityId } from '../../schema/model/entity-id.ts';
import { snakHash, snakListHash } from '../../schema/model/hash.ts';
import { newStatementId } from '../../schema/model/statement.ts';
import type { Statement } from '../../schema/model/statement.ts';
import { StatementList } from './change-ops/statement-list.ts';
import { tidyReferences } from './change-ops/tidy-statement.ts';

interface Subject {
  readonly id: EntityId;
  readonly statements: readonly Statement[];
}

/** A statement that the target has already gives it its references; any other is copied. */
export function mergedStatements(
  statements: readonly Statement[],
  target: Subject,
): readonly Statement[] {
  const twins = new Map<string, Statement>();
  for (const statement of target.statements.toReversed()) twins.set(claimOf(statement), statement);
  const all = new StatementList(target.statements);
  for (const statement of statements) {
    const claim = claimOf(statement);
    const twin = twins.get(claim);
    const addition =
      twin === undefined
        ? { ...statement, id: newStatementId(target.id) }
        : withReferencesOf(twin, statement);
    twins.set(claim, addition);
    all.place(addition);
  }
  return all.toArray();
}

export function linksTo(statements: readonly Statement[], id: EntityId): boolean {
  return statements.some(({ mainSnak, qualifiers }) =>
    [mainSnak, ...qualifiers].some(
      (snak) =>
        snak.kind === 'value' && snak.value.type === 'wikibase-entityid' && snak.value.id === id,
    ),
  );
}

/** What a statement says: two with the same claim differ in rank and references at most. */
function claimOf({ mainSnak, qualifiers }: Statement): string {
  return `${snakHash(mainSnak)}|${snakListHash(qualifiers)}`;
}

function withReferencesOf(statement: Statement, other: Statement): Statement {
  const references = tidyReferences([...statement.references, ...other.references]);
  return references.length === statement.references.length
    ? statement
    : { ...statement, references };
}
