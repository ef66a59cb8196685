/**
 * Which triples of an entity are wanted: a flavor is data, and builders only look at its parts.
 *
 * The named flavors are Wikibase's; `index` is what the query index stores.
 */
export interface RdfFlavor {
  /** `wdt:`, for each best statement. */
  readonly truthy: boolean;
  /** A node for each statement; without it neither qualifiers nor references. */
  readonly statements: boolean;
  readonly qualifiers: boolean;
  readonly references: boolean;
  readonly siteLinks: boolean;
  /** `psv:`, `pqv:`, `prv:` and the value nodes they lead to. */
  readonly fullValues: boolean;
  /** Quantities in base units, external ids as IRIs. */
  readonly normalized: boolean;
  /** How many statements, identifiers and sitelinks there are. */
  readonly pageProperties: boolean;
  /** Licence and format version of the document. */
  readonly version: boolean;
  /** Type and terms of the entities that this one mentions, and of the properties it uses. */
  readonly stubs: boolean;
  /** The redirects that lead here. */
  readonly redirects: boolean;
  /** `wikibase:Item`, `wikibase:Statement`, `wikibase:Reference`: what the shape says anyway. */
  readonly obviousTypes: boolean;
  /** `skos:prefLabel` and `schema:name`; `rdfs:label` on lexemes, forms and senses. */
  readonly labelSynonyms: boolean;
  /** What is said of the page hangs from its own `wdata:` node, else from the entity. */
  readonly dataNode: boolean;
  /** Unknown values are blank nodes, else IRIs below `genid`. */
  readonly blankNodes: boolean;
}

const nothing: RdfFlavor = {
  truthy: false,
  statements: false,
  qualifiers: false,
  references: false,
  siteLinks: false,
  fullValues: false,
  normalized: false,
  pageProperties: false,
  version: false,
  stubs: false,
  redirects: false,
  obviousTypes: true,
  labelSynonyms: true,
  dataNode: true,
  blankNodes: true,
};

/** The flavor that has just these parts, besides type and terms of the entity itself. */
export function flavorOf(...parts: readonly (keyof RdfFlavor)[]): RdfFlavor {
  return { ...nothing, ...Object.fromEntries(parts.map((part) => [part, true])) };
}

const fullDump = flavorOf(
  'truthy',
  'statements',
  'qualifiers',
  'references',
  'siteLinks',
  'fullValues',
  'normalized',
  'pageProperties',
);

/** The flavors that `Special:EntityData` offers under these names. */
export const documentFlavors = {
  simple: flavorOf('truthy', 'siteLinks', 'version'),
  dump: { ...fullDump, version: true },
  long: flavorOf('statements', 'qualifiers', 'references', 'siteLinks', 'version'),
  full: { ...fullDump, version: true, stubs: true, redirects: true },
} as const satisfies Record<string, RdfFlavor>;

export type DocumentFlavor = keyof typeof documentFlavors;

/** The flavors of the RDF dumps: the header of a dump gives licence and version once. */
export const dumpFlavors = {
  full: fullDump,
  truthy: flavorOf('truthy'),
} as const satisfies Record<string, RdfFlavor>;

export const indexFlavor: RdfFlavor = {
  ...fullDump,
  obviousTypes: false,
  labelSynonyms: false,
  dataNode: false,
  blankNodes: false,
};

export function isDocumentFlavor(name: string): name is DocumentFlavor {
  return Object.hasOwn(documentFlavors, name);
}
