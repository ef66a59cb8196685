/** The terms that every wiki's RDF uses, made once. */
import {
  CC,
  DCT,
  ONTOLEX,
  OWL,
  PROV,
  RDF,
  RDFS,
  SCHEMA,
  SKOS,
  WIKIBASE,
  XSD,
} from '../../schema/vocabulary.ts';
import { literal, namedNode, type RdfTerm } from './term.ts';

export const rdfType = namedNode(`${RDF}type`);
export const rdfsLabel = namedNode(`${RDFS}label`);

export const skos = terms(SKOS, 'prefLabel', 'altLabel', 'definition');
export const owl = terms(
  OWL,
  'Class',
  'DatatypeProperty',
  'ObjectProperty',
  'Ontology',
  'Restriction',
  'Thing',
  'complementOf',
  'imports',
  'onProperty',
  'sameAs',
  'someValuesFrom',
);
export const schema = terms(
  SCHEMA,
  'Article',
  'Dataset',
  'about',
  'dateModified',
  'description',
  'inLanguage',
  'isPartOf',
  'name',
  'softwareVersion',
  'version',
);
export const ontolex = terms(
  ONTOLEX,
  'Form',
  'LexicalEntry',
  'LexicalSense',
  'lexicalForm',
  'representation',
  'sense',
);
export const dctLanguage = namedNode(`${DCT}language`);
export const ccLicense = namedNode(`${CC}license`);
export const provWasDerivedFrom = namedNode(`${PROV}wasDerivedFrom`);

export const wikibase = terms(
  WIKIBASE,
  'BestRank',
  'DeprecatedRank',
  'Dump',
  'Form',
  'GeoAutoPrecision',
  'GlobecoordinateValue',
  'Item',
  'Lexeme',
  'NormalRank',
  'PreferredRank',
  'Property',
  'QuantityValue',
  'Reference',
  'Sense',
  'Statement',
  'TimeValue',
  'badge',
  'claim',
  'directClaim',
  'directClaimNormalized',
  'geoGlobe',
  'geoLatitude',
  'geoLongitude',
  'geoPrecision',
  'grammaticalFeature',
  'identifiers',
  'lemma',
  'lexicalCategory',
  'novalue',
  'propertyType',
  'qualifier',
  'qualifierValue',
  'qualifierValueNormalized',
  'quantityAmount',
  'quantityLowerBound',
  'quantityNormalized',
  'quantityUnit',
  'quantityUpperBound',
  'rank',
  'reference',
  'referenceValue',
  'referenceValueNormalized',
  'sitelinks',
  'statementProperty',
  'statementValue',
  'statementValueNormalized',
  'statements',
  'timeCalendarModel',
  'timePrecision',
  'timeTimezone',
  'timeValue',
  'wikiGroup',
);

export function integer(value: number): RdfTerm {
  return literal(String(value), `${XSD}integer`);
}

export function decimal(text: string): RdfTerm {
  return literal(text, `${XSD}decimal`);
}

export function double(text: string): RdfTerm {
  return literal(text, `${XSD}double`);
}

export function dateTime(text: string): RdfTerm {
  return literal(text, `${XSD}dateTime`);
}

function terms<Name extends string>(base: string, ...names: Name[]): Record<Name, RdfTerm> {
  const entries = names.map((name) => [name, namedNode(base + name)] as const);
  return Object.fromEntries(entries) as Record<Name, RdfTerm>;
}
