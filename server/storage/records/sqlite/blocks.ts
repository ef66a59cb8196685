/** Blocks, by their target. One that has ended is as good as gone, and swept out with the next. */
import type { DocumentKind } from '../../../../schema/model/documents/kinds.ts';
import type { Database, Statement } from '../../sqlite/database.ts';
import type { Block, BlockQuery, BlockWrites, NewBlock } from '../blocks.ts';
import { LogEventWriter } from './log-events.ts';
import { secondsOf, timestampOf } from './rows.ts';
import type { Synchronous } from './synchronous.ts';

interface BlockRow {
  readonly block_id: number;
  readonly target: string;
  readonly user_id: number;
  readonly by_id: number;
  readonly by_name: string;
  readonly created: number;
  readonly expires: number | null;
  readonly reason: string;
  readonly only_pages: string | null;
  readonly only_kinds: string | null;
  readonly anonymous_only: number;
  readonly no_account_creation: number;
  readonly autoblock: number;
  readonly own_talk_page: number;
  readonly automatic: number;
}

/** How long an address stands for the account that was used from it. */
const AUTOBLOCK_SECONDS = 24 * 60 * 60;

const HOUR_SECONDS = 60 * 60;

const IN_FORCE = '(expires IS NULL OR expires > @now)';

/**
 * Blocks, and what follows them to addresses: nothing of the latter leads back to whose address it
 * is, and times are rounded to hours, because those of edits and of blocks are public.
 */
const BLOCKS = `SELECT *, 0 AS automatic FROM block WHERE ${IN_FORCE}
  UNION ALL
  SELECT a.autoblock_id, '#' || a.autoblock_id, 0, b.by_id, b.by_name,
    a.last_used / ${HOUR_SECONDS} * ${HOUR_SECONDS},
    (min(coalesce(b.expires, a.last_used + ${AUTOBLOCK_SECONDS}), a.last_used + ${AUTOBLOCK_SECONDS})
      + ${HOUR_SECONDS - 1}) / ${HOUR_SECONDS} * ${HOUR_SECONDS},
    'autoblock', b.only_pages, b.only_kinds, 0, b.no_account_creation, 0, b.own_talk_page, 1
  FROM block b CROSS JOIN user_address a ON a.user_id = b.user_id
  WHERE b.autoblock = 1 AND b.user_id > 0 AND a.autoblock_id IS NOT NULL AND a.last_used > @now - ${AUTOBLOCK_SECONDS}
    AND (b.expires IS NULL OR b.expires > @now)`;

const CONDITIONS = {
  blockIds: 'block_id IN (SELECT value FROM json_each(@blockIds))',
  targets: 'target IN (SELECT value FROM json_each(@targets))',
  targetIs: "(user_id > 0) = (@targetIs = 'account') AND automatic = 0",
  temporary: "(user_id > 0 AND target LIKE '~%') = @temporary",
  before: 'block_id < @before',
  after: 'block_id > @after',
  sinceSeconds: 'created >= @sinceSeconds',
  untilSeconds: 'created <= @untilSeconds',
} as const satisfies Partial<Record<keyof BlockQuery, string>>;
type Filter = keyof typeof CONDITIONS;
const filters = Object.keys(CONDITIONS) as Filter[];

export class BlockReader {
  readonly #db: Database;
  readonly #ofAccount: Statement;
  readonly #ofNetworks: Statement;
  readonly #ofNeighbours: Statement;

