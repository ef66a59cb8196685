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

  /** A name that no query can write and `*` does not show. */
  fresh(hint: string): Variable {
    this.#fresh += 1;
    return `..${hint}${this.#fresh}`;
  }

  /** Notes what cannot be run; the rest is still read, because a syntax error is told first. */
  cannotRun(feature: string): void {
    this.#unsupported.push(feature);
  }

  get unsupported(): readonly string[] {
    return this.#unsupported;
  }

  /** What a variable is called where it hides behind another of the same name. */
  hidden(written: string): Variable {
    this.#fresh += 1;
    return `.${written}.${this.#fresh}`;
  }

  /** Translates a named subquery when it is first included. */
  include(name: string): NamedSubquery {
    const done = this.#named.get(name);
    if (done !== undefined) return done;
    if (this.#open.has(name)) throw refuse(`The subquery ${name} includes itself.`, name);
    this.#open.add(name);
    const subquery = this.#translateNamed(name, this);
    if (subquery === undefined) throw refuse(`There is no subquery called ${name}.`, name);
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
  readonly #outside: ReadonlySet<Variable>;

  constructor(
    translation: Translation,
    projection: readonly string[],
    blankNodes: BlankNodes = new BlankNodes(translation),
    names?: (written: string) => Variable,
    outside: ReadonlySet<Variable> = new Set(),
  ) {
    this.translation = translation;
    this.projection = projection;
    this.#blankNodes = blankNodes;
    this.#names = names;
    this.#outside = outside;
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
    if (projected === undefined) return this.#hiding(() => false, plain, this.#outside);
    return this.#hiding((written) => !projected.includes(written), plain, this.#outside);
  }

  /**
   * The scope inside an `EXISTS` over rows that may bind the variables in `seen`: they alone are
   * the same inside and outside.
   */
  insideExists(seen: ReadonlySet<Variable>): Scope {
    const shared = seen.union(this.#outside);
    return this.#hiding((written) => !shared.has(this.variable(written)), this.projection, shared);
  }

  #hiding(
    isHidden: (written: string) => boolean,
    projection: readonly string[],
    outside: ReadonlySet<Variable>,
  ): Scope {
    const hidden = new Map<string, Variable>();
    const name = (written: string): Variable => {
      if (!isHidden(written)) return this.variable(written);
      const found = hidden.get(written) ?? this.translation.hidden(written);
      hidden.set(written, found);
      return found;
    };
    return new Scope(this.translation, projection, this.#blankNodes, name, outside);
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
      const written = `_:${label.replace(/^e_/, '')}`;
      throw refuse(`The blank node ${written} is used in two groups.`, written);
    }
    return found.variable;
  }
}

/** A query that the grammar lets pass but the standard forbids. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** The text that is to blame, as far as it is known how it is written. */
  readonly culprit: string;

  constructor(reason: string, culprit: string) {
    super(reason);
    this.culprit = culprit;
  }
}

export function refuse(reason: string, culprit = ''): Refusal {
  return new Refusal(reason, culprit);
}

export function unsupported(feature: string): QueryInterrupted {
  return new QueryInterrupted(failure('query-unsupported', { feature }));
}
