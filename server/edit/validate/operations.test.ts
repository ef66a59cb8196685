import { expect, test } from 'vitest';
import type { ChangeOp } from '../change-ops/change-op.ts';
import { editLimits } from './limits.ts';
import { tooManyOperations } from './operations.ts';

const times = (count: number, op: (n: number) => ChangeOp) =>
  Array.from({ length: count }, (_, n) => op(n));
const label = (n: number): ChangeOp => ({
  op: 'set-term',
  field: 'labels',
  language: `x${n}`,
  value: 'x',
});
const aliases = (n: number): ChangeOp => ({ op: 'add-aliases', language: `x${n}`, values: ['x'] });
const link = (n: number): ChangeOp => ({ op: 'remove-sitelink', site: `x${n}wiki` });
const statement = (): ChangeOp => ({
  op: 'set-statement',
  statement: {
    mainSnak: { kind: 'novalue', property: 'P1' },
    rank: 'normal',
    qualifiers: [],
    references: [],
  },
});
const form = (): ChangeOp => ({ op: 'set-form' });

test.each([
  ['labels', label, 2 * editLimits.languages],
  ['aliases', aliases, 2 * editLimits.languages],
  ['sitelinks', link, 1_000],
  ['claims', statement, editLimits.statements],
  ['forms', form, editLimits.lexemeParts],
])('%s: no more operations than a full page needs', (field, op, limit) => {
  expect(tooManyOperations(times(limit, op))).toEqual([]);
  expect(tooManyOperations(times(limit + 1, op))).toEqual([
    { code: 'too-many', parameters: { field, limit }, path: `/${field}` },
  ]);
});

test('the parts of a page are counted one by one', () => {
  const ops = [...times(900, label), ...times(900, aliases), ...times(900, link)];
  expect(tooManyOperations(ops)).toEqual([]);
});
