import { join } from 'node:path';
import { expect, test } from 'vitest';
import { attemptLogIn } from '../../server/accounts/accounts.ts';
import { RateLimits } from '../../server/accounts/rate-limits.ts';
import { isRecoveryLink } from '../../server/accounts/recovery.ts';
import { blockUser } from '../../server/accounts/moderation.ts';
import { openWiki } from '../../server/wiki.ts';
import { claimDataFolder } from '../../server/processes/data-folder.ts';
import { sabir, SabirProcess, temporaryFolder } from './sabir-process.ts';
import { stored } from './stored.ts';

const PASSWORD = 'correct horse battery';

test('an account is made in a folder that nobody serves; its password may come from a pipe', async () => {
  const data = join(await temporaryFolder(), 'data');
  const words = ['user', 'add', 'Ada', '--bot', '--admin', '--data', data];
  const { finished } = new SabirProcess(words, `${PASSWORD}\n`);
  expect(await finished).toMatchObject({ code: 0, out: 'Ada has an account.\n' });
  expect(await loggedIn(data, 'Ada')).toMatchObject({
    name: 'Ada',
    groups: ['sysop', 'bureaucrat', 'interface-admin', 'bot'],
  });
});

test('a name that is taken, or no name, and a short password are refused', async () => {
  const data = join(await temporaryFolder(), 'data');
  const add = (name: string, password: string) =>
    sabir('user', 'add', name, '--password', password, '--data', data);
  expect(await add('Ada', PASSWORD)).toMatchObject({ code: 0 });
  expect(await add('Ada', `another ${PASSWORD}`)).toMatchObject({ code: 1, out: '' });
  expect(await add('A|da', PASSWORD)).toMatchObject({ code: 1, out: '' });
  expect(await add('Bob', 'short')).toMatchObject({ code: 1, out: '' });
  expect(await loggedIn(data, 'Ada')).toMatchObject({ name: 'Ada', groups: [] });
  expect(await loggedIn(data, 'Bob')).toBeUndefined();
});

test('groups are shown and changed; unknown ones and unknown people are refused', async () => {
  const data = join(await temporaryFolder(), 'data');
  const groups = (...words: string[]) => sabir('user', 'groups', ...words, '--data', data);
  await sabir('user', 'add', 'Ada', '--password', PASSWORD, '--data', data);
  expect(await groups('Ada')).toMatchObject({ code: 0, out: 'Ada: in no group\n' });
  const changed = await groups('Ada', '--add', 'patroller,bot');
  expect(changed).toMatchObject({ code: 0, out: 'Ada: patroller, bot\n' });
  expect(await groups('ada', '--remove', 'bot')).toMatchObject({
    code: 0,
    out: 'Ada: patroller\n',
  });
  expect(await groups('Ada', '--add', 'emperor')).toMatchObject({ code: 1, out: '' });
  expect(await groups('Nobody')).toMatchObject({ code: 1, out: '' });
});

test('a block is lifted', async () => {
  const data = join(await temporaryFolder(), 'data');
  await sabir('user', 'add', 'Ada', '--password', PASSWORD, '--data', data);
  const unblock = () => sabir('user', 'unblock', 'ada', '--data', data);
  expect(await unblock()).toMatchObject({ code: 1, out: '' });
  await blocked(data, 'Ada');
  expect(await unblock()).toMatchObject({ code: 0, out: 'Ada is not blocked any more.\n' });
  expect(await unblock()).toMatchObject({ code: 1, out: '' });
});

test('a link for a new password is printed, and is good once', async () => {
  const data = join(await temporaryFolder(), 'data');
  await sabir('user', 'add', 'Ada', '--password', PASSWORD, '--data', data);
  const base = ['--base-url', 'https://wiki.example', '--data', data];
  const link = await sabir('user', 'recover', 'ada', ...base);
  expect(link.code).toBe(0);
  expect(link.out).toMatch(
    /^https:\/\/wiki\.example\/wiki\/Special:PasswordReset\?token=sabir_recovery_[\da-f]{40}\n$/,
  );
  const token = link.out.trim().split('token=')[1] ?? '';
  expect(await stored(data, (records) => isRecoveryLink(token, records))).toBe(true);
  expect(await sabir('user', 'recover', 'Nobody', ...base)).toMatchObject({ code: 1, out: '' });
});

test('a folder that another process has is refused by name', async () => {
  const data = await temporaryFolder();
  const claim = claimDataFolder(data);
  const refused = await sabir('user', 'add', 'Ada', '--password', PASSWORD, '--data', data);
  claim?.release();
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain(`The data folder ${data} is in use`);
});

async function blocked(data: string, target: string): Promise<void> {
  const { storage, site } = await openWiki({
    folder: data,
    rdf: { conceptBase: 'http://127.0.0.1:8080' },
  });
  const terms = {
    expires: undefined,
    reason: '',
    only: undefined,
    anonymousOnly: false,
    noAccountCreation: false,
    autoblock: false,
    ownTalkPage: true,
  };
  const sysop = { userId: 9, name: 'Sysop', groups: ['sysop'] };
  const made = await blockUser({ target, ...terms, replaces: false }, sysop, { ...storage, site });
  await storage.close();
  expect(made.ok).toBe(true);
}

async function loggedIn(data: string, name: string) {
  const user = await stored(data, (records) =>
    attemptLogIn(name, PASSWORD, '127.0.0.1', { records, limits: new RateLimits(false) }),
  );
  return user.ok ? user.value : undefined;
}
