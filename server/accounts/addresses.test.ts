import { describe, expect, test } from 'vitest';
import {
  householdOf,
  isTooWide,
  isWithin,
  networksOf,
  parseRange,
  rangesAround,
  rangeText,
} from './addresses.ts';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  [' 192.0.2.1 ', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['192.0.2.77/24', '192.0.2.0/24'],
  ['192.0.2.1/32', '192.0.2.1'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:db8:1:0:0:1:0:1', '2001:db8:1::1:0:1'],
  ['2001:db8::ffff/32', '2001:db8::/32'],
  ['::', '::'],
  ['::1', '::1'],
  ['1::', '1::'],
  ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
  ['192.0.2.256', undefined],
  ['192.0.2', undefined],
  ['192.0.2.0/33', undefined],
  ['192.0.2.0/24/8', undefined],
  ['192.0.2.0/-1', undefined],
  ['1:2:3', undefined],
  ['1::2::3', undefined],
  ['1:2:3:4:5:6:7::8', undefined],
  ['2001:db8::g', undefined],
  ['Bob', undefined],
])('%j is %s', (text, expected) => {
  const range = parseRange(text);
  expect(range && rangeText(range)).toBe(expected);
});

test.each([
  ['192.0.0.0/16', false],
  ['192.0.0.0/15', true],
  ['2001::/19', false],
  ['2001::/18', true],
  ['192.0.2.1', false],
])('%s is too wide a range for a block: %s', (text, expected) => {
  const range = parseRange(text);
  expect(range && isTooWide(range)).toBe(expected);
});

describe('networksOf', () => {
  test('holds the address and every range around it', () => {
    const networks = networksOf('192.0.2.9');
    expect(networks).toHaveLength(17);
    expect([networks[0], networks[8], networks[16]]).toEqual([
      '192.0.2.9',
      '192.0.2.0/24',
      '192.0.0.0/16',
    ]);
    expect(networksOf('2001:db8::1')).toContain('2001:db8::/64');
  });

  test('what is no address stands for itself', () => {
    expect(networksOf('unknown')).toEqual(['unknown']);
  });
});

test.each([
  ['192.0.2.9', '192.0.2.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['unknown', 'unknown'],
])('%s counts as %s', (address, expected) => {
  expect(householdOf(address)).toBe(expected);
});

test.each([
  ['10.1.2.3', '10.0.0.0/8', true],
  ['11.1.2.3', '10.0.0.0/8', false],
  ['::1', '10.0.0.0/8', false],
  ['::ffff:10.1.2.3', '10.0.0.0/8', true],
  ['anything', '0.0.0.0/0', false],
])('%s is within %s: %s', (address, range, expected) => {
  const parsed = parseRange(range);
  expect(parsed !== undefined && isWithin(address, parsed)).toBe(expected);
});

test.each([
  ['192.0.2.9/17', ['192.0.0.0/17', '192.0.0.0/16']],
  ['192.0.2.9/15', []],
])('around %s are %j', (text, expected) => {
  const range = parseRange(text);
  expect(range && rangesAround(range)).toEqual(expected);
});
