import { Readable } from 'node:stream';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDumpFile } from './decompress.ts';
import { MAX_ENTITY_BYTES, readDump } from './read-dump.ts';

async function entries(...chunks: string[]): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for await (const { text } of readDump(Readable.from(chunks.map((c) => Buffer.from(c))))) {
    found.push(text);
  }
  return found;
}

const A = '{"id":"Q1","x":{"y":"} ] \\" {"}}';
const B = '{"id":"Q2"}';

test.each([
  ['lines', `${A}\n${B}\n`],
  ['lines without a last newline', `${A}\n${B}`],
  ['Windows line ends', `${A}\r\n${B}\r\n`],
  ['an array with one entity a line', `[\n${A},\n${B}\n]\n`],
  ['brackets on the lines of the entities', `[${A},\n${B}]`],
  ['an array on one line', `[${A},${B}]`],
  ['blank lines between', `\n\n${A}\n\n${B}\n`],
])('%s: two entities', async (_name, text) => {
  expect(await entries(text)).toEqual([A, B]);
});

test('an indented array: entities end at their own brace', async () => {
  const found = await entries(JSON.stringify([JSON.parse(A), JSON.parse(B)], null, 2));
  expect(found.map((text) => JSON.parse(text ?? '') as unknown)).toEqual([
    JSON.parse(A),
    JSON.parse(B),
  ]);
});

test('an entity may be cut anywhere by the chunks of the stream', async () => {
  for (let cut = 0; cut <= A.length; cut++) {
    expect(await entries(A.slice(0, cut), A.slice(cut) + '\n', B)).toEqual([A, B]);
  }
});

test('a line that is cut short costs only itself', async () => {
  expect(await entries(`${B}\n{"id":"Q3","labels":{\n${A}\n`)).toEqual([
    B,
    '{"id":"Q3","labels":{',
    A,
  ]);
});

test('what is no object is handed on, to be rejected with its number', async () => {
  expect(await entries(`${B}\nhello\n${A}\n`)).toEqual([B, 'hello', A]);
});

test('an overlong entry is passed over without being held', async () => {
  const long = `{"x":"${'y'.repeat(MAX_ENTITY_BYTES)}"}`;
  expect(await entries(`${B}\n`, long, `\n${A}\n`)).toEqual([B, undefined, A]);
});

test.each([
  ['plain', (text: string) => Buffer.from(text)],
  ['gzip', gzipSync],
  ['zstd', zstdCompressSync],
  // `printf '{"id":"Q2"}\n' | bzip2`
  [
    'bzip2',
    () =>
      Buffer.from(
        'QlpoOTFBWSZTWY1vayAAAAVbgAAQEAAQECAABCAACiAAIhoG1CDJiDtObgQvF3JFOFCQjW9rIA==',
        'base64',
      ),
  ],
])('%s files are recognised by their first bytes', async (_name, pack) => {
  const folder = await mkdtemp(join(tmpdir(), 'sabir-dump-'));
  try {
    await writeFile(join(folder, 'dump'), pack(`${B}\n`));
    const file = await openDumpFile(join(folder, 'dump'));
    const texts = [];
    for await (const { text } of readDump(file.bytes)) texts.push(text);
    expect(texts).toEqual([B]);
    expect(file.readBytes()).toBe(file.sizeBytes);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a damaged file ends in an error', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sabir-dump-'));
  try {
    await writeFile(join(folder, 'dump'), gzipSync(B.repeat(1000)).subarray(0, 40));
    const file = await openDumpFile(join(folder, 'dump'));
    await expect(Array.fromAsync(readDump(file.bytes))).rejects.toThrow(/unexpected end/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
