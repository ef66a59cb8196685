/** All statements of a page while operations work on them: the entity's own and those of its parts. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import type { Entity } from '../../../schema/model/entity.ts';
import type { StatementId } from '../../../schema/model/statement.ts';
import { StatementList } from './statement-list.ts';

export class PageStatements {
  readonly #entity: Entity;
  /** By the entity, form or sense that has them. */
  readonly #lists: Map<EntityId, StatementList>;

  constructor(entity: Entity) {
    this.#entity = entity;
    const parts = entity.type === 'lexeme' ? [...entity.forms, ...entity.senses] : [];
    this.#lists = new Map(
      [entity, ...parts].map(({ id, statements }) => [id, new StatementList(statements)]),
    );
  }

  of(subject: EntityId): Result<StatementList> {
    const list = this.#lists.get(subject);
    return list === undefined ? failed(this.#unknown(subject)) : ok(list);
  }

  /** The list that has the statement. */
  with(id: StatementId): StatementList | undefined {
    // its id begins with that of its subject
    const likely = this.#lists.get(id.slice(0, id.indexOf('$')).toUpperCase() as EntityId);
    if (likely?.get(id) !== undefined) return likely;
    return [...this.#lists.values()].find((list) => list.get(id) !== undefined);
  }

  /** The entity with its statements as they are now. */
  toEntity(): Entity {
    const entity = this.#entity;
    if (entity.type !== 'lexeme') return this.#updated(entity);
    return {
      ...this.#updated(entity),
      forms: entity.forms.map((form) => this.#updated(form)),
      senses: entity.senses.map((sense) => this.#updated(sense)),
    };
  }

  #updated<Part extends { readonly id: EntityId }>(part: Part): Part {
    const list = this.#lists.get(part.id);
    return list === undefined ? part : { ...part, statements: list.toArray() };
  }

  #unknown(subject: EntityId) {
    if (this.#entity.type !== 'lexeme') return failure('unknown-entity', { id: subject });
    return failure(subject.includes('-F') ? 'unknown-form' : 'unknown-sense', { id: subject });
  }
}
