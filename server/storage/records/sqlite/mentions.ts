/** Which pages mention an entity: written as pages change, read by key. */
import type { EntityId } from '../../../../schema/model/entity-id.ts';
import type { Database, Statement } from '../../sqlite/database.ts';
import type { MentionQuery } from '../page-lists.ts';

export class MentionWriter {
  readonly #insert: Statement;
  readonly #delete: Statement;

  constructor(db: Database) {
    this.#insert = db.prepare('INSERT INTO mention VALUES (?, ?, ?, ?)');
    this.#delete = db.prepare(
      'DELETE FROM mention WHERE mentioned = ? AND letter = ? AND number = ?',
    );
  }

  replace(
    { page, documentId }: { readonly page: number; readonly documentId: string },
    before: ReadonlySet<EntityId>,
    after: ReadonlySet<EntityId>,
  ): void {
    const [letter, number] = keyOf(documentId);
    for (const id of before.difference(after)) this.#delete.run(id, letter, number);
    for (const id of after.difference(before)) this.#insert.run(id, letter, number, page);
  }
}

/** The letters of the pages that mention others. */
const LETTERS = ['L', 'P', 'Q'];

export class MentionReader {
  readonly #ascending: Statement;
  readonly #descending: Statement;
  readonly #has: Statement;

  constructor(db: Database) {
    const pages = 'SELECT number FROM mention WHERE mentioned = ? AND letter = ?';
    this.#ascending = db.prepare(`${pages} AND number > ? ORDER BY number LIMIT ?`).pluck();
    this.#descending = db.prepare(`${pages} AND number < ? ORDER BY number DESC LIMIT ?`).pluck();
    this.#has = db
      .prepare('SELECT 1 FROM mention WHERE mentioned = ? AND letter = ? AND number = ?')
      .pluck();
  }

  /** One letter after the other: each is a range of the key. */
  pagesMentioning({ mentioned, letters, after, order, limit }: MentionQuery): EntityId[] {
    const isAscending = order === 'ascending';
    const statement = isAscending ? this.#ascending : this.#descending;
    const [lastLetter, lastNumber] = after === undefined ? [] : keyOf(after);
    const pages: EntityId[] = [];
    for (const letter of isAscending ? LETTERS : LETTERS.toReversed()) {
      if (letters?.includes(letter) === false) continue;
      const isDone =
        lastLetter !== undefined && (isAscending ? letter < lastLetter : letter > lastLetter);
      if (isDone) continue;
      const edge = isAscending ? 0 : Number.MAX_SAFE_INTEGER;
      const from = letter === lastLetter ? lastNumber : edge;
      const numbers = statement.all(mentioned, letter, from, limit - pages.length) as number[];
      pages.push(...numbers.map((number) => `${letter}${number}` as EntityId));
    }
    return pages;
  }

  has(mentioned: EntityId, documentId: string): boolean {
    return this.#has.get(mentioned, ...keyOf(documentId)) !== undefined;
  }
}

function keyOf(id: string): [letter: string, number: number] {
  return [id.slice(0, 1), Number(id.slice(1))];
}
