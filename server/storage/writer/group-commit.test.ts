import { afterEach, expect, test } from 'vitest';
import { commitOf, itemChange, newItem, savedIn } from '../../../test/commits.ts';
import { openTestStore } from '../../../test/test-store.ts';
import type { TestStore } from '../../../test/test-store.ts';

let store: TestStore;
let nowMs = Date.parse('2030-01-01T12:00:00.900Z');

afterEach(() => store.close());

async function saveAt(timeMs: number, text: string): Promise<string> {
  nowMs = timeMs;
  return savedIn(await store.commit(commitOf([newItem(text)]))).timestamp;
}

test('time never runs backwards in the log, whatever the clock does', async () => {
  store = await openTestStore(() => nowMs);
  const noon = Date.parse('2030-01-01T12:00:00.900Z');
  expect(await saveAt(noon, 'en=a')).toBe('2030-01-01T12:00:00Z');
  expect(await saveAt(noon - 3_600_000, 'en=b')).toBe('2030-01-01T12:00:00Z');
  expect(await saveAt(noon + 1000, 'en=c')).toBe('2030-01-01T12:00:01Z');
  const first = await store.records.document('Q2', { timeMs: noon });
  expect(first?.revisionId).toBe(2);
});

test('an idempotency key is remembered for a day', async () => {
  store = await openTestStore(() => nowMs);
  const send = (text: string) => store.commit(commitOf([newItem(text)], { idempotencyKey: 'k' }));
  await send('en=a');
  nowMs += 23 * 3_600_000;
  expect(await send('en=b')).toMatchObject({ outcome: 'repeated' });
  nowMs += 2 * 3_600_000;
  expect(await send('en=c')).toMatchObject({ outcome: 'saved' });
});

test('where there is room for some of a group, those are saved', async () => {
  store = await openTestStore(Date.now, { maxSizeBytes: 700 * 1024 });
  const huge = Array.from({ length: 200 }, (_, n) => `P${n + 1}=${randomText()}`).join(' | ');
  const outcomes = await Promise.all([
    store.commit(commitOf([itemChange('Q1', 'en=small')])),
    store.commit(commitOf([itemChange('Q2', huge)])),
    store.commit(commitOf([itemChange('Q3', 'en=also small')])),
  ]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['saved', 'refused', 'saved']);
  expect(await store.records.head()).toMatchObject({ sequence: 2 });
});

test('one of a group that fails takes nobody with it', async () => {
  store = await openTestStore();
  const outcomes = await Promise.allSettled([
    store.commit(commitOf([itemChange('Q1', 'en=before')])),
    store.commit(commitOf([{ ...itemChange('Q2', 'en=other'), documentId: 'Q3' }])),
    store.commit(commitOf([newItem('en=after')])),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect([...(await store.records.documents(['Q1', 'Q2', 'Q3'])).keys()]).toEqual(['Q1', 'Q2']);
  expect(await store.records.head()).toMatchObject({ sequence: 2 });
});

/** Nothing that compression could make smaller by much. */
function randomText(): string {
  return Array.from({ length: 160 }, () => crypto.randomUUID()).join('');
}
