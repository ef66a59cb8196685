/** Ids in the tables are readable by their glosses: `Q5 (human)`. A gloss must be the label. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSeeds, SEEDS_FOLDER } from './read-seeds.ts';

const labels = new Map<string, string | undefined>(
  readSeeds('http://localhost/entity/').map((document) => [
    document.id,
    'labels' in document ? document.labels.get('en') : undefined,
  ]),
);
const tables = readdirSync(SEEDS_FOLDER).filter((name) => name.endsWith('.tsv'));

test.each(tables)('%s calls every id by its English label', (name) => {
  const text = readFileSync(join(SEEDS_FOLDER, name), 'utf8');
  const glosses = [...text.matchAll(/(?<=[\t =|])([QP]\d+) \(([^)]+)\)/g)];
  const wrong = glosses.filter(([, id = '', gloss]) => labels.get(id) !== gloss);
  expect(wrong.map(([all]) => all)).toEqual([]);
});

test.each(['\t ', ' \t'])('no table has a blank at the edge of a cell %j', (edge) => {
  const spoilt = tables.filter((name) =>
    readFileSync(join(SEEDS_FOLDER, name), 'utf8').includes(edge),
  );
  expect(spoilt).toEqual([]);
});
