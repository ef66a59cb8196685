import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failure } from '../../schema/failures.ts';
import { importFile, type ImportOptions } from './import.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sabir-import-'));
});
afterEach(() => rm(folder, { recursive: true }));

let handedOver = 0;

/** Slow, and content with nothing. */
const rejectAll: ImportOptions['save'] = async (documents) => {
  handedOver += documents.length;
  await setTimeout(50);
  return documents.map(() => ({ outcome: 'rejected', failures: [failure('internal-error', {})] }));
};

test('a file that breaks off while a batch is saved: the batch is finished, its reasons are kept', async () => {
  const properties = Array.from({ length: 1000 }, (_, n) => {
    const value = randomBytes(2000).toString('base64');
    return JSON.stringify({
      type: 'property',
      datatype: 'string',
      id: `P${n + 1}`,
      labels: { en: { language: 'en', value } },
    });
  });
  const packed = gzipSync(properties.join('\n'));
  const file = join(folder, 'dump.json.gz');
  await writeFile(file, packed.subarray(0, -20));
  await expect(importFile({ file, dataFolder: folder, save: rejectAll })).rejects.toThrow(
    'unexpected end of file',
  );
  const imports = join(folder, 'imports');
  const [name = ''] = (await readdir(imports)).filter((each) => each.endsWith('.rejected.jsonl'));
  const reasons = (await readFile(join(imports, name), 'utf8')).trimEnd().split('\n');
  expect(reasons.length).toBeGreaterThan(1);
  expect(reasons.length).toBe(handedOver);
});
