/** What every record store must find in its log: by page, statement, author, tag, batch, watcher. */
import { beforeEach, describe, expect, test } from 'vitest';
import { ALICE, BOT, deletion, itemChange, newItem, redirect } from '../../../test/commits.ts';
import { statementId } from '../../../test/entity-notation.ts';
import type { HistoryQuery, RecentChangesQuery, WatchedChangesQuery } from './history-lists.ts';
import type { RevisionInfo } from './record-store.ts';
import { openForEachTest } from './store-under-test.contract.ts';
import type { StoreUnderTest } from './store-under-test.contract.ts';

const ADDRESS = { userId: 0, name: '192.0.2.1', bot: false };
const BATCH = 'a batch ([[:toollabs:editgroups/b/OR/f00|details]])';
const PATROL = { type: 'patrol', action: 'patrol', author: ALICE, target: 'Q1', comment: '' };

export function itListsHistory(open: () => Promise<StoreUnderTest>): void {
  const { store, save, shown } = openForEachTest(open);

  /** The page's first revision is always among them. */
  async function ofStatement(number: number, more: Partial<HistoryQuery> = {}): Promise<string> {
    const query = { documentId: 'Q1', statementId: statementId(number), limit: 10, ...more };
    return numbers(await store.records.history(query));
  }

  describe('the log by page, author, tag and batch', () => {
    async function fill(): Promise<void> {
      await save(newItem('en=a'));
      await save({ ...newItem('en=b'), tags: ['x', 'y'] }, { author: BOT });
      await save({ ...itemChange('Q1', 'en=c', 1), tags: ['x'] }, { author: ADDRESS });
      await save({ ...itemChange('Q1', 'en=d', 3), summary: BATCH }, { author: BOT });
      await save({ ...itemChange('Q2', 'en=e', 2), summary: BATCH, tags: ['#x'] });
    }

    test.each<[string, Partial<RecentChangesQuery>, string]>([
      ['newest first', {}, '5 4 3 2 1'],
      ['oldest first', { order: 'oldest-first', limit: 2 }, '1 2'],
      ['between two', { after: 1, before: 4 }, '3 2'],
      ['by an account', { author: { userId: BOT.userId } }, '4 2'],
      ['by an address', { author: { address: ADDRESS.name } }, '3'],
      ['by an address that is an account', { author: { address: BOT.name } }, ''],
      ['by nobody', { author: { userId: 0 } }, ''],
      ['with a tag', { tag: 'x' }, '3 2'],
      ['with a tag that looks like a mark', { tag: '#x' }, '5'],
      ['with a tag, by an account', { tag: 'x', author: { userId: BOT.userId } }, '2'],
      ['of a batch', { editGroup: { tool: 'OR', hash: 'f00' } }, '5 4'],
      ['of no batch', { editGroup: { tool: 'OR', hash: 'f0' } }, ''],
      ['that create', { creations: true }, '2 1'],
      ['that create, oldest first', { creations: true, order: 'oldest-first', after: 1 }, '2'],
    ])('changes %s', async (_name, query, expected) => {
      await fill();
      expect(numbers(await store.records.recentChanges({ limit: 10, ...query }))).toBe(expected);
    });

    test('what has a tag is counted', async () => {
      await fill();
      const uses = ['x', 'y', '#x', 'z'].map((tag) => store.records.tagUses(tag));
      expect(await Promise.all(uses)).toEqual([2, 1, 1, 0]);
    });

    test.each<[string, Partial<HistoryQuery>, string]>([
      ['newest first', {}, '4 3 1'],
      ['oldest first', { order: 'oldest-first', limit: 2 }, '1 3'],
      ['after one', { after: 1 }, '4 3'],
    ])('the history of a page %s', async (_name, query, expected) => {
      await fill();
      const history = await store.records.history({ documentId: 'Q1', limit: 10, ...query });
      expect(numbers(history)).toBe(expected);
      expect(history.filter(({ latest }) => latest).map(({ revisionId }) => revisionId)).toEqual(
        expected.includes('4') ? [4] : [],
      );
    });

    test('sizes are told for revisions that exist', async () => {
      await fill();
      const sizes = await store.records.revisionSizes([1, 99]);
      expect([...sizes.keys()]).toEqual([1]);
      expect(sizes.get(1)).toBe((await store.records.revision(1))?.sizeBytes);
    });

    test('who is suppressed is found by no name, what is suppressed by no batch', async () => {
      await fill();
      await store.suppress({ revisionId: 3, parts: ['author'] });
      await store.suppress({ revisionId: 4, parts: ['author', 'summary'] });
      const found = async (query: Partial<RecentChangesQuery>) =>
        numbers(await store.records.recentChanges({ limit: 10, ...query }));
      expect(await found({ author: { address: ADDRESS.name } })).toBe('');
      expect(await found({ author: { userId: BOT.userId } })).toBe('2');
      expect(await found({ editGroup: { tool: 'OR', hash: 'f00' } })).toBe('5');
    });
  });

  describe('the history of a statement', () => {
    beforeEach(async () => {
      await save(itemChange('Q1', 'en=a | P1=x#1 | P1=y#2'));
      await save(itemChange('Q1', 'en=b | P1=x#1 | P1=y#2', 1));
      await save(itemChange('Q1', 'en=b | P1=x#1! | P1=y#2 | P1=z#3', 2));
      await save(itemChange('Q1', 'en=b | P1=x#1! | P1=z#3 {P2=s}', 3));
      await save(itemChange('Q1', 'en=b | P1=z#3 {P2=s} | P1=x#1!', 4));
    });

    test.each([
      [1, '3 1'],
      [2, '4 1'],
      [3, '4 3 1'],
      [4, '1'],
    ])('statement %i was touched by %s', async (number, expected) => {
      expect(await ofStatement(number)).toBe(expected);
    });

    test('is read in pages', async () => {
      expect(await ofStatement(3, { limit: 1 })).toBe('4');
      expect(await ofStatement(3, { before: 4, limit: 1 })).toBe('3');
      expect(await ofStatement(3, { after: 1, order: 'oldest-first' })).toBe('3 4');
    });

    test('goes on over a deletion and a redirect', async () => {
      await save(deletion('Q1', 5));
      await save(itemChange('Q1', 'P1=x#1!', 6));
      await save(redirect('Q1', 'Q2', 7));
      expect(await ofStatement(1)).toBe('8 7 6 3 1');
      expect(await ofStatement(3)).toBe('6 4 3 1');
    });
  });

  describe('a suppressed author', () => {
    test.each([
      ['/* undo:0||2|Bot */', undefined],
      ['/* restore:0||2|Bot */ words', undefined],
      ['/* rollback:0||Bot|Alice */', undefined],
      ['/* rollback:0||Alice|Bot */', undefined],
      ['/* revert-batch:0||a tag Bot */', undefined],
      ['/* revert-batch:0||OR/f00 */', '/* revert-batch:0||OR/f00 */'],
      ['/* undo:0||1|Alice */', '/* undo:0||1|Alice */'],
      ['/* rollback:0||Alice|Carol */', '/* rollback:0||Alice|Carol */'],
      ['/* wbsetlabel-set:1|en */ Bot', '/* wbsetlabel-set:1|en */ Bot'],
    ])('is named by no later revert: %s', async (summary, left) => {
      await save(itemChange('Q1', 'en=a'));
      await save(itemChange('Q1', 'en=b', 1), { author: BOT });
      await save({ ...itemChange('Q1', 'en=a', 2), summary });
      await store.suppress({ revisionId: 2, parts: ['author'] });
      expect((await store.records.revision(3))?.summary).toBe(left);
    });
  });

  describe('what people watch', () => {
    const USER = 7;
    const watched = async (query: Partial<WatchedChangesQuery>) =>
      numbers(
        await store.records.watchedChanges({
          userId: USER,
          newestOfPage: false,
          limit: 10,
          ...query,
        }),
      );

    beforeEach(async () => {
      await save(newItem('en=a'));
      await save(newItem('en=b'));
      await save(itemChange('Q1', 'en=c', 1));
      await store.watchlist.watch(USER, ['Q1', 'Q9'], undefined);
    });

    test('changes of watched pages are listed, or the newest of each', async () => {
      expect(await watched({})).toBe('3 1');
      expect(await watched({ newestOfPage: true })).toBe('3');
      expect(await watched({ before: 3 })).toBe('1');
      expect(await watched({ userId: 8 })).toBe('');
    });

    test('a page may be watched before it exists and after it is deleted', async () => {
      await save(itemChange('Q9', 'en=nine'));
      await save(deletion('Q9', 4));
      expect(await watched({})).toBe('5 4 3 1');
    });

    test('watching ends when somebody says so, or at its time', async () => {
      await store.watchlist.unwatch(USER, ['Q1']);
      expect(await watched({})).toBe('');
      await store.watchlist.watch(USER, ['Q1'], '2001-01-01T00:00:00Z');
      expect(await watched({})).toBe('');
      expect(await store.records.watchedPage(USER, 'Q1')).toBeUndefined();
      await store.watchlist.watch(USER, ['Q1'], '2999-01-01T00:00:00Z');
      expect(await watched({})).toBe('3 1');
    });

    test('the list is read in pages', async () => {
      const expires = '2999-01-01T00:00:00Z';
      await store.watchlist.watch(USER, ['Q1'], expires);
      const all = [
        { documentId: 'Q1', expires },
        { documentId: 'Q9', expires: undefined },
      ];
      expect(await store.records.watchedPages({ userId: USER, limit: 10 })).toEqual(all);
      expect(await store.records.watchedPages({ userId: USER, after: 'Q1', limit: 1 })).toEqual([
        all[1],
      ]);
      expect(await store.records.watchedPage(USER, 'Q1')).toEqual(all[0]);
    });
  });

  describe('patrol', () => {
    test('a revision is looked at once, and what trusted people do needs no look', async () => {
      await save(newItem('en=a'));
      await save(newItem('en=b'), { author: { ...ALICE, trusted: true } });
      const event = { ...PATROL, documentId: 'Q1' };
      expect(await store.moderation.markPatrolled(1, event)).toBe(true);
      expect(await store.moderation.markPatrolled(1, event)).toBe(false);
      expect(await store.moderation.markPatrolled(2, event)).toBe(false);
      expect(await store.moderation.markPatrolled(3, event)).toBe(false);
      await save(newItem('en=c'));
      const changes = await store.records.changes(0, 10);
      expect(changes.map(({ patrol }) => patrol)).toEqual([
        'patrolled',
        'autopatrolled',
        'unpatrolled',
      ]);
      expect(await store.records.logEvents({ type: 'patrol', limit: 10 })).toHaveLength(1);
      expect(await shown('Q1')).toBe('en=a');
    });
  });
}

function numbers(revisions: readonly RevisionInfo[]): string {
  return revisions.map(({ revisionId }) => revisionId).join(' ');
}
