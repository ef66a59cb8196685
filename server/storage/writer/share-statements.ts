/**
 * Puts the statements that an edit left alone in place of their equal copies. What was worked out
 * for a statement (hashes, triples) is remembered by object, so it need not be worked out again.
 */
import type { Document } from '../../../schema/model/documents/kinds.ts';
import { allStatements } from '../../../schema/model/entity.ts';
import type { Entity } from '../../../schema/model/entity.ts';
import { equalData } from '../../../schema/model/equal-data.ts';
import type { Statement, StatementId } from '../../../schema/model/statement.ts';

export function shareStatements(
  before: Document | undefined,
  after: Document | undefined,
): Document | undefined {
  if (!hasStatements(before) || !hasStatements(after)) return after;
  const known = new Map(allStatements(before).map((statement) => [statement.id, statement]));
  const shared = { ...after, statements: sharing(after.statements, known) };
  if (shared.type !== 'lexeme') return shared;
  return {
    ...shared,
    forms: shared.forms.map((form) => ({ ...form, statements: sharing(form.statements, known) })),
    senses: shared.senses.map((sense) => ({
      ...sense,
      statements: sharing(sense.statements, known),
    })),
  };
}

function hasStatements(document: Document | undefined): document is Entity {
  return document !== undefined && 'statements' in document;
}

function sharing(
  statements: readonly Statement[],
  known: ReadonlyMap<StatementId, Statement>,
): Statement[] {
  return statements.map((statement) => {
    const earlier = known.get(statement.id);
    return earlier !== undefined && equalData(earlier, statement) ? earlier : statement;
  });
}
