/**
 * Entities by what their statements say: from the index of triples, so exact, and as of the newest
 * edit. Statements of every rank count, as in Wikibase's search.
 */
import type { Datatype } from '../../schema/datatypes.ts';
import { valueTypeOfDatatype } from '../../schema/datatypes.ts';
import type { DataValue } from '../../schema/model/data-value.ts';
import { parseEntityId } from '../../schema/model/entity-id.ts';
import type { EntityId, PropertyId } from '../../schema/model/entity-id.ts';
import { wikiNamespaces } from '../../schema/vocabulary.ts';
import type { WikiNamespaces } from '../../schema/vocabulary.ts';
import { propertyIris } from '../rdf/property-iris.ts';
import { indexTerm } from '../rdf/munge.ts';
import { simpleValue } from '../rdf/simple-value.ts';
import { lexicalForm, namedNode } from '../rdf/term.ts';
import type { RdfTerm } from '../rdf/term.ts';
import { wikibase } from '../rdf/wikibase-terms.ts';
import { idAt, idsOf } from '../storage/quads/column.ts';
import type { QuadIndex, QuadSnapshot, TermId } from '../storage/quads/quad-index.ts';
import type { PropertyReader } from './properties.ts';

/** A statement that an entity must have. */
export interface WantedStatement {
  /** `undefined` for any. */
  readonly property: PropertyId | undefined;
  /** As people write it: an id, a text, a number; `undefined` for any. */
  readonly value: string | undefined;
  readonly qualifiers: readonly WantedSnak[];
  /** Of its amount; where there is a value, of an amount among its qualifiers. */
  readonly amount?: { readonly comparison: Comparison; readonly than: number };
}

export type Comparison = '<' | '<=' | '=' | '>=' | '>';

export interface WantedSnak {
  readonly property: PropertyId;
  readonly value: string | undefined;
}

/** All of one moment: the index as it was when the finder was asked. */
export interface StatementMatches {
  /** Has the entity one of the statements? */
  has(id: EntityId): boolean;
  /** The entities, or as many of them as are asked for; none where any property will do. */
  list(atMost: number): ReadonlySet<string>;
  /** About how many statements there are, exact below some thousands; Infinity for any property. */
  readonly estimate: number;
  /** How many statements there are at most; costs a look at each. */
  count(): number;
}

export class StatementFinder {
  readonly #quads: Pick<QuadIndex, 'snapshot'>;
  readonly #namespaces: WikiNamespaces;
  readonly #properties: Pick<PropertyReader, 'datatypesOf'>;

  constructor(
    quads: Pick<QuadIndex, 'snapshot'>,
    conceptBase: string,
    properties: Pick<PropertyReader, 'datatypesOf'>,
  ) {
    this.#quads = quads;
    this.#namespaces = wikiNamespaces(conceptBase);
    this.#properties = properties;
  }

