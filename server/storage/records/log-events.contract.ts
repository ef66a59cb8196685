/** What every record store must keep of what was done besides editing. */
import { describe, expect, test } from 'vitest';
import { ALICE, BOT, commitOf, deletion, itemChange, savedIn } from '../../../test/commits.ts';
import type { LogEventQuery, NewLogEvent } from './log-events.ts';
import { openForEachTest } from './store-under-test.contract.ts';
import type { StoreUnderTest } from './store-under-test.contract.ts';

const DELETED = { type: 'delete', action: 'delete', comment: 'a test item' } as const;

export function itKeepsALog(open: () => Promise<StoreUnderTest>): void {
  const { store } = openForEachTest(open);

  function add(event: Partial<NewLogEvent>): Promise<number> {
    const base = { type: 'block', action: 'block', author: ALICE, target: 'Bob', comment: '' };
    return store.logEvents.addLogEvent({ ...base, ...event });
  }

  /** The numbers of the events that were found. */
  async function found(query: Partial<LogEventQuery>): Promise<string> {
    const events = await store.records.logEvents({ limit: 10, ...query });
    return events.map(({ logId }) => logId).join(' ');
  }

  async function deleteLogged(): Promise<number> {
    savedIn(await store.commit(commitOf([itemChange('Q1', 'en=one')])));
    const change = { ...deletion('Q1', 1), tags: ['oops'], logEvent: DELETED };
    return savedIn(await store.commit(commitOf([change], { author: BOT }))).revisionId;
  }

  describe('the log of what was done besides editing', () => {
    test.each([
      ['target', { target: '', params: {}, userName: 'Alice', comment: 'spam' }],
      ['author', { target: 'Bob', userId: 0, userName: undefined, comment: 'spam' }],
      ['comment', { target: 'Bob', userName: 'Alice', comment: undefined }],
    ] as const)('an event whose %s was suppressed keeps the rest', async (part, left) => {
      const logId = await add({ comment: 'spam', params: { duration: 'infinite' } });
      const outcome = await store.suppress({ logId, parts: [part] });
      expect(outcome).toEqual({ outcome: 'suppressed' });
      expect(await store.records.logEvents({ limit: 1 })).toMatchObject([left]);
    });

    test('an event that there is none of cannot be suppressed, and nothing is told', async () => {
      const told = { type: 'delete', action: 'event', author: ALICE, target: 'x', comment: '' };
      const outcome = await store.suppress({ logId: 9, parts: ['author'], logEvent: told });
      expect(outcome).toEqual({ outcome: 'unknown-event' });
      expect(await found({})).toBe('');
    });

    test('the comment of a deletion goes from its event and from its revision', async () => {
      const revisionId = await deleteLogged();
      const [{ logId } = { logId: 0 }] = await store.records.logEvents({ limit: 1 });
      await store.suppress({ logId, parts: ['comment'] });
      expect((await store.records.revision(revisionId))?.summary).toBeUndefined();
    });

    test('an event comes back as it was', async () => {
      const params = { duration: 'infinite', flags: ['nocreate'] };
      const event = { comment: 'spam', params, tags: ['a tag'] };
      const logId = await add({ ...event, target: '192.0.2.1' });
      expect(await store.records.logEvents({ limit: 1 })).toEqual([
        {
          ...event,
          logId,
          type: 'block',
          action: 'block',
          userId: ALICE.userId,
          userName: ALICE.name,
          target: '192.0.2.1',
          documentId: undefined,
          revisionId: undefined,
          timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        },
      ]);
    });

    test.each<[string, Partial<LogEventQuery>, string]>([
      ['newest first', {}, '5 4 3 2 1'],
      ['oldest first', { order: 'oldest-first', limit: 2 }, '1 2'],
      ['of a log', { type: 'rights' }, '3'],
      ['of an action', { type: 'block', action: 'unblock' }, '2'],
      ['of a user', { userName: 'Bot' }, '4 3'],
      ['of an account', { target: 'Bob' }, '2 1'],
      ['of a page', { documentId: 'Q7' }, '5'],
      ['of a name that is also a page', { target: 'Q7' }, '5 4'],
      ['before one', { before: 3 }, '2 1'],
      ['after one', { after: 3 }, '5 4'],
      ['until long ago', { untilSeconds: 1000 }, ''],
      ['since long ago', { sinceSeconds: 1000, limit: 1 }, '5'],
    ])('is read %s', async (_name, query, expected) => {
      await add({});
      await add({ action: 'unblock' });
      await add({ type: 'rights', action: 'rights', target: 'Carol', author: BOT });
      await add({ target: 'Q7', author: BOT });
      await add({ target: 'Q7', documentId: 'Q7', type: 'protect' });
      expect(await found(query)).toBe(expected);
    });

    test('a change of a page is logged with it', async () => {
      const revisionId = await deleteLogged();
      expect(await store.records.logEvents({ limit: 5 })).toMatchObject([
        {
          ...DELETED,
          userName: 'Bot',
          target: 'Q1',
          documentId: 'Q1',
          revisionId,
          tags: ['oops'],
          params: {},
        },
      ]);
    });

    test('a refused change is not logged', async () => {
      const change = { ...itemChange('Q1', 'en=one', 7), logEvent: DELETED };
      expect(await store.commit(commitOf([change]))).toMatchObject({ outcome: 'stale' });
      expect(await found({})).toBe('');
    });

    test('what is suppressed in the revision is suppressed in the log', async () => {
      const revisionId = await deleteLogged();
      await store.suppress({ revisionId, parts: ['author'] });
      expect(await store.records.logEvents({ limit: 5 })).toMatchObject([
        { userId: 0, userName: undefined, comment: 'a test item' },
      ]);
      await store.suppress({ revisionId, parts: ['summary'] });
      expect(await store.records.logEvents({ limit: 5 })).toMatchObject([{ comment: undefined }]);
      expect(await found({ userName: 'Bot' })).toBe('');
    });
  });
}
