/**
 * What every record store must do when it is written; `record-store.reading.contract.ts` says what
 * it must show. Each adapter's test runs both suites.
 */
import { describe, expect, test } from 'vitest';
import { readStored, writeStored } from '../../../schema/model/stored-json.ts';
import {
  ALICE,
  BOT,
  deletion,
  documentChange,
  itemChange,
  newItem,
  propertyChange,
  redirect,
} from '../../../test/commits.ts';
import { itemOf } from '../../../test/entity-notation.ts';
import { openForEachTest } from './store-under-test.contract.ts';
import type { StoreUnderTest } from './store-under-test.contract.ts';

const TALK = { type: 'talk', id: 'Talk:Q1', text: 'Hello' } as const;

export function itSavesRecords(open: () => Promise<StoreUnderTest>): void {
  const { store, commit, save, shown } = openForEachTest(open);

  describe('saving', () => {
    test('an empty store has sequence 0', async () => {
      expect(await store.records.head()).toEqual({
        sequence: 0,
        timestamp: undefined,
        logHash: '00'.repeat(32),
      });
    });

    test('a new page gets the next id, in its statements too', async () => {
      const first = await save(newItem('en=one | P1=x'));
      const second = await save(newItem('en=two'));
      expect([first.documentId, second.documentId]).toEqual(['Q1', 'Q2']);
      expect(first).toMatchObject({ revisionId: 1, parentRevisionId: 0 });
      expect(first.content).toContain('"Q1$');
      expect(await store.records.document('Q1')).toMatchObject({
        content: first.content,
        revisionId: 1,
        pageId: 1,
        kind: 'item',
        userName: 'Alice',
        bot: false,
      });
    });

    test('ids that are given move the next one behind them', async () => {
      await save(itemChange('Q40', 'en=forty'));
      expect(await save(newItem('en=next'))).toMatchObject({ documentId: 'Q41' });
      expect(await save(propertyChange('P7'))).toMatchObject({ documentId: 'P7' });
    });

    test('a refused create uses up no id and no sequence', async () => {
      await save(newItem('en=a | en~same'));
      expect(await commit([newItem('en=a | en~same')])).toMatchObject({ outcome: 'key-taken' });
      const after = await save(newItem('en=b'));
      expect(after).toMatchObject({ documentId: 'Q2', revisionId: 2 });
    });

    test('an edit states what it started from', async () => {
      await save(itemChange('Q1', 'en=one'));
      const second = await save(itemChange('Q1', 'en=two', 1));
      expect(second).toMatchObject({ revisionId: 2, parentRevisionId: 1 });
      const stale = { outcome: 'stale', documentId: 'Q1', latestRevisionId: 2 };
      expect(await commit([itemChange('Q1', 'en=three', 1)])).toEqual(stale);
      expect(await commit([itemChange('Q1', 'en=three', 0)])).toEqual(stale);
      expect(await shown('Q1')).toBe('en=two');
    });

    test('of edits that start from the same revision one is saved', async () => {
      await save(itemChange('Q1', 'en=one'));
      const edits = Array.from({ length: 8 }, (_, n) => commit([itemChange('Q1', `en=x${n}`, 1)]));
      const outcomes = (await Promise.all(edits)).map(({ outcome }) => outcome);
      expect(outcomes.toSorted()).toEqual(['saved', ...Array(7).fill('stale')]);
    });

    test('the pages of one commit change together or not at all', async () => {
      await save(itemChange('Q1', 'en=one'));
      await save(itemChange('Q2', 'en=two'));
      const outcome = await commit([itemChange('Q1', 'en=1', 1), itemChange('Q2', 'en=2', 99)]);
      expect(outcome).toMatchObject({ outcome: 'stale', documentId: 'Q2' });
      expect(await shown('Q1')).toBe('en=one');
      await commit([itemChange('Q1', 'en=1', 1), itemChange('Q2', 'en=2', 2)]);
      expect([await shown('Q1'), await shown('Q2')]).toEqual(['en=1', 'en=2']);
      expect(await store.records.head()).toMatchObject({ sequence: 4 });
    });

    test('a broken commit fails alone among those that wait with it', async () => {
      const broken = { ...itemChange('Q2', ''), content: '{"type":"item"' };
      const [first, second, third] = await Promise.allSettled([
        commit([itemChange('Q1', 'en=one')]),
        commit([broken]),
        commit([itemChange('Q3', 'en=three')]),
      ]);
      expect([first.status, second.status, third.status]).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
      const changes = await store.records.changes(0, 10);
      expect(changes.map(({ documentId }) => documentId)).toEqual(['Q1', 'Q3']);
    });

    test.each([
      ['does not exist', { ...itemChange('Q9', ''), content: undefined }],
      ['is that of', { ...itemChange('Q9', 'en=x'), documentId: 'Q8' }],
      ['needs a title', { ...documentChange(TALK), documentId: undefined }],
    ])('a wrong commit throws: %s', async (reason, wrong) => {
      await expect(commit([wrong])).rejects.toThrow(reason);
      expect(await store.records.head()).toMatchObject({ sequence: 0 });
    });

    test('any text comes back as it was', async () => {
      const odd = [
        'a"b\\c',
        '\u2028\u{1F98F}e\u0301',
        'носорог 犀牛 وحيد القرن',
        '__proto__',
        "'; --",
      ];
      const labels = new Map(odd.map((text, n) => [n === 0 ? '__proto__' : `x${n}`, text]));
      const content = writeStored({ ...itemOf('', 'Q1'), labels });
      await save({ ...itemChange('Q1', ''), content });
      expect((await store.records.document('Q1'))?.content).toBe(content);
    });
  });

  describe('unique keys', () => {
    const key = { kind: 'sitelink', site: 'enwiki', title: 'Rhino' } as const;

    test('a key has one holder', async () => {
      await save(itemChange('Q1', 'en=rhino | enwiki:Rhino'));
      const outcome = await commit([itemChange('Q2', 'en=other | enwiki:Rhino')]);
      expect(outcome).toEqual({ outcome: 'key-taken', key, holder: 'Q1' });
      expect(await store.records.keyHolder(key)).toBe('Q1');
    });

    test.each([
      ['given up', itemChange('Q1', 'en=rhino', 1)],
      ['left with its page', deletion('Q1', 1)],
    ])('a key that is %s may be taken', async (_name, release) => {
      await save(itemChange('Q1', 'en=rhino | enwiki:Rhino'));
      await save(release);
      expect(await store.records.keyHolder(key)).toBeUndefined();
      await save(itemChange('Q2', 'enwiki:Rhino'));
      expect(await store.records.keyHolder(key)).toBe('Q2');
    });

    test('a key moves between the pages of one commit', async () => {
      await save(itemChange('Q1', 'en=a | enwiki:Rhino'));
      await save(itemChange('Q2', 'en=b'));
      const merge = [itemChange('Q2', 'en=b | enwiki:Rhino', 2), redirect('Q1', 'Q2', 1)];
      expect(await commit(merge)).toMatchObject({ outcome: 'saved' });
      expect(await store.records.keyHolder(key)).toBe('Q2');
    });

    test('two pages of one commit cannot take the same key', async () => {
      const both = [itemChange('Q1', 'enwiki:Rhino'), itemChange('Q2', 'enwiki:Rhino')];
      expect(await commit(both)).toEqual({ outcome: 'key-taken', key, holder: 'Q1' });
      expect(await store.records.head()).toMatchObject({ sequence: 0 });
    });

    test('an import leaves a key with its holder; who waits for it comes next', async () => {
      await save(itemChange('Q1', 'en=a | enwiki:Rhino'));
      await save(itemChange('Q2', 'en=b | enwiki:Rhino'), { keyConflicts: 'keep-holder' });
      expect(await shown('Q2')).toContain('enwiki:Rhino');
      expect(await store.records.keyHolder(key)).toBe('Q1');
      await save(itemChange('Q1', 'en=a', 1));
      expect(await store.records.keyHolder(key)).toBe('Q2');
      expect(await commit([itemChange('Q3', 'enwiki:Rhino')])).toMatchObject({ holder: 'Q2' });
    });
  });

  describe('idempotency keys', () => {
    test('the same commit sent three times at once is saved once', async () => {
      const edit = [newItem('en=once')];
      const outcomes = await Promise.all(
        [1, 2, 3].map(() => commit(edit, { idempotencyKey: 'k1' })),
      );
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['saved', 'repeated', 'repeated']);
      expect(
        new Set(outcomes.map((outcome) => JSON.stringify({ ...outcome, outcome: '' }))),
      ).toHaveLength(1);
      expect(await store.records.head()).toMatchObject({ sequence: 1 });
    });

    test('the key belongs to its author', async () => {
      const saved = await save(newItem('en=mine'), { idempotencyKey: 'k1' });
      await save(newItem('en=theirs'), { idempotencyKey: 'k1', author: BOT });
      expect(await store.records.repeatedCommit(ALICE, 'k1')).toEqual([saved]);
      expect(await store.records.repeatedCommit(ALICE, 'k2')).toBeUndefined();
    });

    test('a refused commit may be sent again', async () => {
      await save(itemChange('Q1', 'en=one'));
      const idempotencyKey = 'k1';
      await commit([itemChange('Q1', 'en=two', 7)], { idempotencyKey });
      expect(await commit([itemChange('Q1', 'en=two', 1)], { idempotencyKey })).toMatchObject({
        outcome: 'saved',
      });
    });
  });

  describe('deleting and redirecting', () => {
    test('a deletion is a revision; undeleting is the next one', async () => {
      await save(itemChange('Q1', 'en=one'));
      await save(deletion('Q1', 1));
      expect(await shown('Q1')).toBe('-');
      expect(await store.records.revision(2)).toMatchObject({ deletes: true, content: undefined });
      expect(await store.records.counts()).toMatchObject({ documents: {}, revisions: 2 });
      expect(await commit([itemChange('Q1', 'en=new')])).toMatchObject({
        outcome: 'stale',
        latestRevisionId: 2,
      });
      await save(itemChange('Q1', 'en=one', 2));
      expect(await shown('Q1')).toBe('en=one');
      expect(await store.records.counts()).toMatchObject({ documents: { item: 1 } });
    });

    test('the id of a deleted page is not used again', async () => {
      await save(newItem('en=one'));
      await save(deletion('Q1', 1));
      expect(await save(newItem('en=two'))).toMatchObject({ documentId: 'Q2' });
    });

    test('a redirect is a content like any other', async () => {
      await save(itemChange('Q1', 'en=one'));
      await save(itemChange('Q2', 'en=two'));
      await save(redirect('Q1', 'Q2', 1));
      const stored = await store.records.document('Q1');
      expect(readStored('item', stored?.content ?? '')).toEqual({
        type: 'redirect',
        id: 'Q1',
        target: 'Q2',
      });
    });
  });
}
