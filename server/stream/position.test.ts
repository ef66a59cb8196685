import { describe, expect, test } from 'vitest';
import { eventId, readEventId, readSince } from './position.ts';

describe('Last-Event-ID', () => {
  test('an id of ours leads back to its place', () => {
    expect(readEventId(eventId('changes', 42, 1_700_000_000_000), 'changes')).toEqual({
      sequence: 42,
    });
  });

  test.each([
    ['a time alone', '[{"topic":"a","partition":0,"timestamp":5500}]', { timeMs: 4999 }],
    [
      'another topic of a pair, by its time',
      '[{"topic":"eqiad.x","partition":0,"timestamp":9000},{"topic":"codfw.x","partition":0,"offset":-1}]',
      { timeMs: 8999 },
    ],
    [
      'the earliest of several times',
      '[{"topic":"a","timestamp":9000},{"topic":"b","timestamp":7000}]',
      { timeMs: 6999 },
    ],
    ['no JSON', 'yesterday', undefined],
    ['an empty list', '[]', undefined],
    ['no list', '{"topic":"changes","offset":1}', undefined],
    ['neither offset nor time', '[{"topic":"changes","offset":-1}]', undefined],
    ['a place that is no object', '[null]', undefined],
    ['an offset that is no number', '[{"topic":"changes","offset":"1"}]', undefined],
    ['far too long', `[${'{"topic":"a"},'.repeat(5000)}{}]`, undefined],
  ])('%s', (_, text, expected) => {
    expect(readEventId(text, 'changes')).toEqual(expected);
  });
});

test.each([
  ['1532031066001', { timeMs: 1_532_031_065_999 }],
  ['2018-07-19T20:11:06Z', { timeMs: 1_532_031_065_999 }],
  ['2018-07-19', { timeMs: 1_531_958_399_999 }],
  ['soon', undefined],
])('since %s', (text, expected) => {
  expect(readSince(text)).toEqual(expected);
});
