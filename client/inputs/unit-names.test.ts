import { expect, test } from 'vitest';
import { unitsCalled } from './unit-names.ts';

const found = [
  ['Q1', 'kg'],
  ['Q2', 'kilogram'],
  ['Q3', 'Mg'],
  ['Q4', 'mg'],
  ['Q5', 'kg force'],
  ['Q6', 'Grad Celsius'],
].map(([id = '', matched = '']) => ({
  id,
  matched,
  label: undefined,
  description: undefined,
  datatype: undefined,
}));

test.each([
  ['kg', 'Q1'],
  ['KG', 'Q1'],
  ['Kilogram', 'Q2'],
  ['mg', 'Q4'],
  ['Mg', 'Q3'],
  ['MG', 'Q3 Q4'],
  ['grad celsius', 'Q6'],
  ['k', ''],
])('%s means %s', (text, ids) => {
  expect(
    unitsCalled(text, found)
      .map(({ id }) => id)
      .join(' '),
  ).toBe(ids);
});
