import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage } from '../storage/storage.ts';
import type { Storage } from '../storage/storage.ts';
import { attemptLogIn, changePassword, createAccount } from './accounts.ts';
import { RateLimits } from './rate-limits.ts';
import {
  ANONYMOUS_TOKEN,
  endSession,
  findSession,
  isToken,
  startSession,
  tokenFor,
} from './sessions.ts';

let folder: string;
let store: Storage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sabir-test-'));
  store = await openStorage({
    folder,
    rdf: { conceptBase: 'http://localhost/entity/' },
    durability: 'none',
  });
});

afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const PASSWORD = 'correct horse';

async function account(name: string, password: string | undefined = PASSWORD) {
  const user = await createAccount(password === undefined ? { name } : { name, password }, store);
  if (!user.ok) throw new Error(JSON.stringify(user.failures));
  return user.value;
}

async function refusal(name: string, password = PASSWORD): Promise<string | undefined> {
  const user = await createAccount({ name, password }, store);
  return user.ok
    ? undefined
    : user.failures
        .map(({ code, parameters }) => `${code} ${parameters['reason'] ?? ''}`.trim())
        .join();
}

function logIn(name: string, password: string) {
  const limits = new RateLimits(false);
  return attemptLogIn(name, password, '192.0.2.1', { records: store.records, limits });
}

describe('accounts', () => {
  test('an account has a number, its name in normal form, groups, and no plain password', async () => {
    const user = await createAccount(
      { name: 'sys_op', password: PASSWORD, groups: ['sysop'] },
      store,
    );
    expect(user).toMatchObject({ value: { name: 'Sys op', groups: ['sysop'] } });
    expect(user.ok && user.value.userId).toBeGreaterThan(0);
    expect(JSON.stringify(user)).not.toContain(PASSWORD);
  });

  test('names are taken once, however they are spelled', async () => {
    await account('Émilie');
    expect(await refusal('e\u0301milie')).toBe('user-exists');
  });

  test('nobody can look like somebody else', async () => {
    await account('Coco');
    expect(await refusal('Сосо')).toBe('bad-user-name looks-like-another');
    await account('Bill Modern');
    expect(await refusal('BiIl Modern')).toBe('bad-user-name looks-like-another');
    expect(await refusal('Bill Modem')).toBe('bad-user-name looks-like-another');
    expect(await refusal('bill Modern')).toBe('user-exists');
    expect(await refusal('BILL MODERN')).toBe('bad-user-name looks-like-another');
    await account('Émile');
    expect(await refusal('ÉMILE')).toBe('bad-user-name looks-like-another');
    expect(await refusal('Bill Moderner')).toBeUndefined();
  });

  test.each([
    ['a#b', PASSWORD, 'bad-user-name illegal-character'],
    ['Fine', 'short', 'password-too-short'],
  ])('%s with %s is refused: %s', async (name, password, code) => {
    expect(await refusal(name, password)).toBe(code);
  });
});

describe('logging in', () => {
  test('takes the name and the password', async () => {
    const user = await account('Dora');
    expect(await logIn('dora', PASSWORD)).toEqual({ ok: true, value: user });
  });

  test.each([
    ['Dora', 'wrong horse'],
    ['Dora', ''],
    ['Nobody', PASSWORD],
    ['no#name', PASSWORD],
    ['Machine', ''],
  ])('as %s with %j gives the same answer', async (name, password) => {
    if (name === 'Machine') await account('Machine', undefined);
    expect(await logIn(name, password)).toEqual({
      ok: false,
      failures: [{ code: 'bad-credentials', parameters: {} }],
    });
  });

  test('a thousand addresses that guess lock nobody out of home, and are told to wait', async () => {
    const user = await account('Frida');
    await store.moderation.noteAddress(user.userId, '2001:db8:1:2::1');
    const limits = new RateLimits(true);
    const logInFrom = async (address: string, password: string): Promise<string> => {
      const found = await attemptLogIn('Frida', password, address, {
        records: store.records,
        limits,
      });
      return found.ok ? 'in' : (found.failures[0]?.code ?? '');
    };
    expect(await logInFrom('192.0.2.1', PASSWORD)).toBe('in');
    const answers = [];
    for (let host = 0; host < 100; host++) {
      answers.push(await logInFrom(`198.51.100.${host}`, 'a guess'));
    }
    expect(answers.filter((code) => code === 'bad-credentials')).toHaveLength(60);
    expect(await logInFrom('203.0.113.1', PASSWORD)).toBe('rate-limited');
    expect(await logInFrom('2001:db8:1:2::99', PASSWORD)).toBe('in');
  });

  test('a changed password counts at once', async () => {
    const user = await account('Edgar');
    expect((await changePassword(user, 'short', store.accounts)).ok).toBe(false);
    expect((await changePassword(user, 'another horse', store.accounts)).ok).toBe(true);
    expect((await logIn('Edgar', PASSWORD)).ok).toBe(false);
    expect((await logIn('Edgar', 'another horse')).ok).toBe(true);
  });
});

describe('sessions', () => {
  const DAY_MS = 86_400_000;
  const NOW = Date.now();

  test('a session lasts a month, or until its user logs out', async () => {
    const user = await account('Fritz');
    const { token } = await startSession(user, store.accounts, NOW);
    expect((await findSession(token, store.records, NOW))?.user).toEqual(user);
    expect(await findSession(token, store.records, NOW + 31 * DAY_MS)).toBeUndefined();
    expect(await findSession(`${token}x`, store.records, NOW)).toBeUndefined();
    await endSession(token, store.accounts);
    expect(await findSession(token, store.records, NOW)).toBeUndefined();
  });

  test('every log-in starts another one, and the store does not know its token', async () => {
    const user = await account('Gerda');
    const [one, two] = [
      await startSession(user, store.accounts, NOW),
      await startSession(user, store.accounts, NOW),
    ];
    expect(one.token).not.toBe(two.token);
    expect(JSON.stringify(await store.records.session(one.session.tokenHash))).not.toContain(
      one.token,
    );
  });

  test('a CSRF token belongs to one session', async () => {
    const user = await account('Hugo');
    const [one, two] = [
      await startSession(user, store.accounts, NOW),
      await startSession(user, store.accounts, NOW),
    ];
    const token = tokenFor(one.session.csrfSecret, 'csrf');
    expect(token.endsWith(ANONYMOUS_TOKEN)).toBe(true);
    expect(isToken(token, tokenFor(one.session.csrfSecret, 'csrf'))).toBe(true);
    expect(isToken(token, tokenFor(two.session.csrfSecret, 'csrf'))).toBe(false);
    expect(isToken('', tokenFor(one.session.csrfSecret, 'csrf'))).toBe(false);
    expect(isToken(tokenFor(one.session.csrfSecret, 'login'), token)).toBe(false);
  });
});