  async find(anyOf: readonly WantedStatement[]): Promise<StatementMatches> {
    const named = anyOf.flatMap(({ property, qualifiers }) => [
      ...(property === undefined ? [] : [property]),
      ...qualifiers.map((each) => each.property),
    ]);
    const datatypeOf = await this.#properties.datatypesOf(new Set(named));
    const view = new IndexView(this.#quads.snapshot(), this.#namespaces, datatypeOf);
    const estimate = anyOf.reduce((sum, wanted) => sum + view.countOf(wanted), 0);
    return {
      has: (id) => anyOf.some((wanted) => view.has(id, wanted)),
      list(atMost) {
        const ids = new Set<string>();
        for (const wanted of anyOf) {
          for (const id of view.entitiesWith(wanted)) {
            if (ids.size >= atMost) return ids;
            ids.add(id);
          }
        }
        return ids;
      },
      estimate,
      count: () => estimate,
    };
  }

  /** How many of the entities have each item as a value of the property, most first. */
  valuesOf(ids: readonly string[], property: PropertyId): [value: EntityId, entities: number][] {
    const view = new IndexView(this.#quads.snapshot(), this.#namespaces, () => undefined);
    const counts = new Map<EntityId, number>();
    for (const id of ids) {
      for (const value of view.directValues(id, property)) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    return [...counts].toSorted((a, b) => b[1] - a[1]);
  }
}

class IndexView {
  readonly #snapshot: QuadSnapshot;
  readonly #namespaces: WikiNamespaces;
  readonly #datatypeOf: (property: PropertyId) => Datatype | undefined;

  constructor(
    snapshot: QuadSnapshot,
    namespaces: WikiNamespaces,
    datatypeOf: (property: PropertyId) => Datatype | undefined,
  ) {
    this.#snapshot = snapshot;
    this.#namespaces = namespaces;
    this.#datatypeOf = datatypeOf;
  }

  has(id: EntityId, wanted: WantedStatement): boolean {
    const entity = this.#snapshot.encode(namedNode(this.#namespaces.entity + id));
    if (entity === undefined) return false;
    if (wanted.property === undefined) return this.#hasStatements(entity);
    const { claim: iri, direct } = propertyIris(this.#namespaces, wanted.property);
    const claim = this.#snapshot.encode(iri);
    if (claim === undefined) return false;
    if (isSimple(wanted) && this.#says(entity, direct.value, wanted.property, wanted.value)) {
      return true;
    }
    for (const node of this.#objects(entity, claim)) if (this.#fits(node, wanted)) return true;
    return false;
  }

  /** Ids of pages, some more than once. Forms and senses are no pages. */
  *entitiesWith(wanted: WantedStatement): Iterable<string> {
    const { property, value } = wanted;
    if (property === undefined) return;
    const iris = propertyIris(this.#namespaces, property);
    const claim = this.#snapshot.encode(iris.claim);
    if (claim === undefined) return;
    const simple = isSimple(wanted);
    if (value === undefined && simple) {
      yield* this.#ids(this.#subjects(claim, undefined));
      return;
    }
    const predicate = this.#snapshot.encode(iris.statement.value);
    const object = this.#valueOf(property, value);
    if (predicate === undefined || object === NOWHERE) return;
    const direct = simple ? this.#snapshot.encode(iris.direct.value) : undefined;
    // What holds is said of the entity itself: its statements need no look.
    if (direct !== undefined) {
      yield* this.#ids(this.#subjects(direct, object));
      const all = { subject: undefined, object };
      const held = this.#snapshot.count({ ...all, predicate: direct });
      if (held === this.#snapshot.count({ ...all, predicate })) return;
    }
    for (const node of this.#subjects(predicate, object)) {
      if (simple || this.#fits(node, wanted)) yield* this.#ids(this.#subjects(claim, node));
    }
  }

  countOf({ property, value }: WantedStatement): number {
    if (property === undefined) return Infinity;
    const { claim, statement } = propertyIris(this.#namespaces, property);
    const predicate = this.#snapshot.encode(value === undefined ? claim : statement.value);
    const object = this.#valueOf(property, value);
    if (predicate === undefined || object === NOWHERE) return 0;
    return this.#snapshot.count({ predicate, object });
  }

  directValues(id: string, property: PropertyId): EntityId[] {
    const subject = this.#snapshot.encode(namedNode(this.#namespaces.entity + id));
    const predicate = this.#snapshot.encode(propertyIris(this.#namespaces, property).direct.value);
    if (subject === undefined || predicate === undefined) return [];
    return [...this.#objects(subject, predicate)].flatMap(
      (term) => this.#entityIn(this.#snapshot.decode(term)) ?? [],
    );
  }

  /** Does the statement say so? */
  #fits(node: TermId, { property, value, qualifiers, amount }: WantedStatement): boolean {
    if (property === undefined) return true;
    const { statement } = propertyIris(this.#namespaces, property);
    if (!this.#says(node, statement.value, property, value)) return false;
    const qualified = qualifiers.every((each) => {
      const { qualifier } = propertyIris(this.#namespaces, each.property);
      return this.#says(node, qualifier.value, each.property, each.value);
    });
    if (!qualified || amount === undefined) return qualified;
    const amounts =
      value === undefined ? this.#amountsOf(node, statement.value) : this.#qualifierAmounts(node);
    return amounts.some((each) => compares(each, amount.comparison, amount.than));
  }

  #says(node: TermId, iri: RdfTerm, property: PropertyId, value: string | undefined): boolean {
    const object = this.#valueOf(property, value);
    // Whoever has no value has none; whoever has an unknown one has one.
    if (object === undefined && iri.startsWith(this.#namespaces.statementProperty)) return true;
    const predicate = this.#snapshot.encode(iri);
    if (predicate === undefined || object === NOWHERE) return false;
    return object === undefined
      ? this.#snapshot.count({ subject: node, predicate }) > 0
      : this.#snapshot.has(node, predicate, object);
  }

  #amountsOf(node: TermId, iri: RdfTerm): number[] {
    const predicate = this.#snapshot.encode(iri);
    if (predicate === undefined) return [];
    return [...this.#objects(node, predicate)].map((term) => this.#numberOf(term));
  }

  #qualifierAmounts(node: TermId): number[] {
    const amounts: number[] = [];
    const pattern = { subject: node, predicate: undefined, object: undefined };
    for (const { length, predicates, objects } of this.#snapshot.scan(pattern)) {
      for (let i = 0; i < length; i++) {
        const isQualifier = this.#snapshot
          .decode(idAt(predicates, i))
          .startsWith(this.#namespaces.qualifier);
        if (isQualifier) amounts.push(this.#numberOf(idAt(objects, i)));
      }
    }
    return amounts;
  }

  /** Not a number where it is none. */
  #numberOf(term: TermId): number {
    const text = lexicalForm(this.#snapshot.decode(term));
    return text === '' ? Number.NaN : Number(text);
  }

  #hasStatements(entity: TermId): boolean {
    const predicate = this.#snapshot.encode(wikibase.statements);
    if (predicate === undefined) return false;
    return [...this.#objects(entity, predicate)].some((term) => this.#numberOf(term) > 0);
  }

  /** `undefined` where any value will do. */
  #valueOf(property: PropertyId, value: string | undefined): TermId | undefined {
    if (value === undefined) return undefined;
    const datatype = this.#datatypeOf(property);
    const parsed = datatype === undefined ? undefined : readValue(datatype, value);
    if (datatype === undefined || parsed === undefined) return NOWHERE;
    const term = simpleValue(datatype, parsed, this.#namespaces);
    return (term === undefined ? undefined : this.#snapshot.encode(indexTerm(term))) ?? NOWHERE;
  }

  *#objects(subject: TermId, predicate: TermId): Iterable<TermId> {
    const pattern = { subject, predicate, object: undefined };
    for (const { length, objects } of this.#snapshot.scan(pattern)) yield* idsOf(objects, length);
  }

  *#subjects(predicate: TermId, object: TermId | undefined): Iterable<TermId> {
    const pattern = { subject: undefined, predicate, object };
    for (const { length, subjects } of this.#snapshot.scan(pattern)) yield* idsOf(subjects, length);
  }

  *#ids(terms: Iterable<TermId>): Iterable<string> {
    for (const term of terms) {
      const id = this.#entityIn(this.#snapshot.decode(term));
      if (id !== undefined && !id.includes('-')) yield id;
    }
  }

  #entityIn(term: RdfTerm): EntityId | undefined {
    const { entity } = this.#namespaces;
    return term.startsWith(entity) ? parseEntityId(term.slice(entity.length)) : undefined;
  }
}

/** Is the main value all that is asked for? */
function isSimple({ qualifiers, amount }: WantedStatement): boolean {
  return qualifiers.length === 0 && amount === undefined;
}

/** A value that no triple has. */
const NOWHERE: TermId = -1;

/** What somebody types for a value; dates, places and texts in a language have no such form. */
function readValue(datatype: Datatype, text: string): DataValue | undefined {
  switch (valueTypeOfDatatype[datatype]) {
    case 'string':
      return { type: 'string', value: text };
    case 'wikibase-entityid': {
      const id = parseEntityId(text);
      return id && { type: 'wikibase-entityid', id };
    }
    case 'quantity':
      return /^[-+]?\d+(\.\d+)?$/.test(text)
        ? { type: 'quantity', amount: /^[-+]/.test(text) ? text : `+${text}`, unit: '1' }
        : undefined;
    case 'monolingualtext':
    case 'time':
    case 'globecoordinate':
      return undefined;
  }
}

function compares(amount: number, comparison: Comparison, than: number): boolean {
  switch (comparison) {
    case '<':
      return amount < than;
    case '<=':
      return amount <= than;
    case '>':
      return amount > than;
    case '>=':
      return amount >= than;
    case '=':
      return amount === than;
  }
}
