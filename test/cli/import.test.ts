import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { lines, manyItems, sampleEntities } from './sample-entities.ts';
import { sabir, SabirProcess, temporaryFolder } from './sabir-process.ts';
import { idsIn, revisionsIn } from './stored.ts';

const ALL = sampleEntities.length;

test.each([
  ['one entity a line', 'dump.jsonl', lines(sampleEntities)],
  ['an array, one entity a line', 'dump.json', arrayOf(sampleEntities)],
  ['an array on many lines', 'dump.json', JSON.stringify(sampleEntities, null, 2)],
  ['packed with gzip', 'dump.json.gz', gzipSync(arrayOf(sampleEntities))],
  ['packed with zstd', 'dump.json.zst', zstdCompressSync(arrayOf(sampleEntities))],
])('a dump is imported with its ids: %s', async (_, name, content) => {
  const { data, file } = await given(name, content);
  const imported = await sabir('import', file, '--data', data);
  expect(imported).toMatchObject({ code: 0, out: counts({ saved: ALL }) });
  expect(await idsIn(data)).toEqual(sampleEntities.map(({ id }) => id).toSorted());
});

test('a dump packed with bzip2 is imported, whatever its name', async () => {
  // {"type":"property","id":"P1","datatype":"string"}
  const packed =
    'QlpoOTFBWSZTWdSIcRQAABhbgAAQEAQgEEAAJqHcKiAAMUwmmgNMQamp+knlNGQ9qJ66wJkMF5gdsBC0f7fcU7ZFPEaNKSebI7F3JFOFCQ1IhxFA';
  const { data, file } = await given('dump.json', Buffer.from(packed, 'base64'));
  expect(await sabir('import', file, '--data', data)).toMatchObject({ code: 0 });
  expect(await idsIn(data)).toEqual(['P1']);
});

test('a file that breaks off in the middle is an error, and says so', async () => {
  const whole = gzipSync(lines(manyItems(1000)));
  const { data, file } = await given('dump.gz', whole.subarray(0, whole.length / 2));
  const brokenOff = await sabir('import', file, '--data', data);
  expect(brokenOff).toMatchObject({ code: 1, out: '' });
  expect(brokenOff.err).toContain('The import broke off: unexpected end of file.');
});

test('a dump that is imported again changes nothing', async () => {
  const { data, file } = await given('dump.jsonl', lines(sampleEntities));
  await sabir('import', file, '--data', data);
  const before = await revisionsIn(data);
  const again = await sabir('import', file, '--data', data);
  expect(again).toMatchObject({ code: 0, out: counts({ unchanged: ALL }) });
  expect(await revisionsIn(data)).toBe(before);
});

