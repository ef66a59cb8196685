import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ALICE, BOT, commitOf, deletion, newItem } from '../../test/commits.ts';
import { openTestStore } from '../../test/test-store.ts';
import type { TestStore } from '../../test/test-store.ts';
import { readLog } from './log.ts';
import type { LogPlace, LogQuery } from './log.ts';

const START_MS = Date.parse('2030-01-01T00:00:00Z');
let store: TestStore;
let nowMs: number;

beforeEach(async () => {
  nowMs = START_MS;
  store = await openTestStore(() => nowMs);
});
afterEach(() => store.close());

const block = (target: string) =>
  store.logEvents.addLogEvent({
    type: 'block',
    action: 'block',
    author: ALICE,
    target,
    comment: '',
  });

/** Creations and blocks in three seconds; the last one deletes the first page. */
async function fill(): Promise<void> {
  await store.commit(commitOf([newItem('en=a')]));
  await block('One');
  await store.commit(commitOf([newItem('en=b')], { author: BOT }));
  nowMs += 1000;
  await store.commit(commitOf([newItem('en=c')]));
  await block('Two');
  nowMs += 1000;
  const logEvent = { type: 'delete', action: 'delete', comment: 'gone' };
  await store.commit(commitOf([{ ...deletion('Q1', 1), logEvent }]));
}

/** `action target` of each entry. */
async function shown(query: Partial<LogQuery>): Promise<string[]> {
  const { entries } = await readLog(store.records, { limit: 10, ...query });
  return entries.map(({ action, target }) => `${action} ${target}`);
}

const ALL = ['delete Q1', 'block Two', 'create Q3', 'block One', 'create Q2', 'create Q1'];

test.each<[string, Partial<LogQuery>, string[]]>([
  ['newest first', {}, ALL],
  ['oldest first', { order: 'oldest-first' }, ALL.toReversed()],
  ['creations', { type: 'create' }, ['create Q3', 'create Q2', 'create Q1']],
  ['of one log', { type: 'block' }, ['block Two', 'block One']],
  ['of an action', { action: 'delete' }, ['delete Q1']],
  ['of a page', { documentId: 'Q1' }, ['delete Q1', 'create Q1']],
  ['of an account', { target: 'One' }, ['block One']],
  ['of a user', { userName: 'Bot' }, ['create Q2']],
  ['since', { sinceSeconds: START_MS / 1000 + 1 }, ALL.slice(0, 3)],
  ['until', { untilSeconds: START_MS / 1000 }, ALL.slice(3)],
])('the log %s', async (_name, query, expected) => {
  await fill();
  if (query.userName !== undefined) {
    await store.accounts.createUser({ name: 'Alice', passwordHash: undefined, groups: [] });
    await store.accounts.createUser({ name: 'Bot', passwordHash: undefined, groups: [] });
  }
  expect(await shown(query)).toEqual(expected);
});

describe.each([1, 2, 3])('in pages of %i', (limit) => {
  test.each(['newest-first', 'oldest-first'] as const)(
    'every entry comes once, %s',
    async (order) => {
      await fill();
      const seen: string[] = [];
      let from: LogPlace | undefined;
      do {
        const page = await readLog(store.records, {
          order,
          limit,
          ...(from === undefined ? {} : { from }),
        });
        seen.push(...page.entries.map(({ action, target }) => `${action} ${target}`));
        from = page.next;
      } while (from !== undefined);
      expect(seen).toEqual(order === 'newest-first' ? ALL : ALL.toReversed());
    },
  );
});

test('the numbers of entries are their own', async () => {
  await fill();
  const { entries } = await readLog(store.records, { limit: 10 });
  expect(new Set(entries.map(({ logId }) => logId)).size).toBe(ALL.length);
});

test('time never runs backwards in the log', async () => {
  await block('One');
  nowMs -= 60_000;
  await block('Two');
  const { entries } = await readLog(store.records, { limit: 2 });
  expect(entries.map(({ timestamp }) => timestamp)).toEqual(Array(2).fill('2030-01-01T00:00:00Z'));
});
