/** What a property declares about itself: its datatype and the predicates made from it. */
import { hash } from 'node:crypto';
import type { Datatype } from '../../schema/datatypes.ts';
import type { PropertyId } from '../../schema/model/entity-id.ts';
import { WIKIBASE } from '../../schema/vocabulary.ts';
import { propertyIris, type PropertyIris } from './property-iris.ts';
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

type Role = readonly [role: RdfTerm, predicate: RdfTerm, kind: RdfTerm];

export function propertyDeclarationQuads(
  build: QuadBuild,
  property: PropertyId,
  datatype: Datatype,
): void {
  const { emit, context } = build;
  const iris = propertyIris(context.namespaces, property);
  const { entity, direct, statement, qualifier, reference } = iris;
  const simple = OBJECT_DATATYPES.has(datatype) ? owl.ObjectProperty : owl.DatatypeProperty;
  const roles: readonly Role[] = [
    [wikibase.directClaim, direct.value, simple],
    [wikibase.claim, iris.claim, owl.ObjectProperty],
    [wikibase.statementProperty, statement.value, simple],
    [wikibase.statementValue, statement.node, owl.ObjectProperty],
    [wikibase.qualifier, qualifier.value, simple],
    [wikibase.qualifierValue, qualifier.node, owl.ObjectProperty],
    [wikibase.reference, reference.value, simple],
    [wikibase.referenceValue, reference.node, owl.ObjectProperty],
  ];
  const normalized = normalizedRoles(iris, datatype);
  emit(entity, wikibase.propertyType, PROPERTY_TYPE[datatype]);
  for (const [role, predicate] of roles) emit(entity, role, predicate);
  emit(entity, wikibase.novalue, iris.novalue);
  for (const [role, predicate] of normalized) emit(entity, role, predicate);
  for (const [, predicate, kind] of [...roles, ...normalized]) emit(predicate, rdfType, kind);
  noValueClassQuads(build, property);
}

/** Quantities have a value in base units, external ids one that is an IRI. */
function normalizedRoles(
  { direct, statement, qualifier, reference }: PropertyIris,
  datatype: Datatype,
): readonly Role[] {
  if (datatype !== 'quantity' && datatype !== 'external-id') return [];
  const directKind = datatype === 'quantity' ? owl.DatatypeProperty : owl.ObjectProperty;
  return [
    [wikibase.directClaimNormalized, direct.normalized, directKind],
    [wikibase.statementValueNormalized, statement.normalized, owl.ObjectProperty],
    [wikibase.qualifierValueNormalized, qualifier.normalized, owl.ObjectProperty],
    [wikibase.referenceValueNormalized, reference.normalized, owl.ObjectProperty],
  ];
}

/** What has no value for the property: the complement of what has some. */
function noValueClassQuads(build: QuadBuild, property: PropertyId): void {
  const { emit, context } = build;
  const { novalue, direct } = propertyIris(context.namespaces, property);
  const source = context.sourceName ?? DEFAULT_SOURCE;
  const some = unnamedNode(build, hash('md5', `owl:complementOf-${source}-${property}`));
  emit(novalue, rdfType, owl.Class);
  emit(novalue, owl.complementOf, some);
  emit(some, rdfType, owl.Restriction);
  emit(some, owl.onProperty, direct.value);
  emit(some, owl.someValuesFrom, owl.Thing);
}

function type(name: string): RdfTerm {
  return namedNode(WIKIBASE + name);
}
