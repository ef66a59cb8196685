import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok } from '../../schema/failures.ts';
import { askControlSocket, openControlSocket } from './control-socket.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sabir-control-'));
});
afterEach(() => rm(folder, { recursive: true }));

const request = { command: 'greet', arguments: { name: 'Ada' } };

test('a request is answered', async () => {
  const socket = await openControlSocket(folder, ({ arguments: { name } }) =>
    Promise.resolve(ok(`hello ${String(name)}`)),
  );
  expect(await askControlSocket(folder, request)).toEqual(ok('hello Ada'));
  await socket.close();
});

test('a handler that throws is an answer too', async () => {
  const socket = await openControlSocket(folder, () => Promise.reject(new Error('no')));
  expect(await askControlSocket(folder, request)).toMatchObject({
    ok: false,
    failures: [{ code: 'internal-error' }],
  });
  await socket.close();
});

test('nobody there: no answer', async () => {
  expect(await askControlSocket(folder, request)).toBeUndefined();
});

test('a dead socket is replaced, and only its owner may use the new one', async () => {
  await writeFile(join(folder, 'control.sock'), '');
  const socket = await openControlSocket(folder, () => Promise.resolve(ok('alive')));
  expect(await askControlSocket(folder, request)).toMatchObject({ ok: true });
  expect((await stat(join(folder, 'control.sock'))).mode & 0o777).toBe(0o600);
  await socket.close();
});
