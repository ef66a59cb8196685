import { expect, test } from 'vitest';
import { Nonces } from './nonces.ts';

const START = 1_700_000_000;

/** `take` at a moment, in seconds after the start. */
function at() {
  let now = START;
  const nonces = new Nonces(() => now * 1000);
  return (second: number, nonce: string, timestamp = second, consumer = 'a'): boolean => {
    now = START + second;
    return nonces.take(consumer, nonce, START + timestamp);
  };
}

test('a nonce is good once for its consumer and its second', () => {
  const take = at();
  expect(take(0, 'x')).toBe(true);
  expect(take(1, 'x', 0)).toBe(false);
  expect(take(1, 'x', 1)).toBe(true);
  expect(take(1, 'x', 1, 'b')).toBe(true);
});

test('clocks may be off by five minutes, and not more', () => {
  const take = at();
  expect(take(1000, 'a', 700)).toBe(true);
  expect(take(1000, 'b', 699)).toBe(false);
  expect(take(1000, 'c', 1300)).toBe(true);
  expect(take(1000, 'd', 1301)).toBe(false);
});

test('what was signed before the start may have been used before it', () => {
  const take = at();
  expect(take(0, 'a', -1)).toBe(false);
});

test('as long as a timestamp is good its nonce is remembered', () => {
  const take = at();
  for (let second = 0; second < 3000; second += 97) {
    expect(take(second, 'x', second + 300)).toBe(true);
    for (let later = 1; later <= 600; later += 599) {
      expect(take(second + later, 'x', second + 300)).toBe(false);
    }
  }
});

test.each([
  ['', 0],
  ['x'.repeat(129), 0],
  ['x', Number.NaN],
  ['x', 0.5],
])('the nonce %j at %s is refused', (nonce, timestamp) => {
  expect(at()(0, nonce, timestamp)).toBe(false);
});
