import { expect, test } from 'vitest';
import { readColumn, readFacts } from './fact.ts';
import { directives, readTable } from './table.ts';

const text = `# a remark
@keys country
@each P31 Q5
@each P31 Q6
id\ten\tP36 city: {P585=2020} <a b>
Q1\tone\t! x | ~ y {P580=1990 ; P582=?} <c>
# another
Q2\t\t`;

test('a table has directives, columns and rows, and knows where they stand', () => {
  const table = readTable('t.tsv', text);
  expect(directives(table, 'each')).toEqual(['P31 Q5', 'P31 Q6']);
  expect(table.rows.map(({ place }) => place)).toEqual(['t.tsv:6', 't.tsv:8']);
  expect(table.rows[1]?.cells).toEqual(new Map([['id', 'Q2']]));
});

test('a row with too few columns is named', () => {
  expect(() => readTable('t.tsv', 'id\ten\nQ1')).toThrow('t.tsv:2: has 1 columns');
});

test('a cell holds values with ranks, qualifiers and references, its column adds to all', () => {
  const column = readColumn('P36 city: {P585=2020} <a b>', 'here');
  const facts =
    column === undefined ? [] : readFacts('! x | ~ y {P580=1990 ; P582=?} <c>', column, 'here');
  expect(
    facts.map(({ main, rank, references }) => [main.prefix + main.text, rank, references]),
  ).toEqual([
    ['city:x', 'preferred', ['a', 'b']],
    ['city:y', 'deprecated', ['a', 'b', 'c']],
  ]);
  expect(facts[1]?.qualifiers.map(({ property, text: value }) => `${property}=${value}`)).toEqual([
    'P585=2020',
    'P580=1990',
    'P582=?',
  ]);
});

test.each(['en', 'desc.en', 'P36x', 'sitelink:enwiki'])(
  '%s is no column of statements',
  (header) => {
    expect(readColumn(header, 'here')).toBeUndefined();
  },
);
