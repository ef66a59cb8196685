/**
 * The statements of one entity, form or sense while operations work on them. They are found by id
 * and kept in groups by property, so that an operation costs the same on a short list and on one of
 * thousands.
 */
import type { PropertyId } from '../../../schema/model/entity-id.ts';
import { statementsByProperty } from '../../../schema/model/statement.ts';
import type { Statement, StatementId } from '../../../schema/model/statement.ts';

export class StatementList {
  readonly #byId: Map<StatementId, Statement>;
  /** None of them is empty. */
  readonly #groups: Map<PropertyId, Statement[]>;

  constructor(statements: readonly Statement[]) {
    this.#byId = new Map(statements.map((statement) => [statement.id, statement]));
    this.#groups = statementsByProperty(statements);
  }

  get(id: StatementId): Statement | undefined {
    return this.#byId.get(id);
  }

  /**
   * Puts the statement where the one with its id stands, or at `index` among the statements of its
   * property, or at the end of these. An index beyond the end means the end.
   */
  place(statement: Statement, index?: number): void {
    const { property } = statement.mainSnak;
    const former = this.#byId.get(statement.id);
    if (former !== undefined && former.mainSnak.property !== property) this.remove(former);
    const group = this.#groups.get(property) ?? [];
    const at = former === undefined ? -1 : group.indexOf(former);
    if (at !== -1 && index === undefined) {
      group[at] = statement;
    } else {
      // A group keeps its place among the others, even while it has nothing in it.
      if (at !== -1) group.splice(at, 1);
      group.splice(index ?? group.length, 0, statement);
    }
    this.#groups.set(property, group);
    this.#byId.set(statement.id, statement);
  }

  remove({ id, mainSnak }: Statement): void {
    const statement = this.#byId.get(id);
    const group = this.#groups.get(mainSnak.property) ?? [];
    const at = statement === undefined ? -1 : group.indexOf(statement);
    if (at === -1) return;
    this.#byId.delete(id);
    group.splice(at, 1);
    if (group.length === 0) this.#groups.delete(mainSnak.property);
  }

  toArray(): Statement[] {
    return [...this.#groups.values()].flat();
  }
}
