import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openForWriting } from '../../server/storage/sqlite/database.ts';
import { storePath } from '../../server/storage/storage.ts';
import { sabir, temporaryFolder } from './sabir-process.ts';

const MIGRATIONS = join(import.meta.dirname, '../../server/storage/sqlite/migrations');
const OLD_LAYOUT = 2;

test('a store of an older layout is brought to the newest, and can be read again', async () => {
  const data = await temporaryFolder();
  makeOldStore(data);
  const ask = ['query', 'ASK {}', '--data', data];
  const refused = await sabir(...ask);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain('Run "sabir migrate" first.');

  const migrated = await sabir('migrate', '--data', data);
  expect(migrated).toMatchObject({ code: 0, err: '' });
  expect(migrated.out).toMatch(/^Layout 2 → \d+\.\n$/);
  expect(await sabir(...ask)).toMatchObject({ code: 0 });
  expect((await sabir('verify', '--data', data)).out).toBe('Nothing is wrong.\n');
  expect((await sabir('migrate', '--data', data)).out).toMatch(/^The store has the newest layout/);
});

test('where there is no store, none is made', async () => {
  const data = await temporaryFolder();
  const refused = await sabir('migrate', '--data', data);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain('There is no store');
  expect(readdirSync(data)).not.toContain('sabir.sqlite');
});

/** Empty, as a version made it that knew only the first migrations. */
function makeOldStore(data: string): void {
  const db = openForWriting(storePath(data), { durability: 'none' });
  for (const file of readdirSync(MIGRATIONS).toSorted().slice(0, OLD_LAYOUT)) {
    db.exec(readFileSync(join(MIGRATIONS, file), 'utf8'));
  }
  db.pragma(`user_version = ${OLD_LAYOUT}`);
  db.close();
}
