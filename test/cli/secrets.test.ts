/** What nobody may read where it does not belong: secrets in the log, and in copies of the store. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createAccount } from '../../server/accounts/accounts.ts';
import { createBotPassword } from '../../server/accounts/bot-passwords.ts';
import { registerConsumer } from '../../server/accounts/consumers.ts';
import { createRecoveryLink } from '../../server/accounts/recovery.ts';
import { newSecret } from '../../server/accounts/secrets.ts';
import { keptServerKey } from '../../server/processes/data-folder.ts';
import { openWiki } from '../../server/wiki.ts';
import { SabirProcess, temporaryFolder } from './sabir-process.ts';

const PASSWORD = 'correct horse battery';

/** Those of one account, of every kind; the known ones open something. */
async function plant(data: string): Promise<string[]> {
  const wiki = await openWiki({ folder: data, rdf: { conceptBase: 'http://localhost/entity/' } });
  const { storage } = wiki;
  const ada = await createAccount({ name: 'Ada', password: PASSWORD }, storage);
  if (!ada.ok) throw new Error(JSON.stringify(ada.failures));
  const { userId } = ada.value;
  const bot = await createBotPassword({ userId, label: 'tool', grants: [] }, storage);
  const serverKey = await keptServerKey(data);
  const consumers = await Promise.all(
    (['owner', 'oauth1'] as const).map(async (kind) =>
      registerConsumer(
        { userId, name: kind, kind, grants: [], redirectUri: '', confidential: true },
        { ...storage, serverKey },
      ),
    ),
  );
  const link = await createRecoveryLink(ada.value, storage.credentials, Date.now());
  await storage.close();
  const known = consumers.flatMap((made) => {
    if (!made.ok) throw new Error(JSON.stringify(made.failures));
    const { consumerKey: _, ...secrets } = made.value;
    return Object.values(secrets);
  });
  return [bot.ok ? bot.value : '', link.split('token=')[1] ?? '', PASSWORD, ...known];
}

test('of fifty secrets none is in the log, however it was sent, nor in the store', async () => {
  const data = await temporaryFolder();
  const known = await plant(data);
  const secrets = [
    ...known,
    ...Array.from({ length: 50 - known.length }, () => newSecret('access')),
  ];
  expect(new Set(secrets).size).toBe(50);
  const server = new SabirProcess(
    `serve --port 0 --data ${data} --seed off --log trace --rate-limit off`.split(' '),
  );
  const [url = ''] = await server.printed(/http:\/\/\S+/);
  for (const secret of secrets) await send(url, secret);
  server.send('SIGTERM');
  const { out, err } = await server.finished;
  const store = await readFile(join(data, 'sabir.sqlite'));
  for (const secret of secrets) {
    expect(out + err).not.toContain(secret);
    expect(store.includes(secret)).toBe(false);
  }
});

function form(fields: Record<string, string>): RequestInit {
  return { method: 'POST', body: new URLSearchParams(fields) };
}

/** In headers, bodies, addresses and cookies. */
async function send(url: string, secret: string): Promise<void> {
  const text = encodeURIComponent(secret);
  const requests: readonly (readonly [path: string, init: RequestInit])[] = [
    ['/w/api.php?action=query', { headers: { Authorization: `Bearer ${secret}` } }],
    ['/wiki/Special:BotPasswords', { headers: { Cookie: `sabirSession=${text}` } }],
    [`/w/api.php?action=query&access_token=${text}`, {}],
    [`/wiki/Special:PasswordReset?token=${text}`, {}],
    [`/w/rest.php/wikibase/v1/entities/items/${text}`, {}],
    ['/w/api.php', form({ action: 'login', lgname: secret, lgpassword: secret, lgtoken: secret })],
    ['/w/rest.php/oauth2/access_token', form({ client_id: secret, client_secret: secret })],
  ];
  for (const [path, init] of requests) {
    const { status } = await fetch(url + path, { redirect: 'manual', ...init });
    expect(status).toBeLessThan(500);
  }
}
