import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DumpFile } from './dump-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sabir-dump-file-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the name appears only when it is published', async () => {
  const file = new DumpFile(folder, 'a.gz');
  await file.write('hello');
  await file.finish();
  expect(await readdir(folder)).toEqual(['.a.gz.partial']);
  await file.publish();
  expect(await readdir(folder)).toEqual(['a.gz']);
});

test('size and hash are those of the packed bytes', async () => {
  const file = new DumpFile(folder, 'a.gz');
  for (let i = 0; i < 1000; i++) await file.write(`${i}\n`.repeat(1000));
  const written = await file.finish();
  await file.publish();
  const bytes = await readFile(join(folder, 'a.gz'));
  expect(written).toEqual({
    name: 'a.gz',
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  expect(gunzipSync(bytes).subarray(0, 6).toString()).toBe('0\n0\n0\n');
});

test('what is discarded leaves nothing behind', async () => {
  const file = new DumpFile(folder, 'a.gz');
  await file.write('hello');
  await file.discard();
  expect(await readdir(folder)).toEqual([]);
});

test('a folder that does not exist is an error, not an endless wait', async () => {
  const file = new DumpFile(join(folder, 'nowhere'), 'a.gz');
  await expect(file.finish()).rejects.toThrow(/ENOENT/);
});
