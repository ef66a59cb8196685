import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitOf, documentChange, newItem } from '../../../../test/commits.ts';
import { openTemporaryWiki } from '../../../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../../../test/temporary-wiki.ts';
import type { ChangesQuery } from '../../../read/changes.ts';
import { ApiError } from '../module.ts';
import { TextBudget } from '../text-budget.ts';
import { listChanges } from './change-list.ts';

let wiki: TemporaryWiki;

beforeAll(async () => {
  wiki = await openTemporaryWiki();
});

afterAll(() => wiki.close());

/** The numbers of the revisions in each piece of the list, as a client gets them that goes on. */
async function pieces(
  filter: Omit<ChangesQuery, 'limit'>,
  readsTexts = false,
): Promise<number[][]> {
  const found: number[][] = [];
  for (let cursor: string | undefined; ;) {
    const list = await listChanges(
      { start: undefined, end: undefined, dir: 'older', limit: 10, continue: cursor },
      filter,
      wiki.storage.records,
      readsTexts ? new TextBudget() : undefined,
    );
    if (list instanceof ApiError) throw list;
    found.push(list.changes.map(({ revisionId }) => revisionId));
    if (list.next === undefined) return found;
    cursor = list.next;
  }
}

test('texts that are long together come in several answers, each with one at least', async () => {
  const text = 'x'.repeat(3_500_000);
  for (const id of ['Talk:Q1', 'Talk:Q2', 'Talk:Q3'] as const) {
    await wiki.storage.commit(commitOf([documentChange({ type: 'talk', id, text })]));
  }
  const { sequence } = await wiki.storage.records.head();
  const newest = { after: sequence - 3 };
  expect(await pieces(newest)).toEqual([[sequence, sequence - 1, sequence - 2]]);
  expect(await pieces(newest, true)).toEqual([[sequence, sequence - 1], [sequence - 2]]);
});

test('a list for whose texts there is no room goes on from where it is', async () => {
  const texts = new TextBudget();
  texts.take([8 * 1024 * 1024], (bytes) => bytes);
  const { records } = wiki.storage;
  const { sequence } = await records.head();
  const range = { start: undefined, end: undefined, limit: 2 };
  for (const [dir, first] of [
    ['older', sequence],
    ['newer', 1],
  ] as const) {
    const list = await listChanges({ ...range, dir, continue: undefined }, {}, records, texts);
    if (list instanceof ApiError) throw list;
    expect([list.changes.length, list.next?.split('|')[1]]).toEqual([0, String(first)]);
    const rest = await listChanges({ ...range, dir, continue: list.next }, {}, records);
    expect(rest).toMatchObject({ changes: [{ revisionId: first }, {}] });
  }
});

test('a list goes on behind a stretch in which nothing passes', async () => {
  const rare = { ...newItem('en=rare'), minor: true };
  await wiki.storage.commit(commitOf([rare]));
  const { sequence } = await wiki.storage.records.head();
  const common = Array.from({ length: 1_010 }, () => newItem(''));
  for (let times = 0; times < 10; times++) await wiki.storage.commit(commitOf(common));
  expect((await pieces({ minor: true })).flat()).toEqual([sequence]);
});
