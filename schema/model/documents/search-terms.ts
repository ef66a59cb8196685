/** By which words a page is found. */
import type { Document } from './kinds.ts';

export interface SearchTerm {
  readonly language: string;
  readonly termType: 'label' | 'alias';
  /** As written; folded by `search-key.ts` where it is indexed. */
  readonly text: string;
}

/** Labels first, as they rank; the lemmas of a lexeme are its labels. */
export function searchTerms(document: Document): SearchTerm[] {
  if (document.type === 'item' || document.type === 'property') {
    return [...labels(document.labels), ...aliases(document.aliases)];
  }
  return document.type === 'lexeme' ? [...labels(document.lemmas)] : [];
}

function* labels(terms: ReadonlyMap<string, string>): Generator<SearchTerm> {
  for (const [language, text] of terms) yield { language, termType: 'label', text };
}

function* aliases(terms: ReadonlyMap<string, readonly string[]>): Generator<SearchTerm> {
  for (const [language, texts] of terms) {
    for (const text of texts) yield { language, termType: 'alias', text };
  }
}
