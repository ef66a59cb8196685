import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  alice,
  anonymous,
  bob,
  openTemporaryWiki,
  outcomeOf,
  sysop,
} from '../../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../../test/temporary-wiki.ts';
import type { Actor } from '../edit.ts';
import { rollbackEdit } from './rollback.ts';

let wiki: TemporaryWiki;

beforeAll(async () => {
  wiki = await openTemporaryWiki();
});

afterAll(() => wiki.close());

const people: Readonly<Record<string, Actor>> = { a: alice, b: bob, x: anonymous };

/** Each letter is an edit by Alice, Bob or nobody known; the first one makes the item. */
async function rolledBack(history: string, whose: Actor, actor: Actor = sysop): Promise<string> {
  let id = '';
  for (const [n, letter] of history.split('').entries()) {
    const saved = await wiki.edit({
      actor: people[letter] ?? alice,
      target: id === '' ? { kind: 'new-item' } : { kind: 'existing', id },
      ops: [{ op: 'set-term', field: 'labels', language: 'en', value: `${n}${letter} ${history}` }],
    });
    if (saved.outcome !== 'saved') throw new Error(JSON.stringify(saved));
    id = saved.id;
  }
  const rollback = await rollbackEdit(
    { actor, documentId: id, userName: whose.name },
    wiki.storage.records,
  );
  if (!rollback.ok) return rollback.failures.map(({ code }) => code).join();
  const result = await wiki.edit(rollback.value.edit);
  return outcomeOf(result).replace(/^en=/, '').replace(` ${history}`, '');
}

test.each<[string, Actor, string]>([
  ['ab', bob, '0a'],
  ['abbb', bob, '0a'],
  ['abab', bob, '2a'],
  ['axb', bob, '1x'],
  ['abx', anonymous, '1b'],
  ['aba', bob, 'already-rolled-back'],
  ['bbb', bob, 'only-author'],
])('after %s, rolling back %o leaves %s', async (history, whose, expected) => {
  expect(await rolledBack(history, whose)).toBe(expected);
});

test('it takes the right to do so', async () => {
  expect(await rolledBack('abb', bob, alice)).toBe('permission-denied');
});

test('more edits than one read are looked at', async () => {
  expect(await rolledBack(`a${'b'.repeat(120)}`, bob)).toBe('0a');
});
