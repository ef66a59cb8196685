/** The formats in which an entity can be had, each with its ending and its media type. */
const mediaTypes = {
  json: 'application/json',
  ttl: 'text/turtle',
  nt: 'application/n-triples',
  rdf: 'application/rdf+xml',
  jsonld: 'application/ld+json',
  n3: 'text/n3',
  php: 'application/vnd.php.serialized',
  html: 'text/html',
} as const;

export type Format = keyof typeof mediaTypes;
/** What Special:EntityData itself answers with. */
export type DataFormat = Exclude<Format, 'html'>;
export type RdfFormat = Exclude<DataFormat, 'json' | 'php'>;

/** Names that a format goes by besides its ending. */
const otherNames: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['turtle', 'ttl'],
  ['ntriples', 'nt'],
  ['rdfxml', 'rdf'],
  ['xml', 'rdf'],
  ['htm', 'html'],
  ['application/x-turtle', 'ttl'],
  ['text/n-triples', 'nt'],
  ['text/rdf+n3', 'n3'],
  ['application/xml', 'rdf'],
  ...Object.entries(mediaTypes).map(([format, type]) => [type, format as Format] as const),
]);

/** By ending, by name or by media type. */
export function formatNamed(name: string): Format | undefined {
  const lower = name.toLowerCase();
  return Object.hasOwn(mediaTypes, lower) ? (lower as Format) : otherNames.get(lower);
}

export function mediaTypeOf(format: Format): string {
  return mediaTypes[format];
}

export const formatNames: readonly string[] = Object.keys(mediaTypes);

/** What can be asked for in `Accept`, best first where a client does not mind. */
export const acceptable: readonly string[] = [
  ...Object.values(mediaTypes),
  ...[...otherNames.keys()].filter((name) => name.includes('/')),
];