  constructor(db: Database) {
    this.#db = db;
    const select = `SELECT *, 0 AS automatic FROM block WHERE ${IN_FORCE} AND`;
    this.#ofAccount = db.prepare(`${select} user_id = @userId AND user_id > 0`);
    this.#ofNetworks = db.prepare(`${select} target IN (SELECT value FROM json_each(@networks))`);
    this.#ofNeighbours = db.prepare(
      `SELECT * FROM (${BLOCKS}) WHERE automatic = 1 AND block_id IN (
         SELECT autoblock_id FROM user_address WHERE address = @address AND user_id <> @userId)`,
    );
  }

  on(userId: number, networks: readonly string[], nowMs: number): Block[] {
    const now = Math.floor(nowMs / 1000);
    const [address = ''] = networks;
    const rows = [
      ...(userId === 0 ? [] : this.#ofAccount.all({ now, userId })),
      ...this.#ofNetworks.all({ now, networks: JSON.stringify(networks) }),
      ...this.#ofNeighbours.all({ now, address, userId }),
    ] as BlockRow[];
    return [...new Map(rows.map((row) => [row.block_id, blockOf(row)])).values()];
  }

  find(query: BlockQuery, nowMs: number): Block[] {
    const used = filters.filter((name) => query[name] !== undefined);
    const where = used.map((name) => CONDITIONS[name]).join(' AND ') || 'TRUE';
    const direction = query.order === 'oldest-first' ? 'ASC' : 'DESC';
    const values = used.map((name) => {
      return [name, bound(query[name])] as const;
    });
    const rows = this.#db
      .prepare(
        `SELECT * FROM (${BLOCKS}) WHERE ${where} ORDER BY block_id ${direction} LIMIT @limit`,
      )
      .all({
        ...Object.fromEntries(values),
        now: Math.floor(nowMs / 1000),
        limit: query.limit,
      }) as BlockRow[];
    return rows.map(blockOf);
  }
}

function bound(value: BlockQuery[Filter]): string | number | undefined {
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

export function blockJobs(db: Database, nowMs: () => number): Synchronous<BlockWrites> {
  const log = new LogEventWriter(db);
  const deleteEnded = db.prepare('DELETE FROM block WHERE expires <= ?');
  const deleteOf = db.prepare('DELETE FROM block WHERE target = ?');
  const remove = db.prepare('DELETE FROM block WHERE block_id = ?');
  // until the account is used from there again
  const leaveAddress = db.prepare(
    'UPDATE user_address SET autoblock_id = NULL WHERE autoblock_id = ?',
  );
  const insert = db.prepare(
    `INSERT INTO block (target, user_id, by_id, by_name, created, expires, reason, only_pages,
       only_kinds, anonymous_only, no_account_creation, autoblock, own_talk_page)
     VALUES (${Array(13).fill('?').join(', ')}) ON CONFLICT (target) DO NOTHING RETURNING *, 0 AS automatic`,
  );
  return {
    addBlock: (block, replaces, event) => {
      const now = Math.floor(nowMs() / 1000);
      deleteEnded.run(now);
      const replaced = replaces && deleteOf.run(block.target).changes > 0;
      const row = insert.get(...fieldsOf(block, now)) as BlockRow | undefined;
      if (row === undefined) return undefined;
      log.add(replaced ? { ...event, action: 'reblock' } : event, now);
      return blockOf(row);
    },
    removeBlock: (blockId, event) => {
      const now = Math.floor(nowMs() / 1000);
      deleteEnded.run(now);
      if (remove.run(blockId).changes + leaveAddress.run(blockId).changes === 0) return false;
      log.add(event, now);
      return true;
    },
  };
}

function fieldsOf(block: NewBlock, now: number): (string | number | null)[] {
  const { only, by } = block;
  return [
    block.target,
    block.userId,
    by.userId,
    by.name,
    now,
    block.expires === undefined ? null : secondsOf(block.expires),
    block.reason,
    only === undefined ? null : JSON.stringify(only.pages),
    only === undefined ? null : JSON.stringify(only.kinds),
    Number(block.anonymousOnly),
    Number(block.noAccountCreation),
    Number(block.autoblock),
    Number(block.ownTalkPage),
  ];
}

function blockOf(row: BlockRow): Block {
  const { only_pages: pages, only_kinds: kinds } = row;
  return {
    blockId: row.block_id,
    target: row.target,
    userId: row.user_id,
    byId: row.by_id,
    byName: row.by_name,
    created: timestampOf(row.created),
    expires: row.expires === null ? undefined : timestampOf(row.expires),
    reason: row.reason,
    only:
      pages === null || kinds === null
        ? undefined
        : { pages: JSON.parse(pages) as string[], kinds: JSON.parse(kinds) as DocumentKind[] },
    anonymousOnly: row.anonymous_only === 1,
    noAccountCreation: row.no_account_creation === 1,
    autoblock: row.autoblock === 1,
    ownTalkPage: row.own_talk_page === 1,
    automatic: row.automatic === 1,
  };
}
