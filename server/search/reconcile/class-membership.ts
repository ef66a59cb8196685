/** What things are instances of, and which classes those belong to: asked of the index of triples. */
import type { EntityId, PropertyId } from '../../../schema/model/entity-id.ts';
import type { StatementFinder } from '../../read/statement-finder.ts';

/** A class has rarely more than some hundred above it. */
const MOST_CLASSES = 2000;

export interface ClassProperties {
  readonly instanceOf: PropertyId | undefined;
  readonly subclassOf: PropertyId | undefined;
}

/** Remembers what it found, so it is good for one request. */
export class ClassMembership {
  readonly #statements: Pick<StatementFinder, 'valuesOf'>;
  readonly #properties: ClassProperties;
  readonly #above = new Map<EntityId, ReadonlySet<EntityId>>();

  constructor(statements: Pick<StatementFinder, 'valuesOf'>, properties: ClassProperties) {
    this.#statements = statements;
    this.#properties = properties;
  }

  classesOf(id: EntityId): EntityId[] {
    return this.#values([id], this.#properties.instanceOf);
  }

  /** Is one of the classes this one, or one below it? */
  belong(classes: readonly EntityId[], to: EntityId): boolean {
    return classes.some((each) => this.#withAllAbove(each).has(to));
  }

  isClass(id: EntityId): boolean {
    return this.#values([id], this.#properties.subclassOf).length > 0;
  }

  #withAllAbove(start: EntityId): ReadonlySet<EntityId> {
    const known = this.#above.get(start);
    if (known !== undefined) return known;
    const found = new Set([start]);
    for (let next = [start]; next.length > 0 && found.size < MOST_CLASSES;) {
      next = this.#values(next, this.#properties.subclassOf).filter((each) => !found.has(each));
      for (const each of next) found.add(each);
    }
    this.#above.set(start, found);
    return found;
  }

  #values(ids: readonly EntityId[], property: PropertyId | undefined): EntityId[] {
    if (property === undefined || ids.length === 0) return [];
    return this.#statements.valuesOf(ids, property).map(([value]) => value);
  }
}
