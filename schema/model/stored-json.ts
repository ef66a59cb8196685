/**
 * Stored JSON: what a revision holds.
 *
 * It is the model itself, written in one way only: members in a fixed order, languages and sites
 * sorted, what is empty left out. So equal documents have equal text, byte for byte, and reading
 * one back needs no checks: whatever is stored has once come through a reader that made them.
 */
import { documentKind, kindOf, type Document, type DocumentKind } from './documents/kinds.ts';

export function writeStored(document: Document): string {
  return JSON.stringify(documentKind(kindOf(document)).toStored(document));
}

/** Trusts `text` to come from `writeStored`. */
export function readStored(kind: DocumentKind, text: string): Document {
  return documentKind(kind).fromStored(JSON.parse(text));
}
