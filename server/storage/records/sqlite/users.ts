/** Lists of users, their groups, temporary ones, and where they come from. */
import { isDeepStrictEqual } from 'node:util';
import type { Database, Statement } from '../../sqlite/database.ts';
import type { User } from '../record-store.ts';
import type { UserQuery, UserWrites } from '../users.ts';
import { userOf } from './accounts.ts';
import type { UserRow } from './accounts.ts';
import { AddressNotes, AddressReader } from './address-notes.ts';
import { LogEventWriter } from './log-events.ts';
import { secondsOf } from './rows.ts';
import type { Synchronous } from './synchronous.ts';

/** Rows are asked for in pages, since a group is found only after its memberships were read. */
const PAGE = 500;

/** As its index has it. */
const IN_GROUPS = `groups <> '[]' AND groups <> '["temp"]'`;

export class UserReader {
  readonly #all: Statement;
  readonly #members: Statement;
  readonly #edits: Statement;
  readonly #addresses: AddressReader;

  constructor(db: Database) {
    const from = (which: string) =>
      db.prepare(
        `SELECT * FROM user WHERE ${which} AND name >= @from AND name > @after
           AND (@temporary = 1 OR name NOT LIKE '~%')
         ORDER BY name LIMIT @limit`,
      );
    this.#all = from('TRUE');
    this.#members = from(IN_GROUPS);
    this.#edits = db.prepare('SELECT edits FROM edit_count WHERE user_id = ?').pluck();
    this.#addresses = new AddressReader(db);
  }

  addressesOf(userId: number, nowMs: number): string[] {
    return this.#addresses.of(userId, Math.floor(nowMs / 1000));
  }

  find({ from = '', prefix = '', groups, temporary = false, limit }: UserQuery): User[] {
    const found: User[] = [];
    const start = from > prefix ? from : prefix;
    const rest = groups === undefined || groups.includes('temp') ? this.#all : this.#members;
    for (let after = ''; found.length < limit;) {
      const rows = rest.all({
        from: start,
        temporary: Number(temporary),
        limit: PAGE,
        after,
      }) as UserRow[];
      const users = rows.map(userOf);
      after = users.at(-1)?.name ?? '';
      const matching = users.filter(({ name }) => name.startsWith(prefix));
      found.push(
        ...matching.filter((user) => groups?.some((group) => user.groups.includes(group)) ?? true),
      );
      if (rows.length < PAGE || matching.length < users.length) break;
    }
    return found.slice(0, limit);
  }

  editCount(userId: number): number {
    return (this.#edits.get(userId) as number | undefined) ?? 0;
  }
}

export function userJobs(db: Database, nowMs: () => number): Synchronous<UserWrites> {
  const log = new LogEventWriter(db);
  const userById = db.prepare('SELECT * FROM user WHERE user_id = ?');
  const setGroups = db.prepare('UPDATE user SET groups = ?, group_expiries = ? WHERE user_id = ?');
  const nextNumber = db
    .prepare(
      `INSERT INTO temporary_user VALUES (?, 1)
       ON CONFLICT (year) DO UPDATE SET last_number = last_number + 1 RETURNING last_number`,
    )
    .pluck();
  const insert = db.prepare(
    `INSERT INTO user (name, password_hash, groups, registered) VALUES (?, NULL, '["temp"]', ?)
     RETURNING *`,
  );
  const addresses = new AddressNotes(db);
  const nowSeconds = () => Math.floor(nowMs() / 1000);
  return {
    setGroups: (userId, { before, groups, expiries }, event) => {
      const row = userById.get(userId) as UserRow | undefined;
      if (row === undefined || !isDeepStrictEqual(userOf(row).groups, before)) return false;
      const ends = Object.entries(expiries).map(([group, time]) => [group, secondsOf(time)]);
      setGroups.run(JSON.stringify(groups), JSON.stringify(Object.fromEntries(ends)), userId);
      log.add(event, nowSeconds());
      return true;
    },
    createTemporaryUser: () => {
      const year = new Date(nowMs()).getUTCFullYear();
      const name = `~${year}-${nextNumber.get(year) as number}`;
      return userOf(insert.get(name, nowSeconds()) as UserRow);
    },
    noteAddress: (userId, address) => {
      addresses.note(userId, address, nowSeconds());
    },
  };
}
