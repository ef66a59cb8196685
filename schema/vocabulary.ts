/**
 * The IRIs and prefixes of our RDF: Wikibase's RDF mapping 1.0.0 and the standards it builds on.
 *
 * Everything that belongs to one wiki hangs from its concept base (`…/entity/`); the rest is fixed.
 */
export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
export const RDFS = 'http://www.w3.org/2000/01/rdf-schema#';
export const XSD = 'http://www.w3.org/2001/XMLSchema#';
export const OWL = 'http://www.w3.org/2002/07/owl#';
export const SKOS = 'http://www.w3.org/2004/02/skos/core#';
export const SCHEMA = 'http://schema.org/';
export const PROV = 'http://www.w3.org/ns/prov#';
export const GEO = 'http://www.opengis.net/ont/geosparql#';
export const WIKIBASE = 'http://wikiba.se/ontology#';
export const CC = 'http://creativecommons.org/ns#';
export const ONTOLEX = 'http://www.w3.org/ns/lemon/ontolex#';
export const DCT = 'http://purl.org/dc/terms/';
export const BLAZEGRAPH = 'http://www.bigdata.com/rdf#';

export const CC0 = 'http://creativecommons.org/publicdomain/zero/1.0/';
export const RDF_FORMAT_VERSION = '1.0.0';
/** The ontology that a dump says it is written in. */
export const WIKIBASE_ONTOLOGY_DOCUMENT = 'http://wikiba.se/ontology-1.0.owl';
export const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** Where the names of files and data pages lead, on every wiki that shares Wikimedia Commons. */
export const COMMONS_FILE_PATH = 'http://commons.wikimedia.org/wiki/Special:FilePath/';
export const COMMONS_DATA = 'http://commons.wikimedia.org/data/main/';
/** What RDF gives as the unit of a quantity without one; Wikibase's constant on every wiki. */
export const UNIT_ONE = 'http://www.wikidata.org/entity/Q199';

/** The namespaces that hang from one wiki's concept base. */
export interface WikiNamespaces {
  readonly entity: string;
  readonly data: string;
  readonly statement: string;
  readonly reference: string;
  readonly value: string;
  readonly direct: string;
  readonly directNormalized: string;
  readonly claim: string;
  readonly statementProperty: string;
  readonly statementValue: string;
  readonly statementValueNormalized: string;
  readonly qualifier: string;
  readonly qualifierValue: string;
  readonly qualifierValueNormalized: string;
  readonly referenceProperty: string;
  readonly referenceValue: string;
  readonly referenceValueNormalized: string;
  readonly novalue: string;
  /** IRIs that stand for blank nodes where those would not keep their identity (RFC 8615). */
  readonly genid: string;
}

/**
 * `conceptBase` ends with a slash, as in `https://example.org/entity/`. `dataBase` is where
 * `Special:EntityData/` lives; without it, it is found beside the concept base.
 */
export function wikiNamespaces(conceptBase: string, dataBase?: string): WikiNamespaces {
  const top = conceptBase.replace(/entity\/$/, '');
  return {
    entity: conceptBase,
    data: dataBase ?? `${top}wiki/Special:EntityData/`,
    statement: `${conceptBase}statement/`,
    reference: `${top}reference/`,
    value: `${top}value/`,
    direct: `${top}prop/direct/`,
    directNormalized: `${top}prop/direct-normalized/`,
    claim: `${top}prop/`,
    statementProperty: `${top}prop/statement/`,
    statementValue: `${top}prop/statement/value/`,
    statementValueNormalized: `${top}prop/statement/value-normalized/`,
    qualifier: `${top}prop/qualifier/`,
    qualifierValue: `${top}prop/qualifier/value/`,
    qualifierValueNormalized: `${top}prop/qualifier/value-normalized/`,
    referenceProperty: `${top}prop/reference/`,
    referenceValue: `${top}prop/reference/value/`,
    referenceValueNormalized: `${top}prop/reference/value-normalized/`,
    novalue: `${top}prop/novalue/`,
    genid: `${top}.well-known/genid/`,
  };
}

/** Prefix → IRI of our documents: the names that Wikibase's documents use, and in their order. */
export function documentPrefixes(wiki: WikiNamespaces): ReadonlyMap<string, string> {
  return new Map([
    ['rdf', RDF],
    ['xsd', XSD],
    ['rdfs', RDFS],
    ['owl', OWL],
    ['wikibase', WIKIBASE],
    ['skos', SKOS],
    ['schema', SCHEMA],
    ['cc', CC],
    ['geo', GEO],
    ['prov', PROV],
    ['wd', wiki.entity],
    ['data', wiki.data],
    ['s', wiki.statement],
    ['ref', wiki.reference],
    ['v', wiki.value],
    ['wdt', wiki.direct],
    ['wdtn', wiki.directNormalized],
    ['p', wiki.claim],
    ['ps', wiki.statementProperty],
    ['psv', wiki.statementValue],
    ['psn', wiki.statementValueNormalized],
    ['pq', wiki.qualifier],
    ['pqv', wiki.qualifierValue],
    ['pqn', wiki.qualifierValueNormalized],
    ['pr', wiki.referenceProperty],
    ['prv', wiki.referenceValue],
    ['prn', wiki.referenceValueNormalized],
    ['wdno', wiki.novalue],
  ]);
}

/** The same with those that only lexemes need. */
export function lexemePrefixes(wiki: WikiNamespaces): ReadonlyMap<string, string> {
  return new Map([...documentPrefixes(wiki), ['ontolex', ONTOLEX], ['dct', DCT]]);
}

/** Prefix → IRI for everything a query may abbreviate. */
export function prefixes(wiki: WikiNamespaces): ReadonlyMap<string, string> {
  return new Map([
    ['wd', wiki.entity],
    ['wdata', wiki.data],
    ['wds', wiki.statement],
    ['wdref', wiki.reference],
    ['wdv', wiki.value],
    ['wdt', wiki.direct],
    ['wdtn', wiki.directNormalized],
    ['wdno', wiki.novalue],
    ['p', wiki.claim],
    ['ps', wiki.statementProperty],
    ['psv', wiki.statementValue],
    ['psn', wiki.statementValueNormalized],
    ['pq', wiki.qualifier],
    ['pqv', wiki.qualifierValue],
    ['pqn', wiki.qualifierValueNormalized],
    ['pr', wiki.referenceProperty],
    ['prv', wiki.referenceValue],
    ['prn', wiki.referenceValueNormalized],
    ['wikibase', WIKIBASE],
    ['rdf', RDF],
    ['rdfs', RDFS],
    ['xsd', XSD],
    ['owl', OWL],
    ['skos', SKOS],
    ['schema', SCHEMA],
    ['prov', PROV],
    ['geo', GEO],
    ['cc', CC],
    ['ontolex', ONTOLEX],
    ['dct', DCT],
    ['bd', BLAZEGRAPH],
    ['hint', 'http://www.bigdata.com/queryHints#'],
    ['gas', 'http://www.bigdata.com/rdf/gas#'],
    ['bds', 'http://www.bigdata.com/rdf/search#'],
    ['geof', 'http://www.opengis.net/def/geosparql/function/'],
    ['mwapi', 'https://www.mediawiki.org/ontology#API/'],
    ['mediawiki', 'https://www.mediawiki.org/ontology#'],
    ['fn', 'http://www.w3.org/2005/xpath-functions#'],
  ]);
}
