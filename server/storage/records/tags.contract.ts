/** What every record store must keep of tags: what they mean, and which changes have them by now. */
import { describe, expect, test } from 'vitest';
import { ALICE, deletion, itemChange, newItem } from '../../../test/commits.ts';
import type { NewLogEvent } from './log-events.ts';
import { openForEachTest } from './store-under-test.contract.ts';
import type { StoreUnderTest } from './store-under-test.contract.ts';
import type { TaggedChange } from './tags.ts';

const EVENT: NewLogEvent = {
  type: 'managetags',
  action: 'create',
  author: ALICE,
  target: 'x',
  comment: 'why',
};
const DELETED = { type: 'delete', action: 'delete', comment: 'spam' };

export function itKeepsTags(open: () => Promise<StoreUnderTest>): void {
  const { store, save } = openForEachTest(open);

  async function define(tag: string): Promise<number | undefined> {
    const { userId, name: userName } = ALICE;
    const definition = { tag, description: 'for tests', active: true, userId, userName };
    return store.moderation.defineTag(definition, EVENT);
  }

  async function edit(change: TaggedChange, add: string[], remove: string[] = []) {
    return store.moderation.editTags({ change, add, remove, event: { ...EVENT, type: 'tag' } });
  }

  async function tagsOf(revisionId: number): Promise<string> {
    return ((await store.records.revision(revisionId))?.tags ?? []).join(' ');
  }

  /** Each tag with the number of its uses. */
  async function listed(from?: string, limit = 10): Promise<string> {
    const uses = await store.records.tags({ limit, ...(from === undefined ? {} : { from }) });
    return uses.map((use) => `${use.tag} ${use.uses}`).join(', ');
  }

  describe('definitions of tags', () => {
    test('a tag is defined once, by somebody, and told of in the log', async () => {
      const logId = await define('x');
      expect(await define('x')).toBeUndefined();
      const definition = (await store.records.tagDefinitions(['x', 'y'])).get('x');
      expect(definition).toMatchObject({
        description: 'for tests',
        active: true,
        userName: 'Alice',
      });
      const [event, ...others] = await store.records.logEvents({ type: 'managetags', limit: 5 });
      expect([event?.logId, others]).toEqual([logId, []]);
    });

    test('a tag is switched off and on again, which is told where it changes something', async () => {
      await define('x');
      expect(await store.moderation.setTagActive('x', true, EVENT)).toBeUndefined();
      expect(await store.moderation.setTagActive('x', false, EVENT)).toBeDefined();
      expect((await store.records.tagDefinitions(['x'])).get('x')?.active).toBe(false);
      expect(await store.moderation.setTagActive('y', false, EVENT)).toBeUndefined();
    });

    test('a tag that is deleted goes from every change', async () => {
      await define('x');
      const { revisionId } = await save({ ...newItem('en=a'), tags: ['x', 'y'] });
      await store.logEvents.addLogEvent({ ...EVENT, tags: ['x'] });
      await store.moderation.deleteTag('x', EVENT);
      expect(await tagsOf(revisionId)).toBe('y');
      expect(await store.records.logEvents({ tag: 'x', limit: 5 })).toEqual([]);
      expect(await listed()).toBe('y 1');
    });

    test('tags that are defined or used are listed by name and counted', async () => {
      await define('b');
      await save({ ...newItem('en=a'), tags: ['c', '#a'] });
      await save({ ...newItem('en=b'), tags: ['c'] });
      await store.logEvents.addLogEvent({ ...EVENT, tags: ['d', 'c'] });
      expect(await listed()).toBe('#a 1, b 0, c 3, d 1');
      expect(await listed('b', 2)).toBe('b 0, c 3');
    });
  });

  describe('tags of changes', () => {
    test('come and go after the change was saved', async () => {
      const { revisionId } = await save({ ...newItem('en=a'), tags: ['x', 'y'] });
      const done = await edit({ revisionId }, ['y', 'z'], ['x', 'w']);
      expect(done).toMatchObject({ added: ['z'], removed: ['x'] });
      expect(await tagsOf(revisionId)).toBe('y z');
      const found = await Promise.all(
        ['x', 'z'].map((tag) => store.records.recentChanges({ tag, limit: 5 })),
      );
      expect(found.map((changes) => changes.length)).toEqual([0, 1]);
    });

    test('that stay the same are not told of', async () => {
      const { revisionId } = await save({ ...newItem('en=a'), tags: ['x'] });
      expect(await edit({ revisionId }, ['x'], ['y'])).toEqual({
        added: [],
        removed: [],
        logId: undefined,
      });
      expect(await store.records.logEvents({ limit: 5 })).toEqual([]);
    });

    test.each<TaggedChange>([{ revisionId: 9 }, { logId: 9 }])(
      '%j is no change',
      async (change) => {
        expect(await edit(change, ['x'])).toBeUndefined();
      },
    );

    test.each(['revisionId', 'logId'] as const)(
      'of a deletion are those of its entry in the log, by %s',
      async (by) => {
        const { revisionId: parent } = await save(newItem('en=a'));
        const { revisionId } = await save({ ...deletion('Q1', parent), logEvent: DELETED });
        const [{ logId } = { logId: 0 }] = await store.records.logEvents({ limit: 1 });
        await edit(by === 'logId' ? { logId } : { revisionId }, ['x']);
        expect(await tagsOf(revisionId)).toBe('x');
        const tagged = await store.records.logEvents({ tag: 'x', limit: 5 });
        expect(tagged.map((event) => [event.logId, event.tags])).toEqual([[logId, ['x']]]);
        expect(await listed()).toBe('x 1');
      },
    );

    test('are given to earlier revisions by the one that takes them back', async () => {
      const { revisionId: first } = await save(newItem('en=a'));
      const { revisionId: second } = await save(itemChange('Q1', 'en=b', first));
      const tagsEarlier = { tag: 'undone', revisionIds: [second] };
      const third = await save({ ...itemChange('Q1', 'en=a', second), tagsEarlier });
      const all = await Promise.all([first, second, third.revisionId].map(tagsOf));
      expect(all).toEqual(['', 'undone', '']);
    });
  });

  describe('a revision that says the same', () => {
    test.each([
      ['en=a', 10, 1],
      ['en=a', 2, undefined],
      ['en=b', 10, 2],
      ['en=x', 10, undefined],
    ])('as %s among the %i before the newest is %s', async (text, among, expected) => {
      await save(newItem('en=a'));
      for (const [index, each] of ['en=b', 'en=cc', 'en=d'].entries()) {
        await save(itemChange('Q1', each, index + 1));
      }
      const { content = '' } = itemChange('Q1', text);
      const query = { documentId: 'Q1', content, before: 4, among };
      expect(await store.records.earlierSame(query)).toBe(expected);
    });
  });
}
