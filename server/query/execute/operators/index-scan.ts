import type { PatternTerm, TriplePattern, Variable } from '../../algebra.ts';
import type { QuadBatch, QuadPattern, TermId } from '../../../storage/quads/quad-index.ts';
import { BATCH_ROWS, BatchBuilder, UNBOUND } from '../batch.ts';
import type { Batch } from '../batch.ts';
import type { ExecutionContext, Operator } from '../operator.ts';
import { columnIndex } from '../operator.ts';
import { isIndexId } from '../query-terms.ts';

/** What a look-up asks for at once, until one finds more. */
const LOOKUP_ROWS = 64;

/** One position of the pattern: fixed, known from the row, or open. */
interface Position {
  readonly constant: TermId | undefined;
  readonly inputColumn: number | undefined;
  readonly outputColumn: number | undefined;
}

/** For each row of the input, the triples that fit it; each match extends the row. */
export class IndexScan implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;
  readonly #context: ExecutionContext;
  /** Subject, predicate, object; `undefined` where a constant is in no triple. */
  readonly #positions: readonly [Position, Position, Position] | undefined;
  #scanRows = LOOKUP_ROWS;

  constructor(
    input: Operator,
    pattern: TriplePattern,
    variables: readonly Variable[],
    context: ExecutionContext,
  ) {
    this.variables = variables;
    this.#input = input;
    this.#context = context;
    const position = (term: PatternTerm): Position | undefined => {
      if (term.kind === 'variable') {
        return {
          constant: undefined,
          inputColumn: columnIndex(input.variables, term.name),
          outputColumn: columnIndex(variables, term.name),
        };
      }
      const constant = context.terms.find(term.term);
      return constant === undefined
        ? undefined
        : { constant, inputColumn: undefined, outputColumn: undefined };
    };
    const subject = position(pattern.subject);
    const predicate = position(pattern.predicate);
    const object = position(pattern.object);
    this.#positions = subject && predicate && object && [subject, predicate, object];
  }

  *open(): Generator<Batch, void, undefined> {
    if (this.#positions === undefined) return;
    const out = new BatchBuilder(this.variables.length);
    for (const batch of this.#input.open()) {
      for (let row = 0; row < batch.length; row++) {
        yield* this.#matches(batch, row, this.#positions, out);
      }
    }
    if (out.length > 0) yield out.take();
  }

  *#matches(
    input: Batch,
    row: number,
    positions: readonly [Position, Position, Position],
    out: BatchBuilder,
  ): Generator<Batch, void, undefined> {
    const { snapshot, limits } = this.#context;
    const [subject, predicate, object] = positions.map((each) => boundId(each, input, row));
    if (subject === NOWHERE || predicate === NOWHERE || object === NOWHERE) return;
    const pattern: QuadPattern = { subject, predicate, object };
    limits.work(1);
    for (const found of snapshot.scan(pattern, input.length === 1 ? BATCH_ROWS : this.#scanRows)) {
      limits.work(found.length);
      if (found.length === this.#scanRows) this.#scanRows = BATCH_ROWS;
      for (let start = 0; start < found.length;) {
        const end = Math.min(found.length, start + out.room);
        copyMatches(found, start, end, input, row, positions, out);
        start = end;
        if (out.full) yield out.take();
      }
    }
  }
}

const NOWHERE = -2;

/** `undefined` leaves the position open, `NOWHERE` says that no triple can fit. */
function boundId(position: Position, input: Batch, row: number): TermId | undefined {
  if (position.constant !== undefined) return position.constant;
  if (position.inputColumn === undefined) return undefined;
  const id = input.columns[position.inputColumn][row];
  if (id === UNBOUND) return undefined;
  return isIndexId(id) ? id : NOWHERE;
}

/** Hot. A variable in two positions takes only the triples that have the same term in both. */
function copyMatches(
  found: QuadBatch,
  start: number,
  end: number,
  input: Batch,
  row: number,
  [subject, predicate, object]: readonly [Position, Position, Position],
  out: BatchBuilder,
): void {
  const at = out.length;
  const columns = out.columns;
  const s = subject.outputColumn;
  const p = predicate.outputColumn;
  const o = object.outputColumn;
  const repeats = s !== undefined && (s === p || s === o);
  const repeatsLater = p !== undefined && p === o;
  let length = end - start;
  if (repeats || repeatsLater) {
    length = 0;
    for (let i = start; i < end; i++) {
      const [si, pi, oi] = [found.subjects[i], found.predicates[i], found.objects[i]];
      if (s === p && s !== undefined && si !== pi) continue;
      if (s === o && s !== undefined && si !== oi) continue;
      if (repeatsLater && pi !== oi) continue;
      if (s !== undefined) columns[s][at + length] = si;
      if (p !== undefined) columns[p][at + length] = pi;
      if (o !== undefined) columns[o][at + length] = oi;
      length++;
    }
  } else {
    if (s !== undefined) columns[s].set(found.subjects.subarray(start, end), at);
    if (p !== undefined) columns[p].set(found.predicates.subarray(start, end), at);
    if (o !== undefined) columns[o].set(found.objects.subarray(start, end), at);
  }
  for (let c = 0; c < input.columns.length; c++) {
    if (c === s || c === p || c === o) continue;
    const id = input.columns[c][row];
    columns[c].fill(id, at, at + length);
  }
  out.commit(length);
}
