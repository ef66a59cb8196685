/** What every record store must know of its pages. */
import { describe, expect, test } from 'vitest';
import { commitOf, deletion, itemChange, propertyChange, redirect } from '../../../test/commits.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import type { MentionQuery, PagesByTitleQuery } from './page-lists.ts';
import { itemOf } from '../../../test/entity-notation.ts';
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

  const mentioning = (mentioned: EntityId, more: Partial<MentionQuery> = {}) =>
    store.records.pagesMentioning({
      mentioned,
      after: undefined,
      order: 'ascending',
      limit: 10,
      ...more,
    });

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

  describe('pages that mention', () => {
    test.each<[string, string, EntityId]>([
      ['a value', 'P10=Q1', 'Q1'],
      ['a deprecated value beside a better one', 'P10=Q5 | P10=Q1?', 'Q1'],
      ['a qualifier', 'P2=x [P10=Q1]', 'Q1'],
      ['a reference', 'P2=x {P10=Q1}', 'Q1'],
      ['the property of a statement', 'P1=x', 'P1'],
      ['the property of a qualifier', 'P2=x [P1=y]', 'P1'],
      ['the property of a reference', 'P2=x {P1=y}', 'P1'],
      ['the property of what has no value', 'P2=x [P1=none]', 'P1'],
    ])('by %s, as long as they do', async (_name, notation, mentioned) => {
      await save(itemChange('Q7', notation));
      expect(await mentioning(mentioned)).toEqual(['Q7']);
      await save(itemChange('Q7', 'en=seven', 1));
      expect(await mentioning(mentioned)).toEqual([]);
    });

    test('by redirecting, until they are gone', async () => {
      await save(itemChange('Q7', 'en=seven'));
      await save(redirect('Q7', 'Q1', 1));
      expect(await mentioning('Q1')).toEqual(['Q7']);
      await save(deletion('Q7', 2));
      expect(await mentioning('Q1')).toEqual([]);
    });

    test.each<[string, Partial<MentionQuery>, string]>([
      ['by letter and number', {}, 'P4 Q2 Q7 Q10'],
      ['the other way round', { order: 'descending' }, 'Q10 Q7 Q2 P4'],
      ['after one', { after: 'Q2' }, 'Q7 Q10'],
      ['after one that is not there', { after: 'P900' }, 'Q2 Q7 Q10'],
      ['before one', { after: 'Q7', order: 'descending' }, 'Q2 P4'],
      ['of some letters', { letters: ['P', 'E'] }, 'P4'],
      ['a few', { limit: 2 }, 'P4 Q2'],
    ])('%s', async (_name, query, expected) => {
      const statements = itemOf('P1=x').statements;
      await save(itemChange('Q10', 'P1=x'));
      await save(itemChange('Q7', 'P1=x'));
      await save(propertyChange('P4', { statements }));
      await save(itemChange('Q2', 'P1=x'));
      expect((await mentioning('P1', query)).join(' ')).toBe(expected);
    });

    test.each(['ascending', 'descending'] as const)(
      'three thousand, seven at a time, %s: each comes once',
      async (order) => {
        const ids = Array.from({ length: 3000 }, (_, n) => `Q${n + 2}` as const);
        await store.commit(commitOf(ids.map((id) => itemChange(id, 'P10=Q1'))));
        const listed: EntityId[] = [];
        for (let part: EntityId[] = []; ; listed.push(...part)) {
          part = await mentioning('Q1', { order, after: listed.at(-1), limit: 7 });
          if (part.length === 0) break;
        }
        expect(listed).toEqual(order === 'ascending' ? ids : ids.toReversed());
      },
    );
  });
}
