/**
 * The datatypes a property can have, and the type of value each one holds.
 *
 * The names are Wikibase's. Several datatypes share a value type: a `url` and an `external-id` are
 * both strings, they differ in validation and in RDF.
 */
export const valueTypeOfDatatype = {
  'wikibase-item': 'wikibase-entityid',
  'wikibase-property': 'wikibase-entityid',
  'wikibase-lexeme': 'wikibase-entityid',
  'wikibase-form': 'wikibase-entityid',
  'wikibase-sense': 'wikibase-entityid',
  'entity-schema': 'wikibase-entityid',
  string: 'string',
  'external-id': 'string',
  url: 'string',
  commonsMedia: 'string',
  'geo-shape': 'string',
  'tabular-data': 'string',
  math: 'string',
  'musical-notation': 'string',
  monolingualtext: 'monolingualtext',
  quantity: 'quantity',
  time: 'time',
  'globe-coordinate': 'globecoordinate',
} as const;

export type Datatype = keyof typeof valueTypeOfDatatype;
export type ValueType = (typeof valueTypeOfDatatype)[Datatype];

export const datatypes = Object.keys(valueTypeOfDatatype) as readonly Datatype[];

export function isDatatype(text: string): text is Datatype {
  return Object.hasOwn(valueTypeOfDatatype, text);
}
