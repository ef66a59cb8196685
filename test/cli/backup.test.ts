import { chmod, copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keptConceptBase, keptServerKey } from '../../server/processes/data-folder.ts';
import { lines, sampleEntities } from './sample-entities.ts';
import { sabir, temporaryFolder } from './sabir-process.ts';
import { idsIn } from './stored.ts';

test('a backup is a database of its own, and replaces another file only when told to', async () => {
  const { folder, data } = await wiki();

  const kept = join(folder, 'sabir.sqlite');
  await writeFile(kept, 'something else');
  const refused = await sabir('backup', kept, '--data', data);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain(`${kept} exists already.`);
  expect(await readFile(kept, 'utf8')).toBe('something else');

  expect(await sabir('backup', kept, '--force', '--data', data)).toMatchObject({ code: 0 });
  expect(await idsIn(folder)).toEqual(await idsIn(data));

  const itself = await sabir('backup', join(data, 'sabir.sqlite'), '--force', '--data', data);
  expect(itself).toMatchObject({ code: 1, out: '' });
});

test('what secrets follow from comes along, for its owner alone, and replaces no other key', async () => {
  const { folder, data } = await wiki();
  const key = await keptServerKey(data);
  const kept = join(folder, 'copy.sqlite');
  const keptKey = `${kept}.server-key`;

  const done = await sabir('backup', kept, '--data', data);
  expect(done).toMatchObject({ code: 0 });
  expect(done.out).toContain(keptKey);
  expect((await stat(keptKey)).mode & 0o777).toBe(0o600);

  // the key of this wiki stays as it is, also in its mode
  await chmod(keptKey, 0o400);
  expect(await sabir('backup', kept, '--force', '--data', data)).toMatchObject({ code: 0 });
  expect((await stat(keptKey)).mode & 0o777).toBe(0o400);

  await rm(join(data, 'server-key'));
  expect(await keptServerKey(data)).not.toEqual(key);
  const refused = await sabir('backup', kept, '--force', '--data', data);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain(`${keptKey} exists already.`);
  expect(await readFile(keptKey, 'utf8')).toBe(`${key.toString('hex')}\n`);
});

test('a folder that is put together from a backup is the same wiki', async () => {
  const { folder, data } = await wiki();
  const key = await keptServerKey(data);
  const conceptBase = await readFile(join(data, 'concept-base'), 'utf8');
  const kept = join(folder, 'copy.sqlite');
  expect(await sabir('backup', kept, '--data', data)).toMatchObject({ code: 0 });

  const restored = join(folder, 'restored');
  await mkdir(restored);
  await copyFile(kept, join(restored, 'sabir.sqlite'));
  await copyFile(`${kept}.server-key`, join(restored, 'server-key'));
  await copyFile(`${kept}.concept-base`, join(restored, 'concept-base'));
  expect(await keptServerKey(restored)).toEqual(key);
  const wanted = { explicit: undefined, fallback: 'http://elsewhere.example/entity/' };
  expect(await keptConceptBase(restored, wanted)).toEqual({ ok: true, value: conceptBase.trim() });
  expect(await idsIn(restored)).toEqual(await idsIn(data));
  expect(await sabir('verify', '--data', restored)).toMatchObject({ code: 0 });
});

async function wiki(): Promise<{ folder: string; data: string }> {
  const folder = await temporaryFolder();
  const data = join(folder, 'wiki');
  const dump = join(folder, 'entities.json');
  await writeFile(dump, lines(sampleEntities));
  expect(await sabir('import', dump, '--data', data)).toMatchObject({ code: 0 });
  return { folder, data };
}
