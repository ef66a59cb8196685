/** Keeps which revisions touched a statement. Runs inside the writer's transaction. */
import type { Document } from '../../../../schema/model/documents/kinds.ts';
import { allStatements } from '../../../../schema/model/entity.ts';
import type { Statement as EntityStatement } from '../../../../schema/model/statement.ts';
import type { Database, Statement } from '../../sqlite/database.ts';
import { statementKey } from './history-lists.ts';

export class StatementChanges {
  readonly #insert: Statement;

  constructor(db: Database) {
    this.#insert = db.prepare('INSERT OR IGNORE INTO statement_change VALUES (?, ?, ?)');
  }

  /**
   * For every revision of a page but its first. Statements that were left alone must be the same
   * objects on both sides, or they count as changed.
   */
  record(
    page: number,
    revision: number,
    before: Document | undefined,
    after: Document | undefined,
  ): void {
    const gone = new Map(statementsOf(before).map((statement) => [statement.id, statement]));
    for (const statement of statementsOf(after)) {
      if (gone.get(statement.id) !== statement) this.#add(page, statement.id, revision);
      gone.delete(statement.id);
    }
    for (const id of gone.keys()) this.#add(page, id, revision);
  }

  #add(page: number, statementId: string, revision: number): void {
    this.#insert.run(page, statementKey(statementId), revision);
  }
}

function statementsOf(document: Document | undefined): readonly EntityStatement[] {
  return document !== undefined && 'statements' in document ? allStatements(document) : [];
}
