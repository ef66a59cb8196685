/** What every record store must know of its pages. */
import { describe, expect, test } from 'vitest';
import { deletion, itemChange, propertyChange } from '../../../test/commits.ts';
import type { PagesByTitleQuery } from './page-lists.ts';
import { openForEachTest } from './store-under-test.contract.ts';
import type { StoreUnderTest } from './store-under-test.contract.ts';

export function itListsPages(open: () => Promise<StoreUnderTest>): void {
  const { store, save } = openForEachTest(open);

  /** Pages 1 to 5, of which the last is gone. */
  async function fill(): Promise<void> {
    await save(itemChange('Q2', 'en=two'));
    await save(itemChange('Q10', 'en=ten'));
    await save(propertyChange('P1'));
    await save(itemChange('Q1', 'en=one'));
    await save(itemChange('Q3', 'en=three'));
    await save(deletion('Q3', 5));
  }

  describe('pages', () => {
    test.each<[string, Partial<PagesByTitleQuery>, string]>([
      ['by title as text', {}, 'Q1 Q10 Q2'],
      ['the other way round', { order: 'descending' }, 'Q2 Q10 Q1'],
      ['from one on', { from: 'Q10' }, 'Q10 Q2'],
      ['up to one', { to: 'Q10' }, 'Q1 Q10'],
      ['with a beginning', { prefix: 'Q1' }, 'Q1 Q10'],
      ['with a beginning, from one on', { prefix: 'Q1', from: 'Q0' }, 'Q1 Q10'],
      ['a few', { limit: 1 }, 'Q1'],
      ['of another kind', { kind: 'property' }, 'P1'],
      ['of a kind that there is none of', { kind: 'lexeme' }, ''],
    ])('%s', async (_name, query, expected) => {
      await fill();
      const pages = await store.records.pagesByTitle({
        kind: 'item',
        from: undefined,
        to: undefined,
        prefix: '',
        order: 'ascending',
        limit: 10,
        ...query,
      });
      expect(pages.map(({ documentId }) => documentId).join(' ')).toBe(expected);
    });

    test('are found by number, and numbers by page, those too that are gone', async () => {
      await fill();
      expect(await store.records.documentIdsOf([1, 3, 5, 99])).toEqual(
        new Map([
          [1, 'Q2'],
          [3, 'P1'],
          [5, 'Q3'],
        ]),
      );
      expect(await store.records.pageNumbersOf(['Q1', 'Q3', 'Q99'])).toEqual(
        new Map([
          ['Q1', 4],
          ['Q3', 5],
        ]),
      );
    });
  });
}
