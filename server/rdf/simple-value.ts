/** A data value as one RDF term: what stands behind `wdt:`, `ps:`, `pq:` and `pr:`. */
import type { Datatype } from '../../schema/datatypes.ts';
import {
  EARTH,
  type DataValue,
  type GlobeCoordinateValue,
  type TimeValue,
} from '../../schema/model/data-value.ts';
import { xsdDateTime } from '../../schema/model/values/xsd-date-time.ts';
import {
  COMMONS_DATA,
  COMMONS_FILE_PATH,
  GEO,
  MATHML,
  type WikiNamespaces,
} from '../../schema/vocabulary.ts';
import { encodeIriPart, encodePageTitle, escapeIri } from './iri.ts';
import { phpFloatText } from '../../schema/model/php-serialize.ts';
import { literal, namedNode, textLiteral, type RdfTerm } from './term.ts';
import { termLiteral } from './term-quads.ts';
import { dateTime, decimal } from './wikibase-terms.ts';

/** `undefined` where the value is not of the kind that the datatype holds. */
export function simpleValue(
  datatype: Datatype,
  value: DataValue,
  wiki: WikiNamespaces,
): RdfTerm | undefined {
  switch (value.type) {
    case 'string':
      return (stringTerms[datatype] ?? textLiteral)(value.value);
    case 'wikibase-entityid':
      return namedNode(wiki.entity + value.id);
    case 'monolingualtext':
      return termLiteral(value.text, value.language);
    case 'quantity':
      return decimal(value.amount);
    case 'time':
      return timeTerm(value);
    case 'globecoordinate':
      return pointTerm(value);
    case 'unknown':
      return undefined;
  }
}

/** An instant, or the text itself where no calendar knows the date. */
export function timeTerm(value: TimeValue): RdfTerm {
  const instant = xsdDateTime(value);
  return instant === undefined ? textLiteral(value.time) : dateTime(instant);
}

/** Well-known text; a globe other than Earth stands before the point. */
function pointTerm(value: GlobeCoordinateValue): RdfTerm {
  const point = `Point(${phpFloatText(value.longitude)} ${phpFloatText(value.latitude)})`;
  const text = value.globe === EARTH ? point : `<${escapeIri(value.globe)}> ${point}`;
  return literal(text, `${GEO}wktLiteral`);
}

/** How strings are spelled that are more than their text. */
const stringTerms: Partial<Record<Datatype, (text: string) => RdfTerm>> = {
  url: (text) => namedNode(escapeIri(text.trim())),
  'external-id': (text) => textLiteral(text.trim()),
  commonsMedia: (text) => namedNode(COMMONS_FILE_PATH + encodeIriPart(text)),
  'geo-shape': (text) => namedNode(COMMONS_DATA + encodePageTitle(text)),
  'tabular-data': (text) => namedNode(COMMONS_DATA + encodePageTitle(text)),
  math: (text) => literal(mathMl(text), MATHML),
};

/** A formula as MathML that shows, and names, its TeX source: nothing here typesets it. */
function mathMl(tex: string): string {
  const source = tex.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return (
    `<math xmlns="${MATHML}"><semantics><mtext>${source}</mtext>` +
    `<annotation encoding="application/x-tex">${source}</annotation></semantics></math>`
  );
}
