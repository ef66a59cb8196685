/**
 * Makes what is derived from the texts and statements of pages, in a store that has none of it, or
 * has it by other rules: of an older version of Sabir. Goes on where it was when the power went.
 */
import { readStored } from '../../../schema/model/stored-json.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import { Contents } from '../records/sqlite/contents.ts';
import { MentionWriter } from '../records/sqlite/mentions.ts';
import type { PageRow } from '../records/sqlite/rows.ts';
import { TextWriter } from '../records/sqlite/text-writer.ts';
import type { Database } from '../sqlite/database.ts';
import { mentionsOf } from './page-state.ts';

const PAGES_AT_A_TIME = 500;

/** A table of rows about pages, with a table beside it that says how far it is filled. */
interface DerivedTable {
  readonly table: string;
  readonly state: string;
  /** Counted up when the same page gives other rows than before; then each store is filled anew. */
  readonly rules: number;
  /** Takes a page of which the table has no row. */
  readonly add: (row: PageRow, document: Document) => void;
}

interface FillState {
  readonly rules: number;
  readonly filled: number;
  readonly complete: number;
}

export function fillDerived(db: Database): void {
  const texts = new TextWriter(db);
  const mentions = new MentionWriter(db);
  fill(db, {
    table: 'text_posting',
    state: 'text_state',
    rules: 1,
    add: ({ page, kind }, document) => texts.replace(page, kind, undefined, document),
  });
  fill(db, {
    table: 'mention',
    state: 'mention_state',
    rules: 1,
    add: ({ page, document_id: documentId }, document) =>
      mentions.replace({ page, documentId }, new Set(), mentionsOf(document)),
  });
}

function fill(db: Database, { table, state, rules, add }: DerivedTable): void {
  const { rules: earlier, complete } = db.prepare(`SELECT * FROM ${state}`).get() as FillState;
  if (earlier === rules && complete === 1) return;
  if (earlier !== rules) {
    db.transaction(() => {
      db.exec(`DELETE FROM ${table}`);
      db.prepare(`UPDATE ${state} SET rules = ?, filled = 0, complete = 0`).run(rules);
    }).immediate();
  }
  const contents = new Contents(db);
  const pages = db.prepare(
    `SELECT * FROM page WHERE page > ? ORDER BY page LIMIT ${PAGES_AT_A_TIME}`,
  );
  const filled = db.prepare(`SELECT filled FROM ${state}`).pluck();
  const note = db.prepare(`UPDATE ${state} SET filled = ?, complete = ?`);
  const fillSome = db.transaction((): boolean => {
    const rows = pages.all(filled.get()) as PageRow[];
    for (const row of rows) {
      const content = row.deleted === 1 ? undefined : contents.read(row.latest);
      if (content !== undefined) add(row, readStored(row.kind, content));
    }
    const isLast = rows.length < PAGES_AT_A_TIME;
    note.run(rows.at(-1)?.page ?? filled.get(), isLast ? 1 : 0);
    return isLast;
  });
  while (!fillSome.immediate());
}
