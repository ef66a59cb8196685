/** What the full-text part of a record store must do; each adapter's test runs it. */
import { describe, expect, test } from 'vitest';
import { emptyLexeme } from '../../../schema/model/entity.ts';
import type { Lexeme } from '../../../schema/model/entity.ts';
import type { TextField } from '../../../schema/model/documents/text-pieces.ts';
import {
  deletion,
  documentChange,
  itemChange,
  propertyChange,
  redirect,
} from '../../../test/commits.ts';
import { openForEachTest } from './store-under-test.contract.ts';
import type { StoreUnderTest } from './store-under-test.contract.ts';

const TALK = { type: 'talk', id: 'Talk:Q1', text: 'Where does the rhino live?' } as const;
const LEXEME: Lexeme = {
  ...emptyLexeme('L1', 'Q1', 'Q1'),
  lemmas: new Map([['en', 'goose']]),
  forms: [
    {
      id: 'L1-F1',
      representations: new Map([['en', 'geese']]),
      grammaticalFeatures: [],
      statements: [],
    },
  ],
  senses: [{ id: 'L1-S1', glosses: new Map([['en', 'a bird']]), statements: [] }],
};
const KINDS = ['item', 'property', 'lexeme', 'talk'] as const;

export function itFindsTexts(open: () => Promise<StoreUnderTest>): void {
  const { store, save } = openForEachTest(open);

  async function found(text: string, fields?: readonly TextField[]): Promise<string> {
    const words = text
      .split(' ')
      .map((word) => word.split('/').map((token) => ({ token, weight: 1 })))
      .map((tokens) => ({ tokens, fields }));
    const scores = await store.records.findText({ words, kinds: KINDS });
    const facts = await store.records.pageFacts([...scores.keys()]);
    const score = (page: number): number => scores.get(page) ?? 0;
    return facts
      .toSorted((a, b) => score(b.pageId) - score(a.pageId) || a.pageId - b.pageId)
      .map(({ documentId }) => documentId)
      .join(' ');
  }

  describe('full text', () => {
    test('finds what holds all words, whichever field they are in', async () => {
      await save(itemChange('Q1', 'en=white rhino | de~Tier aus Afrika | P1=ceratotherium'));
      await save(itemChange('Q2', 'en=rhino | de+Nashorn'));
      expect(await found('rhino')).toBe('Q2 Q1');
      expect(await found('rhino ceratotherium')).toBe('Q1');
      expect(await found('afrika white')).toBe('Q1');
      expect(await found('nashorn/white')).toBe('Q2 Q1');
      expect(await found('nashorn white')).toBe('');
    });

    test('looks into the fields that are asked for', async () => {
      await save(itemChange('Q1', 'en=one | en~two | en+three | P1=four'));
      await save(documentChange(LEXEME));
      await save(documentChange(TALK));
      expect(await found('one', ['label'])).toBe('Q1');
      expect(await found('two', ['label', 'alias'])).toBe('');
      expect(await found('three', ['label', 'alias'])).toBe('Q1');
      expect(await found('four', ['value'])).toBe('Q1');
      expect(await found('goose', ['label'])).toBe('L1');
      expect(await found('geese', ['form'])).toBe('L1');
      expect(await found('bird', ['description'])).toBe('L1');
      expect(await found('rhino', ['text'])).toBe('Talk:Q1');
    });

    test('a short name says more than a long one, a label more than a description', async () => {
      await save(itemChange('Q1', 'en=north rhino park | en~place'));
      await save(itemChange('Q2', 'en=animal | en~rhino'));
      await save(itemChange('Q3', 'en=rhino | en~animal'));
      expect(await found('rhino')).toBe('Q3 Q1 Q2');
    });

    test('an edit changes what is found, at once and for its words alone', async () => {
      await save(itemChange('Q1', 'en=rhino | de=Rhino | en~big | P1=horn'));
      await save(itemChange('Q1', 'en=hippo | de=Rhino | en~big | P1=horn', 1));
      expect([await found('rhino'), await found('hippo')]).toEqual(['Q1', 'Q1']);
      await save(itemChange('Q1', 'en=hippo | en~big rhino', 2));
      expect(await found('rhino', ['label'])).toBe('');
      expect(await found('rhino', ['description'])).toBe('Q1');
      expect(await found('horn')).toBe('');
    });

    test('what is deleted or redirected is not found; what comes back is', async () => {
      await save(itemChange('Q1', 'en=rhino'));
      await save(itemChange('Q2', 'en=hippo'));
      await save(deletion('Q1', 1));
      await save(redirect('Q2', 'Q1', 2));
      expect([await found('rhino'), await found('hippo')]).toEqual(['', '']);
      await save(itemChange('Q1', 'en=rhino', 3));
      expect(await found('rhino')).toBe('Q1');
    });

    test('common words are looked up where rare ones are', async () => {
      for (let n = 1; n <= 30; n++) await save(itemChange(`Q${n}`, `en=common n${n}`));
      await save(itemChange('Q40', 'en=rare'));
      expect(await found('common n7')).toBe('Q7');
      expect(await found('common/rare n7')).toBe('Q7');
      expect(await found('rare n7')).toBe('');
    });
  });

  describe('the words there are', () => {
    test('by their beginning', async () => {
      await save(itemChange('Q1', 'en=rhino rhinos rhinoceros hippo'));
      expect(await store.records.tokensFrom({ prefix: 'rhinos', limit: 9 })).toEqual(['rhinos']);
      const some = await store.records.tokensFrom({ prefix: 'rh', limit: 2 });
      expect(some).toEqual(['rhino', 'rhinoceros']);
    });

    test('by their likeness, the nearest and most frequent first', async () => {
      await save(itemChange('Q1', 'en=rhine'));
      await save(itemChange('Q2', 'en=rhinos'));
      await save(itemChange('Q3', 'en=rhinos too'));
      const query = { token: 'rhino', edits: 1, limit: 5 } as const;
      expect(await store.records.similarTokens(query)).toMatchObject([
        { token: 'rhinos', pages: 2 },
        { token: 'rhine', pages: 1 },
      ]);
    });
  });

  describe('pages by other facts', () => {
    test('by their whole name, in any language', async () => {
      await save(itemChange('Q1', 'de=nashorn | en+rhino'));
      await save(itemChange('Q2', 'en=rhino'));
      await save(itemChange('Q3', 'en=rhino horn'));
      const named = await store.records.pagesNamed('rhino');
      expect(Object.fromEntries(named)).toEqual({ 1: 'alias', 2: 'label' });
    });

    test('by the language of a label', async () => {
      await save(itemChange('Q1', 'de=eins'));
      await save(itemChange('Q2', 'en=two | de+zwei'));
      expect(await store.records.pagesLabelledIn('de')).toEqual([1]);
    });

    test('by kind and by id', async () => {
      await save(itemChange('Q1', 'en=one'));
      await save(propertyChange('P1'));
      await save(itemChange('Q2', 'en=two'));
      await save(deletion('Q1', 1));
      const of = (after: number) =>
        store.records.pagesOfKinds({ kinds: ['property', 'item'], after, limit: 5 });
      expect([await of(0), await of(2)]).toEqual([[2, 3], [3]]);
      expect(await store.records.pageIdsOf(['Q2', 'Q1', 'Q9'])).toEqual([3]);
      expect(await store.records.pageFacts([3, 1])).toEqual([
        { pageId: 3, documentId: 'Q2', kind: 'item', siteLinkCount: 0, revisionId: 3 },
      ]);
    });
  });
}
