import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore } from '../../../../test/test-store.ts';
import type { TestStore } from '../../../../test/test-store.ts';

const START = 1_800_000_000;
const HOUR = 60 * 60;
const DAY = 24 * HOUR;

let now = START;
let store: TestStore;
beforeAll(async () => {
  store = await openTestStore(() => now * 1000);
});
afterAll(() => store.close());

/** Each case goes on from where the one before it stopped. */
test.each<[string, number, [number, string], string[]]>([
  ['the first time', 0, [7, 'a'], ['7 a 0']],
  ['not again within the hour', HOUR - 1, [7, 'a'], ['7 a 0']],
  ['another account', HOUR - 1, [8, 'a'], ['7 a 0', `8 a ${HOUR - 1}`]],
  ['again after an hour', HOUR, [7, 'a'], [`7 a ${HOUR}`, `8 a ${HOUR - 1}`]],
  ['what is 90 days old is forgotten', 91 * DAY, [7, 'b'], [`7 b ${91 * DAY}`]],
])('an address is noted: %s', async (_, seconds, [userId, address], expected) => {
  now = START + seconds;
  await store.moderation.noteAddress(userId, address);
  const rows = store.db.prepare('SELECT * FROM user_address ORDER BY user_id').all() as {
    readonly user_id: number;
    readonly address: string;
    readonly last_used: number;
  }[];
  expect(rows.map((row) => `${row.user_id} ${row.address} ${row.last_used - START}`)).toEqual(
    expected,
  );
});
