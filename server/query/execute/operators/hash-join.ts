import type { Variable } from '../../algebra.ts';
import { BATCH_ROWS } from '../batch.ts';
import type { Batch } from '../batch.ts';
import { JoinTable } from '../join-table.ts';
import { JoinedRows } from '../joined-rows.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';

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

  *open(): Rows {
    this.#table ??= new JoinTable(this.#build, this.#keys, this.#context);
    const table = this.#table;
    if (table.rows.length === 0) return;
    const { variables } = this;
    const joined = new JoinedRows(
      this.#probe.variables,
      this.#build.variables,
      this.#keys,
      variables,
    );
    for (const batch of this.#probe.open()) {
      this.#context.limits.work(batch.length);
      yield* this.#join(batch, table, joined);
    }
    const rest = joined.rest();
    if (rest !== undefined) yield rest;
  }

  *#join(batch: Batch, table: JoinTable, joined: JoinedRows): Rows {
    const keys = this.#keys.map((name) => batch.columns[this.#probe.variables.indexOf(name)]);
    const matches = table.firsts(keys, batch.length);
    const { leftRows, rightRows } = joined;
    let pairs = 0;
    for (let row = 0; row < batch.length; row++) {
      for (let match = matches[row]; match >= 0; match = table.next(match)) {
        leftRows[pairs] = row;
        rightRows[pairs++] = match;
        if (pairs < BATCH_ROWS) continue;
        this.#context.limits.work(pairs);
        const full = joined.add(batch.columns, table.rows.columns, pairs);
        if (full !== undefined) yield full;
        pairs = 0;
      }
    }
    const full = joined.add(batch.columns, table.rows.columns, pairs);
    if (full !== undefined) yield full;
  }
}
