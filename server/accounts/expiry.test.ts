import { expect, test } from 'vitest';
import { readExpiry, readNamedExpiry, readWatchExpiry } from './expiry.ts';

const NOW = Date.UTC(2026, 0, 31, 12);

test.each([
  ['infinite', 'never'],
  ['Indefinite', 'never'],
  ['', 'never'],
  ['1 day', '2026-02-01T12:00:00Z'],
  ['3 hours', '2026-01-31T15:00:00Z'],
  ['+ 2 weeks', '2026-02-14T12:00:00Z'],
  ['1 year', '2027-01-31T12:00:00Z'],
  ['2026-03-01', '2026-03-01T00:00:00Z'],
  ['2026-03-01T10:00', '2026-03-01T10:00:00Z'],
  ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z'],
  ['20260301100000', '2026-03-01T10:00:00Z'],
  ['2026-01-01', 'past-expiry'],
  ['0 days', 'past-expiry'],
  ['tomorrow-ish', 'bad-expiry'],
  ['999999 years', 'bad-expiry'],
  ['20261399000000', 'bad-expiry'],
])('%j ends %s', (text, expected) => {
  const read = readExpiry(text, NOW);
  expect(read.ok ? (read.value ?? 'never') : read.failures[0]?.code).toBe(expected);
});

test.each([
  [readNamedExpiry, '', 'bad-expiry'],
  [readNamedExpiry, ' ', 'bad-expiry'],
  [readNamedExpiry, 'never', 'never'],
  [readWatchExpiry, '', 'never'],
  [readWatchExpiry, '1 week', '2026-02-07T12:00:00Z'],
  [readWatchExpiry, '5 years', '2027-01-31T12:00:00Z'],
  [readWatchExpiry, 'soon', 'bad-expiry'],
])('%o: %j ends %s', (reader, text, expected) => {
  const read = reader(text, NOW);
  expect(read.ok ? (read.value ?? 'never') : read.failures[0]?.code).toBe(expected);
});
