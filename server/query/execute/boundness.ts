/** Rows that leave the same variables unbound, so that a whole batch can be treated alike. */
import { idAt } from '../../storage/quads/column.ts';
import type { Column } from '../../storage/quads/column.ts';
import { UNBOUND } from '../../storage/quads/terms/term-id.ts';
import { gather } from './batch.ts';
import type { Batch } from './batch.ts';

/** Almost always one part. Says of each of the columns whether the part leaves it unbound. */
export function* partsByBoundness(
  batch: Batch,
  columns: readonly (number | undefined)[],
): Generator<readonly [Batch, readonly boolean[]], void, undefined> {
  const doubtful = columns.map(
    (column) => column !== undefined && mayBeUnbound(batch.columns[column], batch.length),
  );
  if (!doubtful.includes(true)) {
    yield [batch, doubtful];
    return;
  }
  const parts = new Map<number, number[]>();
  for (let row = 0; row < batch.length; row++) {
    let mask = 0;
    for (const [bit, column] of columns.entries()) {
      if (column === undefined || !doubtful[bit]) continue;
      if (idAt(batch.columns[column], row) === UNBOUND) mask |= 1 << bit;
    }
    const rows = parts.get(mask);
    if (rows === undefined) parts.set(mask, [row]);
    else rows.push(row);
  }
  for (const [mask, rows] of parts) {
    const isOpen = columns.map((_, bit) => (mask & (1 << bit)) !== 0);
    yield [gather(batch, Int32Array.from(rows), rows.length), isOpen];
  }
}

/** No term has a high half of 0. */
function mayBeUnbound({ hi, lo }: Column, length: number): boolean {
  if (typeof hi === 'number') return hi === 0 && lo.subarray(0, length).includes(0);
  return hi.subarray(0, length).includes(0);
}
