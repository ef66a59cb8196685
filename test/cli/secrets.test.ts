/** What nobody but its owner may know is not written down, however a request carries it. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SabirProcess, temporaryFolder } from './sabir-process.ts';

const SECRET = 'planted-secret';

/** Wherever a program or a form may put a secret, also where it should not. */
const CARRIERS: readonly ((secret: string) => readonly [path: string, init: RequestInit])[] = [
  (secret) => [`/w/api.php?access_token=${secret}&action=query&meta=userinfo`, {}],
  (secret) => [`/wiki/Special:PasswordReset?link=${secret}`, {}],
  (secret) => ['/w/api.php?action=query', { headers: { Authorization: `Bearer ${secret}` } }],
  (secret) => ['/w/api.php', { headers: { Authorization: `OAuth oauth_token="${secret}"` } }],
  (secret) => ['/', { headers: { Authorization: `Basic ${secret}` } }],
  (secret) => ['/', { headers: { Cookie: `sabirSession=${secret}` } }],
  (secret) => ['/w/api.php', form({ action: 'login', lgname: 'Admin', lgpassword: secret })],
  (secret) => ['/w/api.php', form({ action: 'wbeditentity', new: 'item', token: secret })],
  (secret) => ['/wiki/Special:Login', form({ name: 'Admin', password: secret, token: secret })],
  (secret) => ['/wiki/Special:CreateAccount', form({ name: secret, password: secret })],
];

function form(fields: Readonly<Record<string, string>>): RequestInit {
  return { method: 'POST', body: new URLSearchParams(fields) };
}

test('no log holds what was sent to prove who somebody is', async () => {
  const data = join(await temporaryFolder(), 'data');
  const settings = [
    '--seed',
    'off',
    '--log',
    'debug',
    '--admin-user',
    'Admin',
    '--admin-password',
    `${SECRET}-of-admin`,
  ];
  const server = new SabirProcess(['serve', '--port', '0', '--data', data, ...settings]);
  const [, url = ''] = await server.printed(/ready on (http\S+)/);
  for (let sent = 0; sent < 50; sent++) {
    const [path, init] = CARRIERS[sent % CARRIERS.length]?.(`${SECRET}-${sent}`) ?? ['/', {}];
    expect((await fetch(url + path, init)).status).toBeLessThan(500);
  }
  server.send('SIGTERM');
  const { out, err } = await server.finished;
  expect(out + err).not.toContain(SECRET);
});
