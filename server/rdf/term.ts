/**
 * RDF terms as plain strings, so that they compare, hash and cross threads at the speed of text.
 *
 *   IRI       http://example.org/a
 *   blank     _:label
 *   literal   "text"   "text"@en   "text"^^http://www.w3.org/2001/XMLSchema#integer
 *
 * Nothing inside the quotes is escaped: the last quote ends the text. A literal without a suffix
 * is an `xsd:string`; language tags keep the case in which they came.
 */
import { RDF, XSD } from '../../schema/vocabulary.ts';

declare const rdfTerm: unique symbol;
export type RdfTerm = string & { readonly [rdfTerm]: true };

export interface Quad {
  readonly subject: RdfTerm;
  readonly predicate: RdfTerm;
  readonly object: RdfTerm;
}

/** Receives triples one by one; builders emit into it instead of making arrays of objects. */
export type QuadSink = (subject: RdfTerm, predicate: RdfTerm, object: RdfTerm) => void;

export function namedNode(iri: string): RdfTerm {
  return iri as RdfTerm;
}

export function blankNode(label: string): RdfTerm {
  return `_:${label}` as RdfTerm;
}

export function literal(text: string, datatype: string): RdfTerm {
  return (datatype === `${XSD}string` ? `"${text}"` : `"${text}"^^${datatype}`) as RdfTerm;
}

export function textLiteral(text: string, language?: string): RdfTerm {
  return (language === undefined ? `"${text}"` : `"${text}"@${language}`) as RdfTerm;
}

export function isLiteral(term: RdfTerm): boolean {
  return term.charCodeAt(0) === 34;
}

export function isBlankNode(term: RdfTerm): boolean {
  return term.startsWith('_:');
}

export function isNamedNode(term: RdfTerm): boolean {
  return !isLiteral(term) && !isBlankNode(term);
}

/** The text between the quotes of a literal, the IRI of a named node, the label of a blank node. */
export function lexicalForm(term: RdfTerm): string {
  if (isLiteral(term)) return term.slice(1, term.lastIndexOf('"'));
  return isBlankNode(term) ? term.slice(2) : term;
}

/** The language tag of a literal, empty where it has none. */
export function languageOf(term: RdfTerm): string {
  const end = term.lastIndexOf('"') + 1;
  return isLiteral(term) && term[end] === '@' ? term.slice(end + 1) : '';
}

export function datatypeOf(term: RdfTerm): string {
  const end = term.lastIndexOf('"') + 1;
  if (term[end] === '@') return `${RDF}langString`;
  return term[end] === '^' ? term.slice(end + 2) : `${XSD}string`;
}
