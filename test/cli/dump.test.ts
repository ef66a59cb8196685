import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { dumpedEntities, lines, sampleEntities } from './sample-entities.ts';
import { sabir, temporaryFolder } from './sabir-process.ts';

test('a dump that is imported elsewhere gives an equal dump there', async () => {
  const folder = await temporaryFolder();
  const first = await dumpOf(folder, 'first', lines(sampleEntities));
  const dumpFile = (await readdir(first)).find((name) => name.endsWith('all.json.gz')) ?? '';
  const second = await dumpOf(folder, 'second', await readFile(join(first, dumpFile)));

  const entities = await dumpedEntities(first);
  expect([...entities.keys()].toSorted()).toEqual(sampleEntities.map(({ id }) => id).toSorted());
  expect(await dumpedEntities(second)).toEqual(entities);
});

test('a dump has all its files whole, says what is in them, and under which licence', async () => {
  const folder = await temporaryFolder();
  const dump = await dumpOf(folder, 'wiki', lines(sampleEntities));
  const summary = JSON.parse(await readFile(join(dump, 'dump.json'), 'utf8')) as {
    entities: number;
    triples: number;
    truthyTriples: number;
    licence: string;
    files: { name: string; sizeBytes: number; sha256: string }[];
  };
  expect(summary).toMatchObject({ entities: sampleEntities.length, licence: 'CC0-1.0' });
  expect(await readFile(join(dump, 'LICENSE.txt'), 'utf8')).toContain('CC0 1.0');

  const names = summary.files.map(({ name }) => name);
  expect((await readdir(dump)).toSorted()).toEqual(
    ['LICENSE.txt', 'dump.json', ...names].toSorted(),
  );
  for (const { name, sizeBytes, sha256 } of summary.files) {
    const bytes = await readFile(join(dump, name));
    expect({ name, sizeBytes, sha256 }).toEqual({
      name,
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  }
  const full = await triplesIn(dump, 'all.nt.gz');
  const truthy = await triplesIn(dump, 'truthy.nt.gz');
  expect([full.length, truthy.length]).toEqual([summary.triples, summary.truthyTriples]);
  expect(full.join('\n')).toContain('<http://creativecommons.org/publicdomain/zero/1.0/>');
  expect(truthy).toContain(triple('Q1', 'P2', 'Q2'));
});

test('a store without a page, and a folder without a store, are not dumped', async () => {
  const folder = await temporaryFolder();
  const [data, target] = [join(folder, 'data'), join(folder, 'dump')];
  const missing = await sabir('dump', target, '--data', data);
  expect(missing).toMatchObject({ code: 1, out: '' });
  expect(missing.err).toContain(data);
  await sabir('user', 'add', 'Ada', '--password', 'correct horse battery', '--data', data);
  const empty = await sabir('dump', target, '--data', data);
  expect(empty).toMatchObject({ code: 1, out: '' });
  expect(empty.err).toContain('empty');
  expect(existsSync(target)).toBe(false);
});

/** Imports the content into a new data folder and dumps that; returns where to. */
async function dumpOf(folder: string, name: string, content: string | Uint8Array): Promise<string> {
  const file = join(folder, `${name}-file`);
  const data = join(folder, `${name}-data`);
  const dump = join(folder, `${name}-dump`);
  await writeFile(file, content);
  expect(await sabir('import', file, '--data', data)).toMatchObject({ code: 0 });
  expect(await sabir('dump', dump, '--data', data)).toMatchObject({ code: 0 });
  return dump;
}

async function triplesIn(dump: string, ending: string): Promise<string[]> {
  const name = (await readdir(dump)).find((each) => each.endsWith(ending)) ?? '';
  return gunzipSync(await readFile(join(dump, name)))
    .toString('utf8')
    .trimEnd()
    .split('\n');
}

function triple(subject: string, property: string, object: string): string {
  const entity = 'http://127.0.0.1:8080/entity/';
  const direct = 'http://127.0.0.1:8080/prop/direct/';
  return `<${entity}${subject}> <${direct}${property}> <${entity}${object}> .`;
}
