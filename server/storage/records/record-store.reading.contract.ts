/** What every record store must show: history, lists, search, suppression, accounts. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { DocumentKind } from '../../../schema/model/documents/kinds.ts';
import { searchKey } from '../../../schema/model/search-key.ts';
import {
  BOT,
  deletion,
  itemChange,
  itemText,
  newItem,
  propertyChange,
} from '../../../test/commits.ts';
import type {
  PageList,
  RecordStore,
  RevisionInfo,
  StoredRevision,
  TermMatch,
} from './record-store.ts';
import { openForEachTest } from './store-under-test.contract.ts';
import type { StoreUnderTest } from './store-under-test.contract.ts';

export function itShowsRecords(open: () => Promise<StoreUnderTest>): void {
  const { store, commit, save, shown } = openForEachTest(open);

  async function find(
    text: string,
    languages: readonly string[] | 'all' = ['en'],
    limit = 10,
    kinds: readonly DocumentKind[] = ['item'],
  ): Promise<string> {
    const asked = languages === 'all' ? undefined : languages;
    const query = { prefix: searchKey(text), languages: asked, kinds, limit };
    const matches = await store.records.findTerms(query);
    return matches.map(matchText).join(', ');
  }

  async function ids(query: PageList): Promise<string> {
    const documents = await store.records.listDocuments(query);
    return documents.map(({ documentId }) => documentId).join(' ');
  }

  async function recent(query: Parameters<RecordStore['recentChanges']>[0]): Promise<number[]> {
    const changes = await store.records.recentChanges(query);
    return changes.map(({ revisionId }) => revisionId);
  }

  describe('history', () => {
    test('every revision can be read again, however many there are', async () => {
      for (let n = 0; n < 25; n++) await save(itemChange('Q1', `en=name ${n} | P1=text ${n}`, n));
      for (let n = 0; n < 25; n++) {
        expect(await shown('Q1', { sequence: n + 1 })).toBe(`en=name ${n} | P1=text ${n}#1`);
      }
      expect(await store.records.revisionCount('Q1')).toBe(25);
      const page = await store.records.history({ documentId: 'Q1', before: 20, limit: 3 });
      expect(page.map(({ revisionId }) => revisionId)).toEqual([19, 18, 17]);
    });

    test('a page is shown as of any sequence', async () => {
      await save(itemChange('Q1', 'en=one'));
      await save(itemChange('Q2', 'en=other'));
      await save(itemChange('Q1', 'en=two', 1));
      await save(deletion('Q1', 3));
      const states = [0, 1, 2, 3, 4, 99].map((sequence) => shown('Q1', { sequence }));
      expect(await Promise.all(states)).toEqual(['-', 'en=one', 'en=one', 'en=two', '-', '-']);
    });

    test('a time stands for the last change that is not after it', async () => {
      const { timestamp } = await save(itemChange('Q1', 'en=one'));
      await save(itemChange('Q1', 'en=two', 1));
      const timeMs = Date.parse(timestamp);
      expect(await shown('Q1', { timeMs: timeMs - 1 })).toBe('-');
      expect(await shown('Q1', { timeMs: timeMs + 5_000 })).toBe('en=two');
    });

    test('the log has no gap and no change of mind about time', async () => {
      await Promise.all(Array.from({ length: 40 }, (_, n) => commit([newItem(`en=n${n}`)])));
      const changes = await store.records.changes(0, 100);
      expect(changes.map(({ revisionId }) => revisionId)).toEqual(upTo(40));
      expect((await store.records.changes(37, 2)).map(({ revisionId }) => revisionId)).toEqual([
        38, 39,
      ]);
      expect(await store.records.changedPages(37, 2)).toEqual(['Q38', 'Q39']);
      const times = changes.map(({ timestamp }) => timestamp);
      expect(times).toEqual(times.toSorted());
      expect(await store.records.head()).toMatchObject({ logHash: changes.at(-1)?.logHash });
    });

    test('recent changes come newest first, of one user if asked', async () => {
      await save(newItem('en=a'));
      await save(newItem('en=b'), { author: BOT });
      await save(newItem('en=c'), { author: BOT });
      expect(await recent({ limit: 2 })).toEqual([3, 2]);
      expect(await recent({ limit: 5, before: 3 })).toEqual([2, 1]);
      expect(await recent({ limit: 5, author: { userId: 2 } })).toEqual([3, 2]);
    });

    test('revisions are known without their contents, those that there are', async () => {
      await save(itemChange('Q1', 'en=one'));
      await save(deletion('Q1', 1));
      const read = await Promise.all([store.records.revision(2), store.records.revision(1)]);
      const infos = read.map(withoutContent);
      const found = await store.records.revisionInfos([2, 99, 1]);
      expect([...found.values()]).toEqual(infos);
    });

    test('what was said of an edit is kept', async () => {
      const details = { summary: '/* set */ “why”', tags: ['a', 'b'], minor: true };
      await save({ ...itemChange('Q1', 'en=one'), ...details }, { author: BOT });
      expect(await store.records.revision(1)).toMatchObject({ ...details, bot: true, userId: 2 });
    });
  });

  describe('listing pages', () => {
    beforeEach(async () => {
      for (const id of ['Q3', 'Q1', 'Q2'] as const) await save(itemChange(id, `en=${id}x`));
      await save(propertyChange('P1'));
      await save(deletion('Q1', 2));
      await save(itemChange('Q2', 'en=later', 3));
    });

    test.each([
      ['all, in the order of creation', { limit: 9 }, 'Q3 Q2 P1'],
      ['of a kind', { limit: 9, kind: 'property' }, 'P1'],
      ['the first of them', { limit: 2 }, 'Q3 Q2'],
      ['those after one that was deleted', { limit: 9, after: 'Q1' }, 'Q2 P1'],
      ['as of a sequence', { limit: 9, at: { sequence: 3 } }, 'Q3 Q1 Q2'],
      ['as of the beginning', { limit: 9, at: { sequence: 0 } }, ''],
      ['of a kind as of a sequence', { limit: 9, kind: 'item', at: { sequence: 2 } }, 'Q3 Q1'],
    ] as const)('%s', async (_name, query, expected) => {
      expect(await ids(query)).toBe(expected);
    });

    test('many by id, those that exist', async () => {
      const found = await store.records.documents(['Q2', 'Q1', 'Q77', 'P1']);
      expect([...found.keys()]).toEqual(['Q2', 'P1']);
      expect(itemText(found.get('Q2')?.content ?? '')).toBe('en=later');
      const before = await store.records.documents(['Q2', 'Q1'], { sequence: 3 });
      expect(before.size).toBe(2);
    });

    test('the newest revisions of many tell of the same pages, without their contents', async () => {
      const asked = ['Q2', 'Q1', 'Q77', 'P1', 'Q3'];
      const documents = await store.records.documents(asked);
      const infos = [...documents.values()].map(withoutContent);
      expect([...(await store.records.newestRevisions(asked)).values()]).toEqual(infos);
    });
  });

  describe('search terms', () => {
    test('labels and aliases are found by prefix, folded, in the languages asked', async () => {
      await save(itemChange('Q1', 'en=Rhinoceros | ru=Носорог | en+Rhino,Big one'));
      expect(await find('rhino')).toBe('Q1 en, Q1 en alias !');
      expect(await find('НОСО', ['ru'])).toBe('Q1 ru');
      expect(await find('носо', ['en'])).toBe('');
      expect(await find('носо', 'all')).toBe('Q1 ru');
      expect(await find('big')).toBe('Q1 en alias');
    });

    test('best first: exact labels, then labels and exact aliases, by sitelinks and statements', async () => {
      await save(itemChange('Q10', 'en=rhino'));
      await save(itemChange('Q9', 'en=rhino'));
      await save(itemChange('Q11', 'en=rhino | enwiki:R'));
      await save(itemChange('Q12', 'en=rhino | P1=a | P1=b'));
      await save(itemChange('Q13', 'en=rhinoceros | enwiki:A | dewiki:B'));
      await save(itemChange('Q14', 'en+rhino | enwiki:C'));
      await save(itemChange('Q15', 'en+rhinos | enwiki:D | dewiki:E | frwiki:F'));
      const best = 'Q11 en !, Q12 en !, Q9 en !, Q10 en !, Q13 en, Q14 en alias !, Q15 en alias';
      expect(await find('rhino')).toBe(best);
      expect(await find('rhino', ['en'], 2)).toBe('Q11 en !, Q12 en !');
      expect(await find('r', 'all', 1)).toBe('Q13 en');
    });

    test('later words: after all beginnings, one row for each word', async () => {
      await save(itemChange('Q1', 'en=white rhino | en+big rhinos | enwiki:A | dewiki:B'));
      await save(itemChange('Q2', 'en=black rhino cow'));
      await save(itemChange('Q3', 'en+rhinos in Africa'));
      await save(itemChange('Q4', 'en=rhino and rhino'));
      const best = 'Q4 en, Q3 en alias, Q1 en later, Q4 en later, Q2 en later, Q1 en alias later';
      expect(await find('rhino')).toBe(best);
      expect(await find('rhino', ['en'], 3)).toBe('Q4 en, Q3 en alias, Q1 en later');
      expect(await find('rhino c')).toBe('Q2 en later');
      expect(await find('rhino', ['en'], 9, ['property'])).toBe('');
    });

    test('only the kinds asked for', async () => {
      await save(propertyChange('P1', { labels: new Map([['en', 'horn']]) }));
      await save(itemChange('Q1', 'en=horn'));
      expect(await find('horn', ['en'], 9, ['property'])).toBe('P1 en !');
      expect(await find('horn', ['en'], 9, ['property', 'item'])).toBe('P1 en !, Q1 en !');
    });

    test('terms follow their page', async () => {
      await save(itemChange('Q1', 'en=before long'));
      await save(itemChange('Q1', 'en=after all', 1));
      expect([await find('before'), await find('after')]).toEqual(['', 'Q1 en']);
      expect([await find('long'), await find('all')]).toEqual(['', 'Q1 en later']);
      await save(deletion('Q1', 2));
      expect([await find('after'), await find('all')]).toEqual(['', '']);
      await save(itemChange('Q1', 'en=after all', 3));
      expect([await find('after'), await find('all')]).toEqual(['Q1 en', 'Q1 en later']);
    });
  });

  describe('suppression', () => {
    beforeEach(async () => {
      for (let n = 0; n < 5; n++) await save(itemChange('Q1', `en=name ${n} | P1=text ${n}`, n));
    });

    test.each(['content', 'author', 'summary'] as const)('erases the %s alone', async (part) => {
      const before = await store.records.revision(3);
      expect(await store.suppress({ revisionId: 3, parts: [part] })).toEqual({
        outcome: 'suppressed',
      });
      const gone = {
        content: { content: undefined, contentSuppressed: true },
        author: { userName: undefined, userId: 0 },
        summary: { summary: undefined },
      };
      expect(await store.records.revision(3)).toEqual({ ...before, ...gone[part] });
    });

    test('leaves every other revision readable', async () => {
      await store.suppress({ revisionId: 2, parts: ['content'] });
      await store.suppress({ revisionId: 3, parts: ['content'] });
      const states = upTo(5).map((sequence) => shown('Q1', { sequence }));
      const readable = [0, 3, 4].map((n) => `en=name ${n} | P1=text ${n}#1`);
      expect(await Promise.all(states)).toEqual(readable.toSpliced(1, 0, '-', '-'));
      expect(await store.records.listDocuments({ limit: 9, at: { sequence: 2 } })).toEqual([]);
    });

    test.each([
      ['what a page shows now', 5, 'current-content'],
      ['what does not exist', 99, 'unknown-revision'],
      ['what was suppressed before', 2, 'suppressed'],
    ])('of %s', async (_name, revisionId, outcome) => {
      await store.suppress({ revisionId: 2, parts: ['content', 'author', 'summary'] });
      const again = { revisionId, parts: ['content', 'author', 'summary'] } as const;
      expect(await store.suppress(again)).toEqual({ outcome });
    });
  });

  describe('accounts', () => {
    const user = { name: 'Ada', passwordHash: undefined, groups: ['bot'] };

    test('it says what it is', async () => {
      const { name, version } = await store.records.engine();
      expect(name).toMatch(/^[a-z]+$/);
      expect(version).toMatch(/^\d+(\.\d+)+/);
    });

    test('a name is taken once', async () => {
      const made = await store.accounts.createUser(user);
      expect(made).toMatchObject(user);
      expect(await store.accounts.createUser(user)).toBeUndefined();
      expect(await store.records.userByName('Ada')).toEqual(made);
      expect(await store.records.userById(made?.userId ?? 0)).toEqual(made);
      expect(await store.records.userByName('ada')).toBeUndefined();
      expect(await store.records.counts()).toMatchObject({ users: 1 });
    });

    test('the password changes', async () => {
      const { userId } = (await store.accounts.createUser(user)) ?? { userId: 0 };
      await store.accounts.setPassword(userId, '$argon2id$x');
      expect(await store.records.userById(userId)).toMatchObject({
        passwordHash: '$argon2id$x',
      });
    });

    test('sessions come, go and expire', async () => {
      const old = { tokenHash: 'old', userId: 1, csrfSecret: 's', expiresMs: Date.now() - 1 };
      const fresh = { ...old, tokenHash: 'new', expiresMs: Date.now() + 60_000 };
      await store.accounts.createSession(old);
      await store.accounts.createSession(fresh);
      expect(await store.records.session('new')).toEqual(fresh);
      expect(await store.records.session('old')).toBeUndefined();
      await store.accounts.deleteSession('new');
      expect(await store.records.session('new')).toBeUndefined();
    });
  });
}

function matchText({ documentId, language, termType, exact, laterWord }: TermMatch): string {
  const alias = termType === 'alias' ? 'alias' : '';
  const parts = [documentId, language, alias, exact ? '!' : '', laterWord ? 'later' : ''];
  return parts.filter((part) => part !== '').join(' ');
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n + 1);
}

function withoutContent(revision: StoredRevision | undefined): RevisionInfo {
  if (revision === undefined) throw new Error('There is no such revision');
  const { content: _, ...info } = revision;
  return info;
}
