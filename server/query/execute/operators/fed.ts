/** What joins do that feed their left rows into their right side. */
import type { Column } from '../../../storage/quads/column.ts';
import { firstOf, hiOf, TAG } from '../../../storage/quads/terms/term-id.ts';
import { BATCH_ROWS } from '../batch.ts';
import type { Batch } from '../batch.ts';

/** Numbers of rows stand in a column like terms that a query makes; nobody decodes them. */
const numbers: Column = {
  hi: hiOf(firstOf(TAG.made)),
  lo: Uint32Array.from({ length: BATCH_ROWS }, (_, row) => row),
};

/** The chosen columns of a batch, with the number of each row behind them: its low half. */
export function withRowNumbers(batch: Batch, columns: readonly Column[]): Batch {
  return { length: batch.length, columns: [...columns, numbers] };
}
