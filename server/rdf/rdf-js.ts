/** Our terms as objects of RDF/JS (https://rdf.js.org/data-model-spec/), for libraries that speak it. */
import { escapeIri } from './iri.ts';
import {
  datatypeOf,
  isLiteral,
  isNamedNode,
  languageOf,
  lexicalForm,
  type RdfTerm,
} from './term.ts';

export interface RdfJsTerm {
  readonly termType: 'NamedNode' | 'BlankNode' | 'Literal' | 'DefaultGraph';
  /** Our own term. */
  readonly id: string;
  readonly value: string;
  readonly language: string;
  readonly datatype: { readonly termType: 'NamedNode'; readonly value: string } | undefined;
  equals(other: { readonly id?: string } | null | undefined): boolean;
}

export function rdfJsTerm(term: RdfTerm): RdfJsTerm {
  const named = isNamedNode(term);
  const isText = isLiteral(term);
  return {
    termType: named ? 'NamedNode' : isText ? 'Literal' : 'BlankNode',
    id: term,
    value: named ? escapeIri(term) : lexicalForm(term),
    language: languageOf(term),
    datatype: isText ? { termType: 'NamedNode', value: datatypeOf(term) } : undefined,
    equals: (other) => other?.id === term,
  };
}

export const DEFAULT_GRAPH: RdfJsTerm = {
  termType: 'DefaultGraph',
  id: '',
  value: '',
  language: '',
  datatype: undefined,
  equals: (other) => other?.id === '',
};
