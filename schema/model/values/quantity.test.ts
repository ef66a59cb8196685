import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QuantityValue } from '../data-value.ts';
import { addAmounts, compareAmounts, multiplyAmounts, subtractAmounts } from './decimal.ts';
import { formatQuantity, parseQuantity, validateQuantity } from './quantity.ts';

const BASE = 'https://wiki.example/entity/';
const KILOGRAM = `${BASE}Q11`;
const UNITS: ReadonlyMap<string, string> = new Map([
  ['kg', KILOGRAM],
  ['%', `${BASE}Q12`],
  ['km/h', `${BASE}Q13`],
  ['eV', `${BASE}Q14`],
  ['m²', `${BASE}Q15`],
  ['киλο', `${BASE}Q16`],
]);

function labelOf(id: string): string | undefined {
  return id === 'Q11' ? 'kilogram' : undefined;
}

function read(language: string, text: string) {
  return parseQuantity(text, {
    language,
    conceptBase: BASE,
    unitNamed: (name) => UNITS.get(name),
  });
}

/** `amount`, `amount lower..upper` and the unit's id; or a failure's code after `!`. */
function meaning(language: string, text: string): string {
  const parsed = read(language, text);
  if (!parsed.ok) return `!${parsed.failures.map(({ code }) => code).join()}`;
  const { amount, lowerBound, upperBound, unit } = parsed.value;
  const bounds = lowerBound === undefined ? [] : [`${lowerBound}..${upperBound}`];
  const unitId = unit === '1' ? [] : [unit.replace(/.*\//, '')];
  return [amount, ...bounds, ...unitId].join(' ');
}

test.each(
  `
  en | 5 | +5
  en | +5 | +5
  en | -5 | -5
  en | −5 | -5
  en | 007 | +7
  en | 0 | +0
  en | -0 | +0
  en | -0.00 | +0.00
  en | 0.10 | +0.10
  en | .5 | +0.5
  en | 5. | !value-not-a-quantity
  en | 1,000 | +1000
  en | 1,234,567.890 | +1234567.890
  en | 1 000 | +1000
  en | 1'234.5 | +1234.5
  en | 12,34,567 | +1234567
  en | 1,5 | !value-not-a-quantity
  en | 1,00 | !value-not-a-quantity
  en | 1,2345 | !value-not-a-quantity
  en | 1.2.3 | !value-not-a-quantity
  en | 12345678901234567890.123 | +12345678901234567890.123
  en | 123456789012345678901234567890 | +123456789012345678901234567890
  en | 0.123456789012345678901234567890 | +0.123456789012345678901234567890
  en | 1.5e3 | +1500
  en | 1.50E1 | +15.0
  en | 1e-3 | +0.001
  en | -2.5e-2 | -0.025
  en | 0e5 | +0
  en | 1e126 | !value-too-long
  en | 1e9999 | !value-not-a-quantity
  en | 10^3 | !value-not-a-quantity
  en | 1/2 | !value-not-a-quantity
  en | five | !value-not-a-quantity
  en | | !value-empty
  en | - | !value-not-a-quantity
  en | 5 6 | !value-not-a-quantity
  en | 5±1 | +5 +4..+6
  en | 5 ± 0.1 | +5 +4.9..+5.1
  en | 5+/-0.1 | +5 +4.9..+5.1
  en | 5 +- 0.1 | +5 +4.9..+5.1
  en | 0.10 ± 0.10 | +0.10 +0.00..+0.20
  en | 0.1 ± 0.3 | +0.1 -0.2..+0.4
  en | 5 ± -1 | !value-bounds-disorder
  en | 5~ | +5 +4.5..+5.5
  en | 0.10~ | +0.10 +0.095..+0.105
  en | 5! | +5 +5..+5
  en | 5 [4…8] | +5 +4..+8
  en | 5 [4 ... 8] | +5 +4..+8
  en | 5 [6…8] | !value-bounds-disorder
  en | -5 [-8…-4] | -5 -8..-4
  en | 5 kg | +5 Q11
  en | 5kg | +5 Q11
  en | 12.5 ± 0.1 kg | +12.5 +12.4..+12.6 Q11
  en | 12.5 kg ± 0.1 | +12.5 +12.4..+12.6 Q11
  en | 5 kg ± 0.1 kg | !value-not-a-quantity
  en | 5% | +5 Q12
  en | 90 km/h | +90 Q13
  en | 5eV | +5 Q14
  en | 5e3eV | +5000 Q14
  en | 20 m² | +20 Q15
  en | 5 Q11 | +5 Q11
  en | 5 q4711 | +5 Q4711
  en | 5 https://elsewhere.example/entity/Q7 | +5 Q7
  en | 5 furlongs | !value-bad-unit
  en | 5 https://elsewhere.example/furlong | !value-bad-unit
  en-in | 12,34,567.5 | +1234567.5
  de | 1.234,5 | +1234.5
  de | 1,5 | +1.5
  de | 1.5 | +1.5
  de | 1.500 | +1500
  de | 1.500.000 | +1500000
  de | 12,5 ± 0,1 kg | +12.5 +12.4..+12.6 Q11
  de-ch | 1’234.5 | +1234.5
  fr | 1 234,5 | +1234.5
  fr | 1 234 567 | +1234567
  fr | 1.5 | +1.5
  es | 1.234,5 | +1234.5
  pl | 12 345,6 | +12345.6
  ru | 5 киλο | +5 Q16
  sv | −1 234,5 | -1234.5
  hi | १२.५ kg ±0.1 | +12.5 +12.4..+12.6 Q11
  hi | १२,३४,५६७ | +1234567
  bn | ১২.৫ | +12.5
  ar | ١٬٢٣٤٫٥ | +1234.5
  fa | ۱٬۲۳۴٫۵ | +1234.5
  fa | ۱۲٫۵ ± ۰٫۱ | +12.5 +12.4..+12.6
  ja | １２３ | +123
  th | ๑๒๓.๕ | +123.5`
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()) as [string, string, string]),
)('%s: %s is %s', (language, text, expected) => {
  expect(meaning(language, text)).toBe(expected);
});

