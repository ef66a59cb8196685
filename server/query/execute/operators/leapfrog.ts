import type { TermId } from '../../../storage/quads/terms/term-id.ts';
import type { TriplePattern, Variable } from '../../algebra.ts';
import { BatchBuilder } from '../batch.ts';
import { reach } from '../match-sorted.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';
import { readTrie } from '../trie.ts';
import type { Trie } from '../trie.ts';
import { constantsOf } from '../triple-positions.ts';

/**
 * Leapfrog Triejoin (Veldhuizen 2014) of patterns that form cycles: all at once, one variable after
 * the other, so that nothing is found for two of them that the third takes back.
 *
 * Each pattern has a term as its predicate, and two variables.
 */
export class Leapfrog implements Operator {
  readonly variables: readonly Variable[];
  readonly #patterns: readonly TriplePattern[];
  readonly #order: readonly Variable[];
  readonly #context: ExecutionContext;

  constructor(
    patterns: readonly TriplePattern[],
    order: readonly Variable[],
    variables: readonly Variable[],
    context: ExecutionContext,
  ) {
    this.variables = variables;
    this.#patterns = patterns;
    this.#order = order;
    this.#context = context;
  }

  *open(): Rows {
    const { limits } = this.#context;
    const tries: Trie[] = [];
    try {
      const levels = this.#order.map(() => new Level());
      for (const pattern of this.#patterns) {
        const trie = this.#addTo(levels, pattern);
        if (trie === undefined) return;
        tries.push(trie);
      }
      yield* this.#search(levels);
    } finally {
      for (const { bytes } of tries) limits.free(bytes);
    }
  }

  /** `undefined` where no triple fits. */
  #addTo(levels: readonly Level[], pattern: TriplePattern): Trie | undefined {
    const bound = constantsOf(pattern, this.#context.terms);
    if (bound === undefined) return undefined;
    const depthOf = (end: 'subject' | 'object'): number => {
      const term = pattern[end];
      return term.kind === 'variable' ? this.#order.indexOf(term.name) : -1;
    };
    const [subject, object] = [depthOf('subject'), depthOf('object')];
    const order = subject < object ? 'subject-object' : 'object-subject';
    const trie = readTrie(bound, order, this.#context);
    const upper = new Part(trie, undefined);
    levels[Math.min(subject, object)].parts.push(upper);
    levels[Math.max(subject, object)].parts.push(new Part(trie, upper));
    return trie;
  }

  *#search(levels: readonly Level[]): Rows {
    const { limits } = this.#context;
    const out = new BatchBuilder(this.variables.length);
    const depths = this.variables.map((name) => this.#order.indexOf(name));
    const last = levels.length - 1;
    let depth = 0;
    levels[0].open();
    while (depth >= 0) {
      limits.work(1);
      if (!levels[depth].next()) {
        depth--;
      } else if (depth < last) {
        levels[++depth].open();
      } else {
        depths.forEach((each, index) => out.columns[index].push(levels[each].value));
        out.commit(1);
        if (out.full) yield out.take();
      }
    }
    if (out.length > 0) yield out.take();
  }
}

/** One pattern at one of its variables: a range of ascending ids, and how far it is done. */
class Part {
  readonly keys: Float64Array;
  at = 0;
  end = 0;
  readonly #trie: Trie;
  /** The same pattern at its first variable. */
  readonly #upper: Part | undefined;

  constructor(trie: Trie, upper: Part | undefined) {
    this.#trie = trie;
    this.#upper = upper;
    this.keys = upper === undefined ? trie.firsts : trie.seconds;
  }

  open(): void {
    this.at = this.#upper === undefined ? 0 : this.#trie.starts[this.#upper.at];
    this.end = this.#upper === undefined ? this.keys.length : this.#trie.starts[this.#upper.at + 1];
  }
}

/** One variable: what all patterns that have it agree on. */
class Level {
  readonly parts: Part[] = [];
  value: TermId = 0;
  #isFresh = false;

  open(): void {
    for (const part of this.parts) part.open();
    this.#isFresh = true;
  }

  /** The next value that all parts have. Hot. */
  next(): boolean {
    const { parts } = this;
    const [first] = parts;
    if (!this.#isFresh) first.at++;
    this.#isFresh = false;
    if (first.at >= first.end) return false;
    let key = first.keys[first.at];
    let agreeing = 1;
    for (let i = 1 % parts.length; agreeing < parts.length; i = (i + 1) % parts.length) {
      const part = parts[i];
      part.at = reach(part.keys, part.at, part.end, key);
      if (part.at === part.end) return false;
      const found = part.keys[part.at];
      agreeing = found === key ? agreeing + 1 : 1;
      key = found;
    }
    this.value = key;
    return true;
  }
}
