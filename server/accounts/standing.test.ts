import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTemporaryWiki } from '../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../test/temporary-wiki.ts';
import { blockUser } from './moderation.ts';
import type { BlockRequest } from './moderation.ts';
import { blockAgainst, blockAgainstNewAccount } from './standing.ts';
import type { BlockedPage, Person } from './standing.ts';

const sysop: Person = { userId: 90, name: 'Sysop', groups: ['sysop'], address: '203.0.113.1' };
const anonymous: Person = { userId: 0, name: '192.0.2.9', groups: [] };
const temporary: Person = { userId: 80, name: '~2026-1', groups: ['temp'], address: '192.0.2.9' };
const item: BlockedPage = { kind: 'item', documentId: 'Q1' };

let wiki: TemporaryWiki;
let bob: Person;
let neighbour: Person;

beforeAll(async () => {
  wiki = await openTemporaryWiki();
  const account = async (name: string, address: string): Promise<Person> => {
    const user = { name, passwordHash: undefined, groups: [] };
    const made = await wiki.storage.accounts.createUser(user);
    if (made === undefined) throw new Error(name);
    await wiki.storage.moderation.noteAddress(made.userId, address);
    return { userId: made.userId, name, groups: [], address };
  };
  bob = await account('Bob', '192.0.2.9');
  neighbour = await account('Neighbour', '192.0.2.9');
});
afterAll(() => wiki.close());

beforeEach(async () => {
  for (const { blockId, automatic } of await wiki.storage.records.blocks({ limit: 100 })) {
    if (automatic) continue;
    const event = { type: 'block', action: 'unblock', author: sysop, target: '', comment: '' };
    await wiki.storage.moderation.removeBlock(blockId, event);
  }
});

async function block(target: string, terms: Partial<BlockRequest> = {}): Promise<void> {
  const usual: BlockRequest = {
    target,
    expires: undefined,
    reason: '',
    only: undefined,
    anonymousOnly: false,
    noAccountCreation: false,
    autoblock: false,
    ownTalkPage: true,
    replaces: false,
  };
  const made = await blockUser({ ...usual, ...terms }, sysop, {
    ...wiki.storage,
    site: wiki.site,
  });
  if (!made.ok) throw new Error(JSON.stringify(made.failures));
}

const talkOf = (name: string): BlockedPage => ({
  kind: 'talk',
  documentId: `Talk:User:${name}`,
});

const mayRegister = async () =>
  (await blockAgainstNewAccount(anonymous, wiki.storage.records)) === undefined;

const isBlocked = async (person: Person, page: BlockedPage | undefined = item) =>
  (await blockAgainst(person, page, wiki.storage.records)) !== undefined;

describe('a block of', () => {
  test.each<[string, string, Partial<BlockRequest>, Partial<Record<string, boolean>>]>([
    ['an account', 'Bob', {}, { bob: true }],
    [
      'an address',
      '192.0.2.9',
      {},
      { bob: true, neighbour: true, anonymous: true, temporary: true },
    ],
    [
      'a range',
      '192.0.0.0/16',
      {},
      { bob: true, neighbour: true, anonymous: true, temporary: true },
    ],
    [
      'an address, of those without a name',
      '192.0.2.9',
      { anonymousOnly: true },
      { anonymous: true, temporary: true },
    ],
    ['another address', '192.0.2.10', {}, {}],
    [
      'an account and where it was',
      'Bob',
      { autoblock: true },
      { bob: true, neighbour: true, anonymous: true, temporary: true },
    ],
    ['an account, of another page', 'Bob', { only: { pages: ['Q2'], kinds: [] } }, {}],
    ['an account, of this page', 'Bob', { only: { pages: ['Q1'], kinds: [] } }, { bob: true }],
    ['an account, of items', 'Bob', { only: { pages: [], kinds: ['item'] } }, { bob: true }],
  ])('%s', async (_, target, terms, expected) => {
    await block(target, terms);
    const found = {
      bob: await isBlocked(bob),
      neighbour: await isBlocked(neighbour),
      anonymous: await isBlocked(anonymous),
      temporary: await isBlocked(temporary),
    };
    expect(found).toEqual({
      bob: false,
      neighbour: false,
      anonymous: false,
      temporary: false,
      ...expected,
    });
  });

  test('an address spares those who are exempt', async () => {
    await block('203.0.113.0/24');
    expect(await isBlocked(sysop)).toBe(false);
  });
});

test('the blocked answer on their own talk page, where the block says so', async () => {
  await block('Bob', { ownTalkPage: true });
  expect(await isBlocked(bob, talkOf('Bob'))).toBe(false);
  expect(await isBlocked(bob, talkOf('Eve'))).toBe(true);
  await block('Bob', { ownTalkPage: false, replaces: true });
  expect(await isBlocked(bob, talkOf('Bob'))).toBe(true);
});

test('accounts are made where no block says that they are not', async () => {
  await block('192.0.2.0/24');
  expect(await mayRegister()).toBe(true);
  await block('192.0.2.0/24', { noAccountCreation: true, replaces: true });
  expect(await mayRegister()).toBe(false);
});

test('the refusal tells the terms of the block, and not whom it was made for', async () => {
  await block('Bob', { autoblock: true, reason: 'spam' });
  const refusal = await blockAgainst(neighbour, item, wiki.storage.records);
  expect(refusal).toMatchObject({
    code: 'blocked',
    parameters: { by: 'Sysop', reason: 'autoblock', automatic: 1 },
  });
  expect(JSON.stringify(refusal)).not.toContain('Bob');
});