test('the unit that is given holds where the text names none', () => {
  const options = { language: 'en', unit: KILOGRAM };
  expect(parseQuantity('5', options)).toMatchObject({ value: { unit: KILOGRAM } });
  expect(parseQuantity('5 https://a.example/Q2', options)).toMatchObject({
    value: { unit: 'https://a.example/Q2' },
  });
});

test.each([
  ['en', { amount: '+1234567.890' }, '1,234,567.890'],
  ['de', { amount: '+1234567.890' }, '1.234.567,890'],
  ['fr', { amount: '+1234567.890' }, '1\u00a0234\u00a0567,890'],
  ['es', { amount: '+1234' }, '1234'],
  ['es', { amount: '+12345' }, '12.345'],
  ['hi', { amount: '+1234567' }, '12,34,567'],
  ['bn', { amount: '+1234567.5' }, '১২,৩৪,৫৬৭.৫'],
  ['fa', { amount: '-1234.5' }, '-۱٬۲۳۴٫۵'],
  ['en', { amount: '-5' }, '-5'],
  ['en', { amount: '+5', lowerBound: '+4', upperBound: '+6' }, '5 ± 1'],
  ['en', { amount: '+5', lowerBound: '+5', upperBound: '+5' }, '5 ± 0'],
  ['en', { amount: '+5', lowerBound: '+4', upperBound: '+8' }, '5 [4…8]'],
  ['en', { amount: '+5', unit: KILOGRAM }, '5 kilogram'],
  ['de', { amount: '+5.5', unit: `${BASE}Q404` }, '5,5 Q404'],
])('in %s, %j is %s', (language, parts, text) => {
  const value: QuantityValue = { type: 'quantity', unit: '1', ...parts };
  expect(formatQuantity(value, { language, label: labelOf })).toBe(text);
});

