/** What a property declares about itself: its datatype and the predicates made from it. */
import { hash } from 'node:crypto';
import type { Datatype } from '../../schema/datatypes.ts';
import type { PropertyId } from '../../schema/model/entity-id.ts';
import { WIKIBASE } from '../../schema/vocabulary.ts';
import { propertyIris } from './property-iris.ts';
import type { QuadBuild } from './quad-build.ts';
import { unnamedNode } from './snak-quads.ts';
import { namedNode, type RdfTerm } from './term.ts';
import { owl, rdfType, wikibase } from './wikibase-terms.ts';

/** What a Wikibase with one repository calls it. */
const DEFAULT_SOURCE = 'local';

/** Datatypes whose simple value is an IRI. */
const OBJECT_DATATYPES: ReadonlySet<Datatype> = new Set([
  'wikibase-item',
  'wikibase-property',
  'wikibase-lexeme',
  'wikibase-form',
  'wikibase-sense',
  'entity-schema',
  'url',
  'commonsMedia',
  'geo-shape',
  'tabular-data',
]);

const PROPERTY_TYPE: Readonly<Record<Datatype, RdfTerm>> = {
  'wikibase-item': type('WikibaseItem'),
  'wikibase-property': type('WikibaseProperty'),
  'wikibase-lexeme': type('WikibaseLexeme'),
  'wikibase-form': type('WikibaseForm'),
  'wikibase-sense': type('WikibaseSense'),
  'entity-schema': type('WikibaseEntitySchema'),
  string: type('String'),
  'external-id': type('ExternalId'),
  url: type('Url'),
  commonsMedia: type('CommonsMedia'),
  'geo-shape': type('GeoShape'),
  'tabular-data': type('TabularData'),
  math: type('Math'),
  'musical-notation': type('MusicalNotation'),
  monolingualtext: type('Monolingualtext'),
  quantity: type('Quantity'),
  time: type('Time'),
  'globe-coordinate': type('GlobeCoordinate'),
};

export function propertyDeclarationQuads(
  build: QuadBuild,
  property: PropertyId,
  datatype: Datatype,
): void {
  const { emit, context } = build;
  const iris = propertyIris(context.namespaces, property);
  const { entity, direct, statement, qualifier, reference } = iris;
  const simple = OBJECT_DATATYPES.has(datatype) ? owl.ObjectProperty : owl.DatatypeProperty;
  const declare = (role: RdfTerm, predicate: RdfTerm, kind: RdfTerm = owl.ObjectProperty): void => {
    emit(entity, role, predicate);
    emit(predicate, rdfType, kind);
  };
  emit(entity, wikibase.propertyType, PROPERTY_TYPE[datatype]);
  declare(wikibase.directClaim, direct.value, simple);
  declare(wikibase.claim, iris.claim);
  declare(wikibase.statementProperty, statement.value, simple);
  declare(wikibase.statementValue, statement.node);
  declare(wikibase.qualifier, qualifier.value, simple);
  declare(wikibase.qualifierValue, qualifier.node);
  declare(wikibase.reference, reference.value, simple);
  declare(wikibase.referenceValue, reference.node);
  if (datatype === 'quantity' || datatype === 'external-id') {
    const directKind = datatype === 'quantity' ? owl.DatatypeProperty : owl.ObjectProperty;
    declare(wikibase.directClaimNormalized, direct.normalized, directKind);
    declare(wikibase.statementValueNormalized, statement.normalized);
    declare(wikibase.qualifierValueNormalized, qualifier.normalized);
    declare(wikibase.referenceValueNormalized, reference.normalized);
  }
  noValueClassQuads(build, property);
}

/** What has no value for the property: the complement of what has some. */
function noValueClassQuads(build: QuadBuild, property: PropertyId): void {
  const { emit, context } = build;
  const { entity, novalue, direct } = propertyIris(context.namespaces, property);
  const source = context.sourceName ?? DEFAULT_SOURCE;
  const some = unnamedNode(build, hash('md5', `owl:complementOf-${source}-${property}`));
  emit(entity, wikibase.novalue, novalue);
  emit(novalue, rdfType, owl.Class);
  emit(novalue, owl.complementOf, some);
  emit(some, rdfType, owl.Restriction);
  emit(some, owl.onProperty, direct.value);
  emit(some, owl.someValuesFrom, owl.Thing);
}

function type(name: string): RdfTerm {
  return namedNode(WIKIBASE + name);
}
