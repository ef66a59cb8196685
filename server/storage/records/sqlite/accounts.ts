/** Users, their groups, and sessions (by the hash of their token, never the token). */
import { foldedSkeletonOf, skeletonOf } from '../../../../schema/model/name-skeleton.ts';
import type { Database, Statement } from '../../sqlite/database.ts';
import type { AccountWrites, Session, User } from '../record-store.ts';
import type { Synchronous } from './synchronous.ts';
import { programAccessEnder } from './program-access.ts';
import { timestampOf } from './rows.ts';

export interface UserRow {
  readonly user_id: number;
  readonly name: string;
  readonly password_hash: string | null;
  readonly groups: string;
  readonly group_expiries: string;
  readonly registered: number;
}

interface SessionRow {
  readonly token_hash: string;
  readonly user_id: number;
  readonly csrf_secret: string;
  readonly expires_ms: number;
  readonly bot_label: string | null;
}

export class AccountReader {
  readonly #byName: Statement;
  readonly #byId: Statement;
  readonly #session: Statement;
  readonly #count: Statement;

  constructor(db: Database) {
    this.#byName = db.prepare('SELECT * FROM user WHERE name = ?');
    this.#byId = db.prepare('SELECT * FROM user WHERE user_id = ?');
    this.#session = db.prepare('SELECT * FROM session WHERE token_hash = ?');
    this.#count = db.prepare('SELECT count(*) FROM user').pluck();
  }

  userByName(name: string): User | undefined {
    const row = this.#byName.get(name) as UserRow | undefined;
    return row && userOf(row);
  }

  userById(userId: number): User | undefined {
    const row = this.#byId.get(userId) as UserRow | undefined;
    return row && userOf(row);
  }

  session(tokenHash: string): Session | undefined {
    const row = this.#session.get(tokenHash) as SessionRow | undefined;
    return row && sessionOf(row);
  }

  userCount(): number {
    return this.#count.get() as number;
  }
}

/** The writer's side of `AccountWrites`. */
export function accountJobs(db: Database, nowMs: () => number): Synchronous<AccountWrites> {
  const createUser = db.prepare(
    `INSERT INTO user (name, password_hash, groups, registered, skeleton, folded_skeleton)
     SELECT @name, @passwordHash, @groups, @registered, @skeleton, @foldedSkeleton
     WHERE NOT EXISTS (SELECT 1 FROM user WHERE skeleton = @skeleton
       OR folded_skeleton = @foldedSkeleton OR name = @name)
     RETURNING *`,
  );
  const setPassword = db.prepare('UPDATE user SET password_hash = ? WHERE user_id = ?');
  const endProgramAccess = programAccessEnder(db);
  const endSessions = db.prepare('DELETE FROM session WHERE user_id = ?');
  const createSession = db.prepare('INSERT INTO session VALUES (?, ?, ?, ?, ?)');
  const deleteSession = db.prepare('DELETE FROM session WHERE token_hash = ?');
  const deleteExpired = db.prepare('DELETE FROM session WHERE expires_ms < ?');
  return {
    createUser: ({ name, passwordHash, groups }) => {
      const registered = Math.floor(nowMs() / 1000);
      const row = createUser.get({
        name,
        passwordHash: passwordHash ?? null,
        groups: JSON.stringify(groups),
        registered,
        skeleton: skeletonOf(name),
        foldedSkeleton: foldedSkeletonOf(name),
      }) as UserRow | undefined;
      return row && userOf(row);
    },
    setPassword: (userId, passwordHash, ends = 'sessions') => {
      setPassword.run(passwordHash, userId);
      endSessions.run(userId);
      if (ends === 'all-access') endProgramAccess(userId);
    },
    createSession: ({ tokenHash, userId, csrfSecret, expiresMs, botLabel }) => {
      deleteExpired.run(nowMs());
      createSession.run(tokenHash, userId, csrfSecret, expiresMs, botLabel ?? null);
    },
    deleteSession: (tokenHash) => {
      deleteSession.run(tokenHash);
    },
  };
}

/** Memberships that have ended are left out. */
export function userOf(row: UserRow): User {
  const expiries = Object.entries(JSON.parse(row.group_expiries) as Record<string, number>);
  const now = Date.now() / 1000;
  const ended = new Set(expiries.filter(([, time]) => time <= now).map(([group]) => group));
  const groups = JSON.parse(row.groups) as string[];
  return {
    userId: row.user_id,
    name: row.name,
    passwordHash: row.password_hash ?? undefined,
    groups: groups.filter((group) => !ended.has(group)),
    groupExpiries: Object.fromEntries(
      expiries
        .filter(([group]) => !ended.has(group))
        .map(([group, time]) => [group, timestampOf(time)]),
    ),
    registered: timestampOf(row.registered),
  };
}

function sessionOf(row: SessionRow): Session {
  return {
    tokenHash: row.token_hash,
    userId: row.user_id,
    csrfSecret: row.csrf_secret,
    expiresMs: row.expires_ms,
    botLabel: row.bot_label ?? undefined,
  };
}
