/** Reads the log by page, statement, author, tag, batch and watchlist. */
import { hash } from 'node:crypto';
import { editGroupText } from '../../../../schema/model/edit-group.ts';
import type { EditGroup } from '../../../../schema/model/edit-group.ts';
import type { Database, Statement } from '../../sqlite/database.ts';
import type {
  AuthorFilter,
  HistoryQuery,
  LogRange,
  RecentChangesQuery,
  WatchedChangesQuery,
} from '../history-lists.ts';
import { REVISION_COLUMNS } from './rows.ts';
import type { RevisionRow } from './rows.ts';

const FROM = 'revision r JOIN page p ON p.page = r.page';

type Values = Record<string, string | number>;

/** Where to look, which rows, and what fills the parameters. */
interface Source {
  readonly from: string;
  readonly where: readonly string[];
  readonly values: Values;
  /** The column of the number of the revision whose index gives them in order. */
  readonly key?: 'r.revision' | 'm.revision';
}

export class HistoryLists {
  readonly #db: Database;
  readonly #statements = new Map<string, Statement>();

  constructor(db: Database) {
    this.#db = db;
  }

  ofPage({ documentId, statementId, ...range }: HistoryQuery): RevisionRow[] {
    const where = ['p.document_id = @documentId'];
    if (statementId === undefined) {
      return this.#read({ from: FROM, where, values: { documentId } }, range);
    }
    const from = `page p JOIN revision r ON r.revision IN (
      SELECT p.created UNION SELECT s.revision FROM statement_change s
      WHERE s.page = p.page AND s.statement = @statement)`;
    const values = { documentId, statement: statementKey(statementId) };
    return this.#read({ from, where, values }, range);
  }

  recent({ author, tag, editGroup, creations, ...range }: RecentChangesQuery): RevisionRow[] {
    const mark = editGroup === undefined ? tag && tagMark(tag) : groupMark(editGroup);
    const source = sourceOf(mark, author);
    const where = creations === true ? [...source.where, 'r.parent = 0'] : source.where;
    return this.#read({ ...source, where }, range);
  }

  watched({ userId, newestOfPage, ...range }: WatchedChangesQuery, nowSeconds: number) {
    const which = newestOfPage ? 'r.revision = p.latest' : 'r.page = p.page';
    return this.#read(
      {
        from: `watch w JOIN page p ON p.document_id = w.document_id JOIN revision r ON ${which}`,
        where: ['w.user_id = @userId', '(w.expires IS NULL OR w.expires > @now)'],
        values: { userId, now: nowSeconds },
      },
      range,
    );
  }

  #read({ from, where, values, key = 'r.revision' }: Source, range: LogRange): RevisionRow[] {
    const { before, after, order, limit } = range;
    const conditions = [
      ...where,
      ...(before === undefined ? [] : [`${key} < @before`]),
      ...(after === undefined ? [] : [`${key} > @after`]),
    ];
    const bounds = {
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    };
    const sql = `SELECT ${REVISION_COLUMNS} FROM ${from} WHERE ${conditions.join(' AND ') || 'TRUE'}
      ORDER BY ${key} ${order === 'oldest-first' ? 'ASC' : 'DESC'} LIMIT @limit`;
    return this.#prepared(sql).all({ ...values, ...bounds, limit }) as RevisionRow[];
  }

  #prepared(sql: string): Statement {
    const known = this.#statements.get(sql) ?? this.#db.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
}

function sourceOf(mark: string | undefined, author: AuthorFilter | undefined): Source {
  const { where, values } = authorCondition(author);
  if (mark === undefined) {
    return { from: FROM, where, values };
  }
  return {
    from: `revision_mark m CROSS JOIN revision r ON r.revision = m.revision
      JOIN page p ON p.page = r.page`,
    where: ['m.mark = @mark', ...where],
    values: { mark, ...values },
    key: 'm.revision',
  };
}

/** A suppressed author has the number 0 and no name. */
function authorCondition(author: AuthorFilter | undefined): Pick<Source, 'where' | 'values'> {
  if (author === undefined) return { where: [], values: {} };
  return 'userId' in author
    ? { where: ['r.user_id = @userId', 'r.user_id > 0'], values: { userId: author.userId } }
    : {
        where: ['r.user_name = @address', 'r.user_id = 0', 'r.user_name IS NOT NULL'],
        values: { address: author.address },
      };
}

export function tagMark(tag: string): string {
  return `#${tag}`;
}

export function groupMark(group: EditGroup): string {
  return `@${editGroupText(group)}`;
}

/** Within a page nobody meets two statements with the same key. */
export function statementKey(statementId: string): number {
  return hash('sha256', statementId, 'buffer').readUIntBE(0, 6);
}
