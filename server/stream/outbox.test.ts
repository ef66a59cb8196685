import { afterEach, beforeEach, expect, test } from 'vitest';
import { commitOf, newItem } from '../../test/commits.ts';
import { openTemporaryWiki } from '../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../test/temporary-wiki.ts';
import { Outbox } from './outbox.ts';

let wiki: TemporaryWiki;
let outbox: Outbox;

beforeEach(async () => {
  wiki = await openTemporaryWiki();
  outbox = new Outbox(wiki.storage);
});

afterEach(async () => {
  outbox.close();
  await wiki.close();
});

const never = new AbortController().signal;

async function edit(times: number): Promise<void> {
  for (let i = 0; i < times; i++) await wiki.storage.commit(commitOf([newItem('')]));
}

/** The sequences that a follower sees until it has seen the last of them. */
async function seen(after: number, last: number): Promise<number[]> {
  const sequences: number[] = [];
  for await (const changes of outbox.follow(after, never)) {
    sequences.push(...changes.map(({ revisionId }) => revisionId));
    if ((sequences.at(-1) ?? 0) >= last) break;
  }
  return sequences;
}

function numbers(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

test('what is there already comes first, in order', async () => {
  await edit(5);
  expect(await seen(2, 5)).toEqual([3, 4, 5]);
});

test('what comes later comes when it comes', async () => {
  await edit(1);
  const waiting = seen(1, 3);
  await edit(2);
  expect(await waiting).toEqual([2, 3]);
});

test('from old to new without a gap and without a repetition, for many at once', async () => {
  await edit(20);
  const followers = numbers(0, 29).map((after) => seen(after, 60));
  await Promise.all(numbers(1, 10).map(() => edit(4)));
  const results = await Promise.all(followers);
  expect(results).toEqual(numbers(0, 29).map((after) => numbers(after + 1, 60)));
});

test('more changes than are read at once', async () => {
  await Promise.all(numbers(1, 450).map(() => edit(1)));
  expect(await seen(0, 450)).toEqual(numbers(1, 450));
});

test('who leaves is told no more', async () => {
  const leaving = new AbortController();
  const batches = outbox.follow(0, leaving.signal);
  const next = batches.next();
  leaving.abort();
  expect((await next).done).toBe(true);
});

test('closing ends every follower', async () => {
  const followers = [outbox.follow(0, never), outbox.follow(5, never)].map((each) => each.next());
  outbox.close();
  expect((await Promise.all(followers)).map(({ done }) => done)).toEqual([true, true]);
});
