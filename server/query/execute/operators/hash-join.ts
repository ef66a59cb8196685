import type { Variable } from '../../algebra.ts';
import { BatchBuilder, UNBOUND } from '../batch.ts';
import type { Batch } from '../batch.ts';
import { JoinTable } from '../join-table.ts';
import type { ExecutionContext, Operator } from '../operator.ts';
import { columnsFor } from '../operator.ts';

/** Reads the build side into a table once, then joins each row of the probe side with it. */
export class HashJoin implements Operator {
  readonly variables: readonly Variable[];
  readonly #probe: Operator;
  readonly #build: Operator;
  readonly #keys: readonly Variable[];
  readonly #context: ExecutionContext;
  #table: JoinTable | undefined;

  constructor(
    probe: Operator,
    build: Operator,
    keys: readonly Variable[],
    variables: readonly Variable[],
    context: ExecutionContext,
  ) {
    this.variables = variables;
    this.#probe = probe;
    this.#build = build;
    this.#keys = keys;
    this.#context = context;
  }

  *open(): Generator<Batch, void, undefined> {
    this.#table ??= new JoinTable(this.#build, this.#probe.variables, this.#keys, this.#context);
    const table = this.#table;
    if (table.rows.length === 0) return;
    const out = new BatchBuilder(this.variables.length);
    const fromProbe = columnsFor(this.#probe.variables, this.variables);
    const fromBuild = columnsFor(this.#build.variables, this.variables);
    for (const batch of this.#probe.open()) {
      this.#context.limits.work(batch.length);
      const keys = table.probeColumns(batch);
      for (let row = 0; row < batch.length; row++) {
        for (let match = table.first(keys, row); match >= 0; match = table.next(match)) {
          if (!table.agrees(match, batch, row)) continue;
          this.#emit(batch, row, fromProbe, table, match, fromBuild, out);
          if (out.full) {
            this.#context.limits.work(out.length);
            yield out.take();
          }
        }
      }
    }
    if (out.length > 0) yield out.take();
  }

  /** Hot. Where one side leaves a shared variable unbound, the other side's term counts. */
  #emit(
    batch: Batch,
    row: number,
    fromProbe: readonly (number | undefined)[],
    table: JoinTable,
    match: number,
    fromBuild: readonly (number | undefined)[],
    out: BatchBuilder,
  ): void {
    const at = out.length;
    for (let c = 0; c < this.variables.length; c++) {
      const probe = fromProbe[c];
      const build = fromBuild[c];
      let id = UNBOUND;
      if (probe !== undefined) id = batch.columns[probe][row];
      if (id === UNBOUND && build !== undefined) {
        id = table.rows.columns[build][match];
      }
      out.columns[c][at] = id;
    }
    out.commit(1);
  }
}
