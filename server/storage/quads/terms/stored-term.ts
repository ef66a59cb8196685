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

export interface TermKind {
  readonly tag: Tag;
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
  kindOf(term: RdfTerm): TermKind {
    if (term.startsWith('"')) return kindOfLiteral(term);
    if (term.startsWith('_:')) return { tag: TAG.blankNode };
    const { statement, reference, value } = this.#namespaces;
    if (term.startsWith(statement)) return { tag: TAG.statement };
    if (term.startsWith(reference)) return { tag: TAG.reference };
    return { tag: term.startsWith(value) ? TAG.value : TAG.iri };
  }

  /** What is kept of a term under the tag of its kind, or under that of other literals. */
  store(tag: number, term: RdfTerm): StoredText {
    switch (tag) {
      case TAG.text:
      case TAG.languageText:
        return term.slice(1, term.lastIndexOf('"'));
      case TAG.statement: {
        const name = term.slice(this.#namespaces.statement.length);
        return packStatementName(name) ?? name;
      }
      case TAG.reference:
        return storeHash(term.slice(this.#namespaces.reference.length));
      case TAG.value:
        return storeHash(term.slice(this.#namespaces.value.length));
      case TAG.blankNode:
        return term.slice(2);
      default:
        return term;
    }
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

function kindOfLiteral(term: string): TermKind {
  const end = term.lastIndexOf('"');
  if (end > 0 && end === term.length - 1) return { tag: TAG.text };
  const hasLanguage = end > 0 && term[end + 1] === '@' && end + 2 < term.length;
  if (!hasLanguage) return { tag: TAG.literal };
  return { tag: TAG.languageText, language: term.slice(end + 2) };
}

function storeHash(name: string): StoredText {
  return packHash(name) ?? name;
}

function named(text: StoredText, unpack: (packed: Buffer) => string): string {
  return typeof text === 'string' ? text : unpack(text);
}
