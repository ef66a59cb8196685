/** Keeps the full-text index in step with the pages: one row for each token of a page. */
import type { Document, DocumentKind } from '../../../../schema/model/documents/kinds.ts';
import {
  pageStatements,
  pageTexts,
  statementTexts,
  textPieces,
} from '../../../../schema/model/documents/text-pieces.ts';
import type { TextPiece } from '../../../../schema/model/documents/text-pieces.ts';
import type { Database, Statement } from '../../sqlite/database.ts';
import { TextFacts } from './text-facts.ts';
import type { TokenFacts } from './text-facts.ts';

export class TextWriter {
  readonly #insert: Statement;
  readonly #update: Statement;
  readonly #delete: Statement;
  readonly #facts = new TextFacts();

  constructor(db: Database) {
    this.#insert = db.prepare('INSERT INTO text_posting VALUES (?, ?, ?)');
    this.#update = db.prepare('UPDATE text_posting SET facts = ? WHERE token = ? AND page = ?');
    this.#delete = db.prepare('DELETE FROM text_posting WHERE token = ? AND page = ?');
  }

  /** Touches only rows of tokens in texts that came or went. */
  replace(
    page: number,
    kind: DocumentKind,
    before: Document | undefined,
    after: Document | undefined,
  ): void {
    const changed = changedPieces(before, after);
    if (changed.length === 0) return;
    const wanted = this.#facts.tokensOf(changed);
    const old = this.#factsOf(kind, before, wanted);
    const now = this.#factsOf(kind, after, wanted);
    for (const token of wanted) this.#set(page, token, old.get(token), now.get(token));
  }

  #factsOf(kind: DocumentKind, document: Document | undefined, wanted: Set<string>): TokenFacts {
    return document === undefined
      ? NO_FACTS
      : this.#facts.factsOf(kind, textPieces(document), wanted);
  }

  #set(page: number, token: string, old: number | undefined, now: number | undefined): void {
    if (old === now) return;
    if (now === undefined) this.#delete.run(token, page);
    else if (old === undefined) this.#insert.run(token, page, now);
    else this.#update.run(now, token, page);
  }
}

const NO_FACTS: TokenFacts = new Map();

/** What is in one state and not in the other. Statements that an edit left alone are shared. */
function changedPieces(before: Document | undefined, after: Document | undefined): TextPiece[] {
  const old = new Set(before === undefined ? [] : pageStatements(before));
  const added: TextPiece[] = [];
  for (const statement of after === undefined ? [] : pageStatements(after)) {
    if (!old.delete(statement)) added.push(...statementTexts(statement));
  }
  const removed = [...old].flatMap(statementTexts);
  return [...changedTexts(textsOf(before), textsOf(after)), ...changedTexts(removed, added)];
}

/** The state after one edit is the state before the next. */
const known = new WeakMap<Document, readonly TextPiece[]>();

function textsOf(document: Document | undefined): readonly TextPiece[] {
  if (document === undefined) return [];
  let texts = known.get(document);
  if (texts === undefined) known.set(document, (texts = pageTexts(document)));
  return texts;
}

function changedTexts(before: readonly TextPiece[], after: readonly TextPiece[]): TextPiece[] {
  if (before.length === after.length && before.every((piece, at) => same(piece, after[at]))) {
    return [];
  }
  const old = byText(before);
  const now = byText(after);
  return [
    ...[...old].filter(([text]) => !now.has(text)),
    ...[...now].filter(([text]) => !old.has(text)),
  ].map(([, piece]) => piece);
}

function same(one: TextPiece, other: TextPiece): boolean {
  return one.text === other.text && one.field === other.field;
}

/** In how many languages a text stands does not matter to the index. */
function byText(pieces: readonly TextPiece[]): Map<string, TextPiece> {
  return new Map(pieces.map((piece) => [`${piece.field} ${piece.text}`, piece]));
}
