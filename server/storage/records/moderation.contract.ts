/** What every record store must keep of those who look after the wiki: blocks, protection, groups. */
import { describe, expect, test } from 'vitest';
import { ALICE, BOT, commitOf, newItem, savedIn } from '../../../test/commits.ts';
import type { BlockQuery, NewBlock } from './blocks.ts';
import type { NewLogEvent } from './log-events.ts';
import { openForEachTest } from './store-under-test.contract.ts';
import type { StoreUnderTest } from './store-under-test.contract.ts';
import type { UserQuery } from './users.ts';

const PAST = '2020-01-01T00:00:00Z';
const FUTURE = '2090-01-01T00:00:00Z';
const EVENT: NewLogEvent = {
  type: 'block',
  action: 'block',
  author: ALICE,
  target: 'x',
  comment: 'why',
};
const BLOCK: NewBlock = {
  target: '192.0.2.1',
  userId: 0,
  by: ALICE,
  expires: undefined,
  reason: 'why',
  only: undefined,
  anonymousOnly: false,
  noAccountCreation: true,
  autoblock: false,
  ownTalkPage: true,
};

export function itModerates(open: () => Promise<StoreUnderTest>): void {
  const { store } = openForEachTest(open);

  async function block(fields: Partial<NewBlock>, replaces = false) {
    return store.moderation.addBlock({ ...BLOCK, ...fields }, replaces, EVENT);
  }

  async function targetsOn(userId: number, ...networks: string[]): Promise<string> {
    const blocks = await store.records.blocksOn({ userId, networks });
    return blocks.map(({ target }) => target).join(' ');
  }

  async function logged(): Promise<string[]> {
    const events = await store.records.logEvents({ order: 'oldest-first', limit: 10 });
    return events.map(({ action }) => action);
  }

  describe('blocks', () => {
    test('a block comes back as it was made', async () => {
      const only = { pages: ['Q1'], kinds: ['talk'] } as const;
      const made = await block({ only, expires: FUTURE, anonymousOnly: true });
      const { by: _, ...terms } = BLOCK;
      expect(made).toEqual({
        ...terms,
        only,
        expires: FUTURE,
        anonymousOnly: true,
        blockId: 1,
        automatic: false,
        byId: ALICE.userId,
        byName: ALICE.name,
        created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      });
      expect(await store.records.blocks({ limit: 5 })).toEqual([made]);
    });

    test('a target has one block; the log tells when another comes in its place', async () => {
      await block({});
      expect(await block({ reason: 'other' })).toBeUndefined();
      expect(await block({ reason: 'other' }, true)).toMatchObject({ reason: 'other' });
      expect(await store.records.blocks({ limit: 5 })).toHaveLength(1);
      expect(await logged()).toEqual(['block', 'reblock']);
    });

    test('a block that has ended is as if it had never been', async () => {
      const made = await block({ expires: PAST });
      expect(await targetsOn(0, '192.0.2.1')).toBe('');
      expect(await store.records.blocks({ limit: 5 })).toEqual([]);
      const unblock = { ...EVENT, action: 'unblock' };
      expect(await store.moderation.removeBlock(made?.blockId ?? 0, unblock)).toBe(false);
      expect(await block({})).toBeDefined();
    });

    test('a block is taken away, with an entry in the log', async () => {
      const made = await block({});
      const unblock = { ...EVENT, action: 'unblock' };
      expect(await store.moderation.removeBlock(made?.blockId ?? 0, unblock)).toBe(true);
      expect(await targetsOn(0, '192.0.2.1')).toBe('');
      expect(await logged()).toEqual(['block', 'unblock']);
    });

    test('an account, its address and the ranges around it each may be blocked', async () => {
      await block({ target: 'Bob', userId: 7 });
      await block({ target: '192.0.2.0/24' });
      await block({ target: '198.51.100.1' });
      expect(await targetsOn(7, '192.0.2.9', '192.0.2.0/24')).toBe('Bob 192.0.2.0/24');
      expect(await targetsOn(8, '203.0.113.1', '203.0.113.0/24')).toBe('');
      expect(await targetsOn(0, '198.51.100.1')).toBe('198.51.100.1');
    });

    test('an account has the addresses it was used from', async () => {
      await store.moderation.noteAddress(7, '192.0.2.9');
      await store.moderation.noteAddress(7, '192.0.2.10');
      await store.moderation.noteAddress(8, '192.0.2.11');
      expect(new Set(await store.records.addressesOf(7))).toEqual(
        new Set(['192.0.2.9', '192.0.2.10']),
      );
      expect(await store.records.addressesOf(9)).toEqual([]);
    });

    test('where the block says so, it follows the account to the address it used last', async () => {
      await store.moderation.noteAddress(7, '192.0.2.9');
      await store.moderation.noteAddress(8, '192.0.2.10');
      await block({ target: 'Bob', userId: 7, autoblock: true });
      await block({ target: 'Carol', userId: 8, autoblock: false });
      expect(await targetsOn(9, '192.0.2.9')).toMatch(/^#\d+$/);
      expect(await targetsOn(9, '192.0.2.10')).toBe('');
      expect(await targetsOn(7, '192.0.2.9')).toBe('Bob');
    });

    test('what follows an account to an address does not tell whose address it is', async () => {
      await store.moderation.noteAddress(7, '192.0.2.9');
      const block7 = { target: 'Bob', userId: 7, autoblock: true, reason: 'Bob is rude' };
      const made = await block({ ...block7, expires: FUTURE });
      const [found] = await store.records.blocksOn({ userId: 0, networks: ['192.0.2.9'] });
      expect(found).toMatchObject({ automatic: true, userId: 0, reason: 'autoblock' });
      expect(found?.blockId).toBeGreaterThan(made?.blockId ?? 0);
      expect([found?.created, found?.expires]).toEqual([
        expect.stringMatching(/:00:00Z$/),
        expect.stringMatching(/:00:00Z$/),
      ]);
      const blockId = found?.blockId ?? 0;
      expect(await store.records.blocks({ limit: 5 })).toEqual([found, made]);
      expect(await store.records.blocks({ blockIds: [blockId], limit: 5 })).toEqual([found]);
      expect(await store.records.blocks({ targetIs: 'address', limit: 5 })).toEqual([]);
      expect(await store.moderation.removeBlock(blockId, EVENT)).toBe(true);
      expect(await targetsOn(0, '192.0.2.9')).toBe('');
      expect(await targetsOn(7, '192.0.2.9')).toBe('Bob');
    });

    test('it follows also to where the account edits, if the edit was saved', async () => {
      await block({ target: 'Alice', userId: ALICE.userId, autoblock: true });
      const saved = commitOf([newItem('en=a')], { address: '192.0.2.9' });
      await store.commit(saved);
      await store.commit({ ...saved, author: BOT, address: '192.0.2.11' });
      const stale = { ...newItem('en=b'), documentId: 'Q1' };
      const refused = await store.commit(commitOf([stale], { address: '192.0.2.10' }));
      expect(refused.outcome).toBe('stale');
      expect(await targetsOn(9, '192.0.2.9')).toMatch(/^#\d+$/);
      expect(await targetsOn(9, '192.0.2.10')).toBe('');
      expect(await targetsOn(9, '192.0.2.11')).toBe('');
    });

    test.each<[string, Partial<BlockQuery>, string]>([
      ['newest first', {}, '3 2 1'],
      ['oldest first', { order: 'oldest-first', limit: 2 }, '1 2'],
      ['by number', { blockIds: [1, 3] }, '3 1'],
      ['by target', { targets: ['Bob', 'nobody'] }, '1'],
      ['of accounts', { targetIs: 'account' }, '1'],
      ['of addresses', { targetIs: 'address' }, '3 2'],
      ['of temporary accounts', { temporary: true }, '4'],
      ['of all others', { temporary: false }, '3 2 1'],
      ['before one', { before: 3 }, '2 1'],
      ['after one', { after: 1 }, '3 2'],
      ['since a time', { sinceSeconds: 4_000_000_000 }, ''],
      ['until a time', { untilSeconds: 4_000_000_000 }, '3 2 1'],
    ])('are listed %s', async (_, query, expected) => {
      await block({ target: 'Bob', userId: 7 });
      await block({ target: '192.0.2.1' });
      await block({ target: '192.0.2.0/24' });
      if (query.temporary !== undefined) await block({ target: '~2026-1', userId: 8 });
      const blocks = await store.records.blocks({ limit: 10, ...query });
      expect(blocks.map(({ blockId }) => blockId).join(' ')).toBe(expected);
    });
  });

  describe('protection', () => {
    test.each([
      ['for good', { level: 'sysop', expires: undefined }, true],
      ['for a while', { level: 'autoconfirmed', expires: FUTURE }, true],
      ['until a time that is past', { level: 'sysop', expires: PAST }, false],
    ] as const)('a page is protected %s', async (_, protection, holds) => {
      await store.moderation.setProtection('Q1', protection, EVENT);
      expect(await store.records.protection('Q1')).toEqual(holds ? protection : undefined);
      expect(await store.records.protection('Q2')).toBeUndefined();
      await store.moderation.setProtection('Q1', undefined, EVENT);
      expect(await store.records.protection('Q1')).toBeUndefined();
    });
  });

  describe('users', () => {
    const user = { name: 'Ada', passwordHash: undefined, groups: [] };

    test('memberships end by themselves', async () => {
      const { userId } = (await store.accounts.createUser(user)) ?? { userId: 0 };
      const expiries = { bot: PAST, sysop: FUTURE };
      const groups = ['bot', 'sysop', 'patroller'];
      const change = { before: [], groups, expiries };
      expect(await store.moderation.setGroups(userId, change, EVENT)).toBe(true);
      expect(await store.records.userById(userId)).toMatchObject({
        groups: ['sysop', 'patroller'],
        groupExpiries: { sysop: FUTURE },
      });
    });

    test('groups are changed from what they are, else not at all', async () => {
      const { userId } = (await store.accounts.createUser(user)) ?? { userId: 0 };
      const set = (before: string[], groups: string[]) =>
        store.moderation.setGroups(userId, { before, groups, expiries: {} }, EVENT);
      expect(await set([], ['sysop'])).toBe(true);
      expect(await set([], ['bot'])).toBe(false);
      expect(await store.records.userById(userId)).toMatchObject({ groups: ['sysop'] });
      expect(await store.records.logEvents({ limit: 10 })).toHaveLength(1);
    });

    test('temporary accounts are numbered within their year', async () => {
      const year = new Date().getUTCFullYear();
      const made = [
        await store.moderation.createTemporaryUser(),
        await store.moderation.createTemporaryUser(),
      ];
      expect(made.map(({ name }) => name)).toEqual([`~${year}-1`, `~${year}-2`]);
      expect(made[0]).toMatchObject({ passwordHash: undefined, groups: ['temp'] });
      expect(await store.records.userByName(`~${year}-1`)).toEqual(made[0]);
    });

    test.each<[string, Partial<UserQuery>, string]>([
      ['all', {}, 'Ada Adele Bob'],
      ['from a name on', { from: 'Adb' }, 'Adele Bob'],
      ['by the beginning of their names', { prefix: 'Ad' }, 'Ada Adele'],
      ['of a group', { groups: ['bot', 'sysop'] }, 'Ada Bob'],
      ['a few', { limit: 1 }, 'Ada'],
      [
        'temporary ones, as those of a group',
        { groups: ['temp'], temporary: true },
        `~${new Date().getUTCFullYear()}-1`,
      ],
    ])('are listed: %s', async (_, query, expected) => {
      await store.accounts.createUser({ ...user, name: 'Bob', groups: ['bot'] });
      await store.accounts.createUser({ ...user, name: 'Ada', groups: ['sysop'] });
      await store.accounts.createUser({ ...user, name: 'Adele' });
      await store.moderation.createTemporaryUser();
      const users = await store.records.users({ limit: 10, ...query });
      expect(users.map(({ name }) => name).join(' ')).toBe(expected);
    });

    test('edits are counted', async () => {
      for (const label of ['en=a', 'en=b', 'en=c']) {
        savedIn(await store.commit(commitOf([newItem(label)], { author: BOT })));
      }
      expect(await store.records.editCount(BOT.userId)).toBe(3);
      await store.suppress({ revisionId: 2, parts: ['author'] });
      expect(await store.records.editCount(BOT.userId)).toBe(2);
      expect(await store.records.editCount(ALICE.userId)).toBe(0);
    });
  });
}
