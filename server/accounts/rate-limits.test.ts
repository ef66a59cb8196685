import { describe, expect, test } from 'vitest';
import { RateLimits } from './rate-limits.ts';
import type { Person } from './standing.ts';

const anonymous: Person = { userId: 0, name: '192.0.2.1', groups: [] };
const temporary: Person = { userId: 5, name: '~2026-1', groups: ['temp'], address: '192.0.2.1' };
const newcomer: Person = { userId: 6, name: 'New', groups: [], address: '192.0.2.1' };
const known: Person = { ...newcomer, userId: 7, groups: ['autoconfirmed'] };
const bot: Person = { ...newcomer, userId: 8, groups: ['bot'] };

/** How many of so many attempts are let through. */
async function passed(attempts: number, attempt: () => Promise<unknown>): Promise<number> {
  let count = 0;
  for (let done = 0; done < attempts; done++) if ((await attempt()) === undefined) count++;
  return count;
}

test.each<[string, Person, number]>([
  ['somebody without an account', anonymous, 8],
  ['a temporary account', temporary, 8],
  ['a newcomer', newcomer, 8],
  ['somebody who is known', known, 90],
  ['a bot', bot, 100],
])('%s may edit so often a minute: %#', async (_, person, expected) => {
  const limits = new RateLimits(true);
  expect(await passed(100, () => limits.takeEdit(person))).toBe(expected);
});

describe('who counts as one', () => {
  test('a temporary account and its address', async () => {
    const limits = new RateLimits(true);
    expect(await passed(8, () => limits.takeEdit(anonymous))).toBe(8);
    expect(await limits.takeEdit(temporary)).toMatchObject({ code: 'rate-limited' });
    expect(await limits.takeEdit(newcomer)).toBeUndefined();
  });

  test('a network of IPv6, but not the next one', async () => {
    const limits = new RateLimits(true);
    const at = (name: string) => limits.takeEdit({ ...anonymous, name });
    let host = 0;
    expect(await passed(20, () => at(`2001:db8:1:2::${++host}`))).toBe(8);
    expect(await at('2001:db8:1:3::1')).toBeUndefined();
  });
});

test('a refusal says when to come back', async () => {
  const limits = new RateLimits(true);
  await passed(8, () => limits.takeEdit(anonymous));
  const refused = await limits.takeEdit(anonymous);
  const seconds = Number(refused?.parameters['retryAfterSeconds']);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
});

test('a thousand guesses at one account lead to no more than ten verifications', async () => {
  const limits = new RateLimits(true);
  expect(await passed(1000, () => limits.takeGuess('Ada', '192.0.2.1'))).toBeLessThanOrEqual(10);
});

test('one address guesses no more than twenty times a minute, at whomever', async () => {
  const limits = new RateLimits(true);
  let account = 0;
  const guess = () => limits.takeGuess(`User ${++account}`, '192.0.2.1');
  expect(await passed(1000, guess)).toBe(20);
  expect(await limits.takeGuess('Ada', '192.0.2.2')).toBeUndefined();
});

test('strangers guess at one account sixty times in ten minutes, wherever they are', async () => {
  const limits = new RateLimits(true);
  expect(await passed(60, () => limits.takeStrangersGuess('Ada'))).toBe(60);
  expect(await limits.takeStrangersGuess('Bob')).toBeUndefined();
  await limits.giveBackStrangersGuess('Ada');
  expect(await passed(10, () => limits.takeStrangersGuess('Ada'))).toBe(1);
});

test('an address makes six accounts a day, and six temporary ones', async () => {
  const limits = new RateLimits(true);
  expect(await passed(10, () => limits.takeAccount('192.0.2.1'))).toBe(6);
  expect(await passed(10, () => limits.takeTemporaryAccount('192.0.2.1'))).toBe(6);
});

test('a thousand short queries count like one long one', async () => {
  const limits = new RateLimits(true);
  for (let query = 0; query < 1000; query++) await limits.takeQueryTime('192.0.2.1', 119.5);
  expect(await limits.usedUp('192.0.2.1')).toMatchObject({ code: 'rate-limited' });
  expect(await limits.usedUp('192.0.2.2')).toBeUndefined();
});

test('after thirty errors in a minute there is a pause', async () => {
  const limits = new RateLimits(true);
  for (let error = 0; error < 29; error++) await limits.takeError('192.0.2.1');
  expect(await limits.usedUp('192.0.2.1')).toBeUndefined();
  await limits.takeError('192.0.2.1');
  expect(await limits.usedUp('192.0.2.1')).toMatchObject({ code: 'rate-limited' });
});

test('switched off, there are no limits', async () => {
  const limits = new RateLimits(false);
  expect(await passed(200, () => limits.takeEdit(anonymous))).toBe(200);
  expect(await passed(200, () => limits.takeGuess('Ada', '192.0.2.1'))).toBe(200);
});
