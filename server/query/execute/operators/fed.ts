/** What joins do that feed their left rows into their right side. */
import type { Batch } from '../batch.ts';

/** The chosen columns of a batch, with the number of each row behind them. */
export function withRowNumbers(batch: Batch, columns: readonly Float64Array[]): Batch {
  const numbers = new Float64Array(batch.length);
  for (let row = 0; row < batch.length; row++) numbers[row] = row;
  return { length: batch.length, columns: [...columns, numbers] };
}
