/**
 * Which properties entities of the same kind have: what an editor offers next. Counted in the index
 * over a bounded number of peers, so it is as fresh as the last edit and costs the same on any wiki.
 */
import { setImmediate } from 'node:timers/promises';
import { parsePropertyId } from '../../schema/model/entity-id.ts';
import type { EntityId, PropertyId } from '../../schema/model/entity-id.ts';
import { wikiNamespaces } from '../../schema/vocabulary.ts';
import type { WikiNamespaces } from '../../schema/vocabulary.ts';
import { propertyIris } from '../rdf/property-iris.ts';
import { namedNode } from '../rdf/term.ts';
import type { RdfTerm } from '../rdf/term.ts';
import { provWasDerivedFrom } from '../rdf/wikibase-terms.ts';
import { idsOf } from '../storage/quads/column.ts';
import type { QuadIndex, QuadPattern, QuadSnapshot, TermId } from '../storage/quads/quad-index.ts';

/** What a property is wanted for: a statement, or a qualifier or reference of some statement. */
export type SuggestionPlace = 'item' | 'qualifier' | 'reference';

export interface SuggestionQuestion {
  readonly place: SuggestionPlace;
  /** That the entity has already, or of the statement that is qualified or referenced. */
  readonly properties: readonly PropertyId[];
  /** The entity's classes, with the property that says so. */
  readonly classes: readonly { readonly property: PropertyId; readonly value: EntityId }[];
}

export interface PropertySuggestion {
  readonly property: PropertyId;
  /** The share of the peers that have it, of 1. */
  readonly rating: number;
}

const MOST_PEERS = 300;
/** Fewer peers of the same class are too few to go by. */
const FEW_PEERS = 20;
const PEERS_AT_ONCE = 50;

const ANY: QuadPattern = { subject: undefined, predicate: undefined, object: undefined };

export class PropertySuggester {
  readonly #quads: Pick<QuadIndex, 'snapshot'>;
  readonly #namespaces: WikiNamespaces;

  constructor(quads: Pick<QuadIndex, 'snapshot'>, conceptBase: string) {
    this.#quads = quads;
    this.#namespaces = wikiNamespaces(conceptBase);
  }

  /** Best first, without the properties that an entity has already. Others get their turn. */
  async suggest(question: SuggestionQuestion): Promise<PropertySuggestion[]> {
    const snapshot = this.#quads.snapshot();
    const peers = [...this.#peers(question, snapshot)];
    const namespace = this.#namespaceOf(question.place);
    const counts = new Map<PropertyId, number>();
    for (const [index, peer] of peers.entries()) {
      if (index % PEERS_AT_ONCE === PEERS_AT_ONCE - 1) await setImmediate();
      for (const property of propertiesOf(peer, namespace, snapshot)) {
        counts.set(property, (counts.get(property) ?? 0) + 1);
      }
    }
    if (question.place === 'item') {
      for (const property of question.properties) counts.delete(property);
    }
    return [...counts]
      .map(([property, count]) => ({ property, rating: count / peers.length }))
      .toSorted((a, b) => b.rating - a.rating || number(a.property) - number(b.property));
  }

  /** The nodes whose properties count: entities, statements or references. */
  #peers({ place, properties, classes }: SuggestionQuestion, snapshot: QuadSnapshot): Set<TermId> {
    const iris = properties.map((property) => propertyIris(this.#namespaces, property));
    const claims = iris.flatMap(({ claim }) => patternOf(snapshot, claim));
    if (place !== 'item') {
      const statements = sample(claims, 'objects', snapshot);
      return place === 'qualifier' ? statements : referencesOf(statements, snapshot);
    }
    const ofClasses = classes.flatMap(({ property, value }) =>
      patternOf(
        snapshot,
        propertyIris(this.#namespaces, property).direct.value,
        namedNode(this.#namespaces.entity + value),
      ),
    );
    const alike = sample(ofClasses, 'subjects', snapshot);
    return alike.size >= FEW_PEERS
      ? alike
      : new Set([...alike, ...sample(claims, 'subjects', snapshot)]);
  }

  #namespaceOf(place: SuggestionPlace): string {
    const { claim, qualifier, referenceProperty } = this.#namespaces;
    return { item: claim, qualifier, reference: referenceProperty }[place];
  }
}

/** None where the index never held one of the terms. */
function patternOf(snapshot: QuadSnapshot, iri: RdfTerm, value?: RdfTerm): QuadPattern[] {
  const predicate = snapshot.encode(iri);
  const object = value === undefined ? undefined : snapshot.encode(value);
  const isUnknown = predicate === undefined || (value !== undefined && object === undefined);
  return isUnknown ? [] : [{ ...ANY, predicate, object }];
}

/** As many from each pattern. */
function sample(
  patterns: readonly QuadPattern[],
  column: 'subjects' | 'objects',
  snapshot: QuadSnapshot,
): Set<TermId> {
  const share = Math.ceil(MOST_PEERS / Math.max(1, patterns.length));
  const found = new Set<TermId>();
  for (const pattern of patterns) {
    const before = found.size;
    for (const batch of snapshot.scan(pattern)) {
      const some = Math.min(batch.length, before + share - found.size);
      for (const id of idsOf(batch[column], some)) found.add(id);
      if (found.size >= before + share) break;
    }
  }
  return found;
}

function referencesOf(statements: ReadonlySet<TermId>, snapshot: QuadSnapshot): Set<TermId> {
  const predicate = snapshot.encode(provWasDerivedFrom);
  const found = new Set<TermId>();
  if (predicate === undefined) return found;
  for (const subject of statements) {
    for (const { length, objects } of snapshot.scan({ ...ANY, subject, predicate })) {
      for (const id of idsOf(objects, length)) found.add(id);
    }
  }
  return found;
}

function propertiesOf(subject: TermId, namespace: string, snapshot: QuadSnapshot): Set<PropertyId> {
  const predicates = new Set<TermId>();
  for (const batch of snapshot.scan({ ...ANY, subject })) {
    for (const id of idsOf(batch.predicates, batch.length)) predicates.add(id);
  }
  const found = new Set<PropertyId>();
  for (const predicate of predicates) {
    const iri = snapshot.decode(predicate);
    const property = iri.startsWith(namespace)
      ? parsePropertyId(iri.slice(namespace.length))
      : undefined;
    if (property !== undefined) found.add(property);
  }
  return found;
}

function number(property: PropertyId): number {
  return Number(property.slice(1));
}
