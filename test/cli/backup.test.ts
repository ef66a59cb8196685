import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lines, sampleEntities } from './sample-entities.ts';
import { sabir, temporaryFolder } from './sabir-process.ts';
import { idsIn } from './stored.ts';

test('a backup is a database of its own, and replaces another file only when told to', async () => {
  const folder = await temporaryFolder();
  const data = join(folder, 'wiki');
  const dump = join(folder, 'entities.json');
  await writeFile(dump, lines(sampleEntities));
  expect(await sabir('import', dump, '--data', data)).toMatchObject({ code: 0 });

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
