import type { PathPattern, PatternTerm, Variable } from '../../algebra.ts';
import type { TermId } from '../../../storage/quads/quad-index.ts';
import { BatchBuilder, UNBOUND } from '../batch.ts';
import type { Batch } from '../batch.ts';
import type { ExecutionContext, Operator } from '../operator.ts';
import { columnIndex } from '../operator.ts';
import { PathSearch } from '../path-search.ts';
import { isIndexId } from '../query-terms.ts';

/** One end of the path: a term, or a column that may be bound already. */
interface End {
  readonly constant: TermId | undefined;
  readonly inputColumn: number | undefined;
  readonly outputColumn: number | undefined;
}

/** For each row of the input, the nodes that a path of any length connects. */
export class Path implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;
  readonly #subject: End;
  readonly #object: End;
  readonly #search: PathSearch;
  readonly #context: ExecutionContext;
  readonly #isLoop: boolean;

  constructor(
    input: Operator,
    pattern: PathPattern,
    variables: readonly Variable[],
    context: ExecutionContext,
  ) {
    this.variables = variables;
    this.#input = input;
    this.#context = context;
    const end = (term: PatternTerm): End => {
      if (term.kind === 'term') {
        const constant = context.terms.encode(term.term);
        return { constant, inputColumn: undefined, outputColumn: undefined };
      }
      return {
        constant: undefined,
        inputColumn: columnIndex(input.variables, term.name),
        outputColumn: columnIndex(variables, term.name),
      };
    };
    this.#subject = end(pattern.subject);
    this.#object = end(pattern.object);
    this.#isLoop =
      this.#subject.outputColumn !== undefined &&
      this.#subject.outputColumn === this.#object.outputColumn;
    this.#search = new PathSearch(pattern.path, context);
  }

  *open(): Generator<Batch, void, undefined> {
    const out = new BatchBuilder(this.variables.length);
    for (const batch of this.#input.open()) {
      for (let row = 0; row < batch.length; row++) {
        this.#context.limits.work(1);
        for (const [subject, object] of this.#pairs(batch, row)) {
          if (this.#isLoop && subject !== object) continue;
          this.#emit(batch, row, subject, object, out);
          if (out.full) yield out.take();
        }
      }
    }
    if (out.length > 0) yield out.take();
  }

  *#pairs(batch: Batch, row: number): Iterable<readonly [TermId, TermId]> {
    const subject = idOf(this.#subject, batch, row);
    const object = idOf(this.#object, batch, row);
    if (subject === undefined && object === undefined) {
      for (const start of this.#search.allNodes()) {
        for (const end of this.#search.from(start)) yield [start, end];
      }
      return;
    }
    if (!this.#isInGraph(this.#subject, subject) || !this.#isInGraph(this.#object, object)) return;
    if (subject !== undefined && object !== undefined) {
      // A search from a constant end serves every row.
      const reached =
        this.#object.constant === undefined
          ? this.#search.from(subject).has(object)
          : this.#search.to(object).has(subject);
      if (reached) yield [subject, object];
    } else if (subject !== undefined) {
      for (const end of this.#search.from(subject)) yield [subject, end];
    } else if (object !== undefined) {
      for (const start of this.#search.to(object)) yield [start, object];
    }
  }

  /** A variable ranges over the nodes of the graph, even where the path has no length. */
  #isInGraph(end: End, id: TermId | undefined): boolean {
    if (end.constant !== undefined || id === undefined) return true;
    return isIndexId(id) && this.#search.isNode(id);
  }

  #emit(batch: Batch, row: number, subject: TermId, object: TermId, out: BatchBuilder): void {
    const at = out.length;
    batch.columns.forEach((column, index) => {
      out.columns[index][at] = column[row];
    });
    const { outputColumn: s } = this.#subject;
    const { outputColumn: o } = this.#object;
    if (s !== undefined) out.columns[s][at] = subject;
    if (o !== undefined) out.columns[o][at] = object;
    out.commit(1);
  }
}

function idOf(end: End, batch: Batch, row: number): TermId | undefined {
  if (end.constant !== undefined) return end.constant;
  if (end.inputColumn === undefined) return undefined;
  const id = batch.columns[end.inputColumn][row];
  return id === UNBOUND ? undefined : id;
}
