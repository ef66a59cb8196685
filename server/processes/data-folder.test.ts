import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok } from '../../schema/failures.ts';
import {
  claimDataFolder,
  isMarkedAsSeeding,
  keptConceptBase,
  whileMarkedAsSeeding,
} from './data-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sabir-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a folder is made and has one owner, until it is released', () => {
  const inner = join(folder, 'new', 'data');
  const claim = claimDataFolder(inner);
  expect(claim).toBeDefined();
  expect(claimDataFolder(inner)).toBeUndefined();
  claim?.release();
  const next = claimDataFolder(inner);
  expect(next).toBeDefined();
  next?.release();
});

test('another process is kept out; its death frees the folder', async () => {
  const module = join(import.meta.dirname, 'data-folder.ts');
  const holder = spawn(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { claimDataFolder } from ${JSON.stringify(module)};
     claimDataFolder(${JSON.stringify(folder)}); console.log('mine'); setInterval(() => {}, 1000);`,
  ]);
  await once(holder.stdout, 'data');
  expect(claimDataFolder(folder)).toBeUndefined();
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const claim = claimDataFolder(folder);
  expect(claim).toBeDefined();
  claim?.release();
});

test('the first start decides the concept base', async () => {
  const wanted = { explicit: undefined, fallback: 'http://127.0.0.1:8080/entity/' };
  expect(await keptConceptBase(folder, wanted)).toEqual(ok(wanted.fallback));
  const otherPort = { explicit: undefined, fallback: 'http://127.0.0.1:9090/entity/' };
  expect(await keptConceptBase(folder, otherPort)).toEqual(ok(wanted.fallback));
  const other = { explicit: 'https://kb.example/entity/', fallback: wanted.fallback };
  expect(await keptConceptBase(folder, other)).toMatchObject({
    ok: false,
    failures: [{ code: 'other-concept-base' }],
  });
});

test('seeding that was cut off stays marked', async () => {
  const cut = whileMarkedAsSeeding(folder, () => Promise.reject(new Error('cut')));
  await expect(cut).rejects.toThrow('cut');
  expect(isMarkedAsSeeding(folder)).toBe(true);
  await whileMarkedAsSeeding(folder, () => Promise.resolve());
  expect(isMarkedAsSeeding(folder)).toBe(false);
});
