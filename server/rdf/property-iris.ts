/** The IRIs that one property has in its many roles. */
import type { PropertyId } from '../../schema/model/entity-id.ts';
import type { WikiNamespaces } from '../../schema/vocabulary.ts';
import { namedNode, type RdfTerm } from './term.ts';

/** The predicates of a property in one place: on the entity, statement, qualifier, reference. */
export interface SnakPredicates {
  /** To the simple value. */
  readonly value: RdfTerm;
  /** To the value node; the entity itself has none. */
  readonly node: RdfTerm | undefined;
  /** To the normalised value: a node of quantities, an IRI of external ids. */
  readonly normalized: RdfTerm;
  /** Namespace of `value`. */
  readonly namespace: string;
}

export interface PropertyIris {
  readonly entity: RdfTerm;
  readonly claim: RdfTerm;
  /** The class of what has no value for the property. */
  readonly novalue: RdfTerm;
  readonly direct: SnakPredicates;
  readonly statement: SnakPredicates & { readonly node: RdfTerm };
  readonly qualifier: SnakPredicates & { readonly node: RdfTerm };
  readonly reference: SnakPredicates & { readonly node: RdfTerm };
}

const remembered = new WeakMap<WikiNamespaces, Map<PropertyId, PropertyIris>>();

/** Remembered per property: the same few strings serve all triples of a dump. */
export function propertyIris(namespaces: WikiNamespaces, property: PropertyId): PropertyIris {
  let ofWiki = remembered.get(namespaces);
  if (ofWiki === undefined) {
    ofWiki = new Map();
    remembered.set(namespaces, ofWiki);
  }
  let iris = ofWiki.get(property);
  if (iris === undefined) {
    iris = makePropertyIris(namespaces, property);
    ofWiki.set(property, iris);
  }
  return iris;
}

function makePropertyIris(wiki: WikiNamespaces, property: PropertyId): PropertyIris {
  const iri = (namespace: string): RdfTerm => namedNode(namespace + property);
  return {
    entity: iri(wiki.entity),
    claim: iri(wiki.claim),
    novalue: iri(wiki.novalue),
    direct: {
      value: iri(wiki.direct),
      node: undefined,
      normalized: iri(wiki.directNormalized),
      namespace: wiki.direct,
    },
    statement: {
      value: iri(wiki.statementProperty),
      node: iri(wiki.statementValue),
      normalized: iri(wiki.statementValueNormalized),
      namespace: wiki.statementProperty,
    },
    qualifier: {
      value: iri(wiki.qualifier),
      node: iri(wiki.qualifierValue),
      normalized: iri(wiki.qualifierValueNormalized),
      namespace: wiki.qualifier,
    },
    reference: {
      value: iri(wiki.referenceProperty),
      node: iri(wiki.referenceValue),
      normalized: iri(wiki.referenceValueNormalized),
      namespace: wiki.referenceProperty,
    },
  };
}
