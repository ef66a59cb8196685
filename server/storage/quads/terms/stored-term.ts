/**
 * What the dictionary keeps of a term: a tag, and the text without what the tag says already, in
 * bytes where they are fewer. No bytes at all stand for a text that was suppressed.
 */
import type { RdfTerm } from '../../../rdf/term.ts';
import type { WikiNamespaces } from '../../../../schema/vocabulary.ts';
import { packHash, packStatementName, unpackHash, unpackStatementName } from './node-names.ts';
import { TAG } from './term-id.ts';
import type { Tag } from './term-id.ts';

export type StoredText = string | Buffer;

export interface StoredTerm {
  readonly tag: Tag;
  readonly text: StoredText;
  /** Only with the tag of texts in a language. */
  readonly language?: string;
}

export const SUPPRESSED: StoredText = Buffer.alloc(0);

export function isSuppressed(text: StoredText): boolean {
  return typeof text !== 'string' && text.length === 0;
}

export class TermStorage {
  readonly #namespaces: WikiNamespaces;

  constructor(namespaces: WikiNamespaces) {
    this.#namespaces = namespaces;
  }

  /** For a term that is not inlined. */
  store(term: RdfTerm): StoredTerm {
    if (term.startsWith('"')) return storeLiteral(term);
    if (term.startsWith('_:')) return { tag: TAG.blankNode, text: term.slice(2) };
    const { statement, reference, value } = this.#namespaces;
    if (term.startsWith(statement)) {
      const name = term.slice(statement.length);
      return { tag: TAG.statement, text: packStatementName(name) ?? name };
    }
    if (term.startsWith(reference)) return storeHash(TAG.reference, term.slice(reference.length));
    if (term.startsWith(value)) return storeHash(TAG.value, term.slice(value.length));
    return { tag: TAG.iri, text: term };
  }

  /** The empty text for a term that was suppressed. */
  restore(tag: number, text: StoredText, language: string): RdfTerm {
    if (isSuppressed(text)) return '' as RdfTerm;
    return this.#restore(tag, text, language) as RdfTerm;
  }

  #restore(tag: number, text: StoredText, language: string): string {
    switch (tag) {
      case TAG.text:
        return `"${text as string}"`;
      case TAG.languageText:
        return `"${text as string}"@${language}`;
      case TAG.statement:
        return this.#namespaces.statement + named(text, unpackStatementName);
      case TAG.reference:
        return this.#namespaces.reference + named(text, unpackHash);
      case TAG.value:
        return this.#namespaces.value + named(text, unpackHash);
      case TAG.blankNode:
        return `_:${text as string}`;
      default:
        return text as string;
    }
  }
}

function storeLiteral(term: string): StoredTerm {
  const end = term.lastIndexOf('"');
  if (end > 0 && end === term.length - 1) return { tag: TAG.text, text: term.slice(1, end) };
  const hasLanguage = end > 0 && term[end + 1] === '@' && end + 2 < term.length;
  if (!hasLanguage) return { tag: TAG.literal, text: term };
  return { tag: TAG.languageText, text: term.slice(1, end), language: term.slice(end + 2) };
}

function storeHash(tag: Tag, name: string): StoredTerm {
  return { tag, text: packHash(name) ?? name };
}

function named(text: StoredText, unpack: (packed: Buffer) => string): string {
  return typeof text === 'string' ? text : unpack(text);
}
