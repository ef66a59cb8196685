import { expect, test } from 'vitest';
import { progressLine } from './progress.ts';

const full = '█'.repeat(30);
const half = '█'.repeat(15) + '░'.repeat(15);

test.each([
  [0.5, 4200, 2_000, `${half}  50 %  4 200 entities, 2 100/s, 2 s left`],
  [0.5, 1_234_567, 600_000, `${half}  50 %  1 234 567 entities, 2 058/s, 10 min left`],
  [0.5, 10, 5 * 3_600_000, `${half}  50 %  10 entities, 0/s, 5 h 0 min left`],
  [1, 16_581, 10_000, `${full} 100 %  16 581 entities, 1 658/s`],
  [0, 0, 0, `${'░'.repeat(30)}   0 %  0 entities, 0/s`],
])('at %f after %i entities and %i ms', (fraction, count, elapsedMs, line) => {
  expect(progressLine({ fraction, count, elapsedMs, unit: 'entities' })).toBe(line);
});
