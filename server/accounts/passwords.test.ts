import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.ts';

async function hashed(password: string): Promise<string> {
  const result = await hashPassword(password);
  if (!result.ok) throw new Error('refused');
  return result.value;
}

async function fits(hash: string | undefined, password: string): Promise<boolean | undefined> {
  const result = await verifyPassword(hash, password);
  return result.ok ? result.value : undefined;
}

test('a password is hashed with Argon2id at the cost that we chose', async () => {
  expect(await hashed('correct horse')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('the same password has another hash each time, and both fit', async () => {
  const [a, b] = [await hashed('correct horse'), await hashed('correct horse')];
  expect(a).not.toBe(b);
  expect(await fits(a, 'correct horse')).toBe(true);
  expect(await fits(b, 'correct horse')).toBe(true);
  expect(await fits(a, 'wrong horse')).toBe(false);
});

test('however it was typed, a letter is the same letter', async () => {
  expect(await fits(await hashed('caf\u00E9 au lait'), 'cafe\u0301 au lait')).toBe(true);
});

test('nobody has no password', async () => {
  expect(await fits(undefined, '')).toBe(false);
});

test.each(['', 'short', '🦏🦏🦏🦏🦏🦏🦏'])('%j is too short', async (password) => {
  expect(await hashPassword(password)).toMatchObject({
    failures: [{ code: 'password-too-short', parameters: { limit: 8 } }],
  });
});

test('many at once all get their turn', async () => {
  const hash = await hashed('correct horse');
  const tries = Array.from({ length: 8 }, (_, i) =>
    fits(hash, i % 2 === 0 ? 'correct horse' : `wrong horse ${i}`),
  );
  expect(await Promise.all(tries)).toEqual(tries.map((_, i) => i % 2 === 0));
});

test('who comes when too many wait is told so at once', async () => {
  const hash = await hashed('correct horse');
  const tries = await Promise.all(
    Array.from({ length: 80 }, () => verifyPassword(hash, 'wrong horse')),
  );
  const refused = tries.filter(({ ok }) => !ok);
  expect(refused).toHaveLength(80 - 64 - 2);
  expect(refused[0]).toMatchObject({ failures: [{ code: 'rate-limited' }] });
  expect(await fits(hash, 'correct horse')).toBe(true);
});
