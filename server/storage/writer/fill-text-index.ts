/**
 * Makes the full-text index of a store that has none, or one made by other rules: of an older
 * version of Sabir. Goes on where it was when the power went.
 */
import { readStored } from '../../../schema/model/stored-json.ts';
import { Contents } from '../records/sqlite/contents.ts';
import type { PageRow } from '../records/sqlite/rows.ts';
import { TextWriter } from '../records/sqlite/text-writer.ts';
import type { Database } from '../sqlite/database.ts';

/**
 * Counted up when the same text gives other tokens, fields or impacts than before; then each store
 * is filled anew.
 */
const TEXT_RULES = 1;
const PAGES_AT_A_TIME = 500;

interface TextState {
  readonly rules: number;
  readonly filled: number;
  readonly complete: number;
}

export function fillTextIndex(db: Database): void {
  const state = db.prepare('SELECT * FROM text_state').get() as TextState;
  if (state.rules === TEXT_RULES && state.complete === 1) return;
  if (state.rules !== TEXT_RULES) {
    db.transaction(() => {
      db.exec('DELETE FROM text_posting');
      db.prepare('UPDATE text_state SET rules = ?, filled = 0, complete = 0').run(TEXT_RULES);
    }).immediate();
  }
  const contents = new Contents(db);
  const writer = new TextWriter(db);
  const pages = db.prepare(
    `SELECT * FROM page WHERE page > ? ORDER BY page LIMIT ${PAGES_AT_A_TIME}`,
  );
  const filled = db.prepare('SELECT filled FROM text_state').pluck();
  const note = db.prepare('UPDATE text_state SET filled = ?, complete = ?');
  const fillSome = db.transaction((): boolean => {
    const rows = pages.all(filled.get()) as PageRow[];
    for (const { page, kind, latest, deleted } of rows) {
      const content = deleted === 1 ? undefined : contents.read(latest);
      if (content !== undefined) writer.replace(page, kind, undefined, readStored(kind, content));
    }
    const isLast = rows.length < PAGES_AT_A_TIME;
    note.run(rows.at(-1)?.page ?? filled.get(), isLast ? 1 : 0);
    return isLast;
  });
  while (!fillSome.immediate());
}
