import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { languageTableFile } from './build-language-table.ts';
import { localeTableFile } from './build-locale-table.ts';

const CLDR_OF_THE_TABLES = '48.0';

test.skipIf(process.versions['cldr'] !== CLDR_OF_THE_TABLES)(
  'the checked-in table of languages is what its script builds',
  () => {
    expect(checkedIn('languages/language-table.ts')).toBe(languageTableFile());
  },
);

test.skipIf(process.versions['cldr'] !== CLDR_OF_THE_TABLES)(
  'the checked-in table of locales is what its script builds',
  () => {
    expect(checkedIn('values/locale-table.ts')).toBe(localeTableFile());
  },
);

function checkedIn(path: string): string {
  return readFileSync(join(import.meta.dirname, '../schema/model', path), 'utf8');
}