test.each([
  ['+3.14159', '+3.04159', '+3.24159', 'certain', '3.1 ± 0.1'],
  ['+3.14159', '+3.1', '+3.2', 'certain', '3.14 [3.10…3.20]'],
  ['+12345', '+12145', '+12545', 'certain', '12,300 ± 200'],
  ['+5', '+5', '+5', 'certain', '5 ± 0'],
  ['+5.50', undefined, undefined, 'certain', '5.50'],
  ['+1234.5', undefined, undefined, 2, '1,200'],
  ['+1234.5', undefined, undefined, 0, '1,235'],
  ['-1234.5', undefined, undefined, 0, '-1,235'],
  ['-0.04', undefined, undefined, -1, '0.0'],
  ['+1', undefined, undefined, -2, '1.00'],
] as const)(
  '%s from %s to %s, rounded %s, is %s',
  (amount, lowerBound, upperBound, rounding, text) => {
    const bounds = lowerBound === undefined ? {} : { lowerBound, upperBound };
    const value: QuantityValue = { type: 'quantity', amount, unit: '1', ...bounds };
    expect(formatQuantity(value, { language: 'en', rounding })).toBe(text);
  },
);

test('the unit may be left out', () => {
  const value: QuantityValue = { type: 'quantity', amount: '+5', unit: KILOGRAM };
  expect(formatQuantity(value, { language: 'en', showsUnit: false })).toBe('5');
});

test.each([
  [{ amount: '5' }, 'value-not-a-quantity'],
  [{ amount: '+05' }, 'value-not-a-quantity'],
  [{ amount: '+5.' }, 'value-not-a-quantity'],
  [{ amount: '+1e3' }, 'value-not-a-quantity'],
  [{ amount: '+NaN' }, 'value-not-a-quantity'],
  [{ amount: `+${'9'.repeat(127)}` }, 'value-too-long'],
  [{ amount: '+5', unit: '' }, 'value-bad-unit'],
  [{ amount: '+5', unit: 'Q11' }, 'value-bad-unit'],
  [{ amount: '+5', unit: 'javascript:alert(1)//Q1' }, 'value-bad-unit'],
  [{ amount: '+5', lowerBound: '+4' }, 'missing-field'],
  [{ amount: '+5', upperBound: '+6' }, 'missing-field'],
  [{ amount: '+5', lowerBound: '+6', upperBound: '+7' }, 'value-bounds-disorder'],
  [{ amount: '-5', lowerBound: '-4', upperBound: '-3' }, 'value-bounds-disorder'],
  [{ amount: '+5', lowerBound: 'x', upperBound: '+7' }, 'value-not-a-quantity'],
])('%j is refused: %s', (parts, code) => {
  const value: QuantityValue = { type: 'quantity', unit: '1', ...parts };
  expect(validateQuantity(value).map((each) => each.code)).toEqual([code]);
});

const amounts = fc
  .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.stringMatching(/^(\.\d{1,40})?$/))
  .map(([whole, fraction]) => `${whole < 0n ? '-' : '+'}${whole < 0n ? -whole : whole}${fraction}`);

const quantities = fc
  .record({
    amount: amounts,
    below: amounts,
    above: amounts,
    bounded: fc.boolean(),
    unit: fc.constantFrom('1', KILOGRAM),
  })
  .map(({ amount, below, above, bounded, unit }): QuantityValue => {
    const [lowerBound = amount, middle = amount, upperBound = amount] = [
      below,
      amount,
      above,
    ].toSorted(compareAmounts);
    return bounded
      ? { type: 'quantity', amount: middle, unit, upperBound, lowerBound }
      : { type: 'quantity', amount, unit };
  });

describe('what is written can be read, digit by digit', () => {
  test.each(['en', 'de', 'fr', 'es', 'ru', 'hi', 'bn', 'ar', 'fa', 'ja', 'en-in', 'de-ch', 'my'])(
    'in %s',
    (language) => {
      fc.assert(
        fc.property(quantities, (value) => {
          expect(read(language, formatQuantity(value, { language }))).toEqual({ ok: true, value });
        }),
        { numRuns: 60 },
      );
    },
  );
});

test('sums, differences and products are exact', () => {
  fc.assert(
    fc.property(amounts, amounts, (one, other) => {
      expect(compareAmounts(subtractAmounts(addAmounts(one, other), other), one)).toBe(0);
      expect(multiplyAmounts(one, other)).toBe(multiplyAmounts(other, one));
    }),
  );
  expect(multiplyAmounts('+0.10', '-12.5')).toBe('-1.250');
});
