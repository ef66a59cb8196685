import { expect, test } from 'vitest';
import { beginningsOf, unitsCalled } from './unit-names.ts';

const found = [
  ['Q1', 'kg'],
  ['Q2', 'kilogram'],
  ['Q3', 'Mg'],
  ['Q4', 'mg'],
  ['Q5', 'kg force'],
  ['Q6', 'Grad Celsius'],
  ['Q7', 'metre'],
  ['Q8', 'metre per second'],
  ['Q9', 'секунда'],
  ['Q10', 'километр'],
  ['Q11', 'kWh'],
  ['Q12', 'Cuba'],
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
  ['metres', 'Q7'],
  ['Metres', 'Q7'],
  ['metr', 'Q7'],
  ['секунды', 'Q9'],
  ['секунд', 'Q9'],
  ['километров', 'Q10'],
  ['kW', ''],
  ['kgs', ''],
  ['cubits', ''],
  ['meter', ''],
])('%s means %s', (text, ids) => {
  expect(
    unitsCalled(text, found)
      .map(({ id }) => id)
      .join(' '),
  ).toBe(ids);
});

test.each([
  ['kilometres', 'kilometres kilometre kilometr kilomet'],
  ['days', 'days day'],
  ['kg', 'kg'],
  ['километров', 'километров километро километр километ'],
  ['cubits', 'cubits cubit cubi'],
])('%s is looked for by %s', (text, beginnings) => {
  expect(beginningsOf(text).join(' ')).toBe(beginnings);
});