test('entities that cannot be read are written down with the reason, the rest is imported', async () => {
  const good = sampleEntities.map((entity) => JSON.stringify(entity));
  const bad: readonly (readonly [line: string, code: string])[] = [
    ['{"type":"item","id":"Q101","labels":{"en":', 'malformed-json'],
    ['{"type":"item","id":"X1"}', 'malformed-entity-id'],
    ['{"type":"property","id":"Q102"}', 'entity-type-mismatch'],
    ['{"type":"property","id":"P103","datatype":"smell"}', 'unknown-datatype'],
    [
      '{"type":"item","id":"Q104","labels":{"en":{"language":"en","value":"a\\u0000b"}}}',
      'malformed-text',
    ],
    ['{"type":"item","id":"Q105","claims":[7]}', 'wrong-type'],
    [`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, 'json-too-deep'],
  ];
  const content = [...good, ...bad.map(([line]) => line), ''].join('\n');
  const { data, file } = await given('dump.jsonl', content);

  const imported = await sabir('import', file, '--data', data);
  expect(imported).toMatchObject({ code: 0, out: counts({ saved: ALL, rejected: bad.length }) });
  const rejected = await rejectedIn(data);
  expect(imported.err).toContain(rejected.file);
  expect(rejected.entries).toEqual(
    bad.map(([text, code], i) => ({ entry: ALL + i + 1, text, code })),
  );
  expect(await idsIn(data)).toHaveLength(ALL);
});

test.each([
  ['N-Triples', 'dump.nt', '<http://a.example/> <http://b.example/> "c" .\n', 'is not a JSON dump'],
  ['nothing', 'dump.json', '', 'is not a JSON dump'],
  ['an empty array', 'dump.json', '[]', 'is not a JSON dump'],
  ['a package.json', 'package.json', '{"name":"x","version":"1.0.0"}', 'is not a JSON dump'],
  ['half a gzip', 'dump.gz', gzipSync('x'.repeat(1000)).subarray(0, 20), 'cannot be read'],
  ['no file at all', 'dump.json', undefined, 'cannot be read'],
])('a wrong file is refused before anything is written: %s', async (_, name, content, reason) => {
  const { data, file } = await given(name, content);
  const refused = await sabir('import', file, '--data', data);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain(`${file} ${reason}`);
  expect(existsSync(data)).toBe(false);
});

test('where one of several files is wrong, none is imported', async () => {
  const { data, file } = await given('dump.jsonl', lines(sampleEntities));
  const refused = await sabir('import', file, `${file}.missing`, '--data', data);
  expect(refused.code).toBe(1);
  expect(existsSync(data)).toBe(false);
});

test('an import that was killed goes on where it was, without duplicates', async () => {
  const entities = 3000;
  const { data, file } = await given('dump.jsonl', lines(manyItems(entities)));

  const killed = new SabirProcess(['import', file, '--data', data]);
  await until(async () => (await positionIn(data)) >= 500);
  killed.send('SIGKILL');
  expect((await killed.finished).code).toBeUndefined();
  const before = await revisionsIn(data);
  expect(before).toBeGreaterThanOrEqual(500);
  expect(before).toBeLessThan(entities);

  const resumed = await sabir('import', file, '--data', data);
  expect(resumed.code).toBe(0);
  expect(await idsIn(data)).toHaveLength(entities);
  expect(await revisionsIn(data)).toBe(entities);
  expect(await sabir('verify', '--data', data)).toMatchObject({ code: 0 });
});

async function given(name: string, content: string | Uint8Array | undefined) {
  const folder = await temporaryFolder();
  const file = join(folder, name);
  if (content !== undefined) await writeFile(file, content);
  return { file, data: join(folder, 'data') };
}

function arrayOf(entities: readonly object[]): string {
  return `[\n${entities.map((entity) => JSON.stringify(entity)).join(',\n')}\n]\n`;
}

function counts({ saved = 0, unchanged = 0, rejected = 0 }) {
  return expect.stringMatching(
    `: ${saved + unchanged} entities .*\\(${saved} saved, ${unchanged} as they were\\), ${rejected} rejected`,
  ) as string;
}

async function rejectedIn(data: string) {
  const folder = join(data, 'imports');
  const [name = ''] = (await readdir(folder)).filter((each) => each.endsWith('.rejected.jsonl'));
  const file = join(folder, name);
  const written = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const entries = written.map((line) => {
    const { entry, text, failures } = JSON.parse(line) as {
      entry: number;
      text: string;
      failures: [{ code: string }];
    };
    return { entry, text, code: failures[0].code };
  });
  // Properties are read first.
  return { file, entries: entries.toSorted((a, b) => a.entry - b.entry) };
}

/** How many entries of the file the import has done for good, in its last pass. */
async function positionIn(data: string): Promise<number> {
  const names = await readdir(join(data, 'imports')).catch(() => []);
  const name = names.find((each) => each.endsWith('.position.json'));
  if (name === undefined) return 0;
  const text = await readFile(join(data, 'imports', name), 'utf8').catch(() => '{}');
  const { pass = 0, entries = 0 } = JSON.parse(text) as { pass?: number; entries?: number };
  return pass === 1 ? entries : 0;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}
