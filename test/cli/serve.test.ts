import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { attemptLogIn } from '../../server/accounts/accounts.ts';
import { RateLimits } from '../../server/accounts/rate-limits.ts';
import { dumpedEntities, lines, sampleEntities } from './sample-entities.ts';
import { sabir, SabirProcess, temporaryFolder } from './sabir-process.ts';
import { revisionsIn, stored } from './stored.ts';

const PASSWORD = 'correct horse battery';

let folder: string;
let data: string;
let file: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  data = join(folder, 'data');
  file = join(folder, 'dump.jsonl');
  await writeFile(file, lines(sampleEntities));
});

test('beside a server, the command line reads and asks; it never writes by itself', async () => {
  await sabir('import', file, '--data', data);
  const { server } = await serve('--seed', 'off');

  const added = await sabir('user', 'add', 'Ada', '--password', PASSWORD, '--data', data);
  expect(added).toMatchObject({ code: 0, out: 'Ada has an account.\n' });
  expect(await canLogIn('Ada')).toBe(true);
  const again = await sabir('user', 'add', 'Ada', '--password', PASSWORD, '--data', data);
  expect(again).toMatchObject({ code: 1, out: '' });

  for (const words of [['import', file], ['serve', '--port', '0'], ['verify']]) {
    const refused = await sabir(...words, '--data', data);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain(`The data folder ${data} is in use`);
  }
  expect(await revisionsIn(data)).toBe(sampleEntities.length);

  const dump = join(folder, 'dump');
  expect(await sabir('dump', dump, '--data', data)).toMatchObject({ code: 0 });
  expect((await dumpedEntities(dump)).size).toBe(sampleEntities.length);
  const query = await sabir('query', 'ASK { wd:Q1 wdt:P2 wd:Q2 }', '--data', data);
  expect(query.code).toBe(0);
  expect(query.out).toContain('true');

  expect(await stopped(server)).toMatchObject({ code: 0 });
  expect(await sabir('verify', '--data', data)).toMatchObject({ code: 0 });
});

test('a first start brings content and an administrator; what was told to stop starts again', async () => {
  const first = await serve('--admin-user', 'Root', '--admin-password', PASSWORD);
  const found = await fetch(`${first.url}/entity/Q6256`, {
    headers: { Accept: 'application/json' },
  });
  expect(found.status).toBe(200);
  const { sequence } = await stored(data, (records) => records.head());
  expect(sequence).toBeGreaterThan(1000);
  expect(await canLogIn('Root')).toBe(true);
  expect(await stopped(first.server)).toMatchObject({ code: 0 });

  const second = await serve('--admin-user', 'Root', '--admin-password', PASSWORD);
  expect(await (await fetch(`${second.url}/health`)).json()).toMatchObject({ sequence });
  expect(await stopped(second.server)).toMatchObject({ code: 0 });
});

test('where nobody is named, an administrator is made, whose password is shown once', async () => {
  const first = await serve('--seed', 'off');
  const { err } = await stopped(first.server);
  const [, name = '', password = ''] =
    /administrator (\S+) with the password (\S+)/.exec(err) ?? [];
  const user = await stored(data, (records) =>
    attemptLogIn(name, password, '127.0.0.1', { records, limits: new RateLimits(false) }),
  );
  expect(user).toMatchObject({ ok: true, value: { name: 'Admin' } });
  const second = await serve('--seed', 'off');
  expect((await stopped(second.server)).err).not.toContain('password');
});

test('a port that somebody has is refused by number', async () => {
  const { url } = await serve('--seed', 'off');
  const { port } = new URL(url);
  const other = join(folder, 'other');
  const refused = await sabir('serve', '--data', other, '--port', port, '--seed', 'off');
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain(port);
});

async function serve(...words: readonly string[]): Promise<{ server: SabirProcess; url: string }> {
  const server = new SabirProcess(['serve', '--data', data, '--port', '0', ...words]);
  const [, url = ''] = await server.printed(/^sabir ready on (http:\/\/127\.0\.0\.1:\d+)$/m);
  return { server, url };
}

async function stopped(server: SabirProcess) {
  server.send('SIGTERM');
  return server.finished;
}

async function canLogIn(name: string): Promise<boolean> {
  return (
    await stored(data, (records) =>
      attemptLogIn(name, PASSWORD, '127.0.0.1', { records, limits: new RateLimits(false) }),
    )
  ).ok;
}
