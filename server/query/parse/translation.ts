/**
 * What the translators of one query share: fresh names, the dialect, and the way in which a
 * sub-select hides the variables that it does not project.
 */
import { failure } from '../../../schema/failures.ts';
import type { Algebra, Variable } from '../algebra.ts';
import { QueryInterrupted } from '../limits.ts';
import type { ParsedSelect } from './sparql-parser.ts';

export interface DialectOptions {
  /** Prefix → IRI, for queries that declare none. */
  readonly prefixes: ReadonlyMap<string, string>;
  /** Languages that `[AUTO_LANGUAGE]` stands for, best first. */
  readonly languages: readonly string[];
  readonly baseIri?: string;
}

export interface NamedSubquery {
  readonly algebra: Algebra;
  readonly variables: readonly Variable[];
}

/** The two ways in which a group leads back to a `SELECT`. */
export interface SelectTranslators {
  readonly subSelect: (select: ParsedSelect, scope: Scope) => Algebra;
  readonly named: (name: string, translation: Translation) => NamedSubquery | undefined;
}

/** One per query. */
export class Translation {
  readonly dialect: DialectOptions;
  readonly subSelect: SelectTranslators['subSelect'];
  readonly #translateNamed: SelectTranslators['named'];
  readonly #named = new Map<string, NamedSubquery>();
  readonly #open = new Set<string>();
  #fresh = 0;
  readonly #unsupported: string[] = [];

  constructor(dialect: DialectOptions, select: SelectTranslators) {
    this.dialect = dialect;
    this.subSelect = select.subSelect;
    this.#translateNamed = select.named;
  }

  fresh(hint: string): Variable {
    this.#fresh += 1;
    return `.${hint}${this.#fresh}`;
  }

  /** Notes what cannot be run; the rest is still read, because a syntax error is told first. */
  cannotRun(feature: string): void {
    this.#unsupported.push(feature);
  }

  get unsupported(): readonly string[] {
    return this.#unsupported;
  }

  /** Translates a named subquery when it is first included. */
  include(name: string): NamedSubquery {
    const done = this.#named.get(name);
    if (done !== undefined) return done;
    if (this.#open.has(name)) throw refuse(`The subquery ${name} includes itself.`);
    this.#open.add(name);
    const subquery = this.#translateNamed(name, this);
    if (subquery === undefined) throw refuse(`There is no subquery called ${name}.`);
    this.#open.delete(name);
    this.#named.set(name, subquery);
    return subquery;
  }

  /** Those that were included, each after the ones that it needs. */
  named(): ReadonlyMap<string, Algebra> {
    return new Map([...this.#named].map(([name, { algebra }]) => [name, algebra]));
  }
}

/** The names that variables and blank nodes have inside one `SELECT`. */
export class Scope {
  readonly translation: Translation;
  /** What the nearest `SELECT` projects as it is, as written: what labels are bound for. */
  readonly projection: readonly string[];
  readonly #names: ((written: string) => Variable) | undefined;
  readonly #blankNodes: BlankNodes;

  constructor(
    translation: Translation,
    projection: readonly string[],
    blankNodes: BlankNodes = new BlankNodes(translation),
    names?: (written: string) => Variable,
  ) {
    this.translation = translation;
    this.projection = projection;
    this.#blankNodes = blankNodes;
    this.#names = names;
  }

  variable(written: string): Variable {
    return this.#names === undefined ? written : this.#names(written);
  }

  /** `group` names the basic graph pattern in which the label stands. */
  blankNode(label: string, group: object): Variable {
    return this.#blankNodes.variable(label, group);
  }

  /** The scope inside a sub-select; `undefined` projects everything. */
  inner(projected: readonly string[] | undefined, plain: readonly string[]): Scope {
    const visible = projected === undefined ? undefined : new Set(projected);
    const hidden = new Map<string, Variable>();
    const name = (written: string): Variable => {
      if (visible === undefined || visible.has(written)) return this.variable(written);
      const found = hidden.get(written) ?? this.translation.fresh(`${written}.`);
      hidden.set(written, found);
      return found;
    };
    return new Scope(this.translation, plain, this.#blankNodes, name);
  }
}

/** A label may be used in one basic graph pattern only. */
export class BlankNodes {
  readonly #translation: Translation;
  readonly #seen = new Map<string, { readonly variable: Variable; readonly group: object }>();

  constructor(translation: Translation) {
    this.#translation = translation;
  }

  variable(label: string, group: object): Variable {
    const found = this.#seen.get(label);
    if (found === undefined) {
      const variable = this.#translation.fresh('blank');
      this.#seen.set(label, { variable, group });
      return variable;
    }
    if (found.group !== group) {
      throw refuse(`The blank node _:${label.replace(/^e_/, '')} is used in two groups.`);
    }
    return found.variable;
  }
}

/** A query that the grammar lets pass but the standard forbids. */
export function refuse(reason: string): QueryInterrupted {
  return new QueryInterrupted(failure('query-syntax', { line: 1, column: 1, reason }));
}

export function unsupported(feature: string): QueryInterrupted {
  return new QueryInterrupted(failure('query-unsupported', { feature }));
}
