/**
 * What edits have changed since the blocks were built, in memory, in the order of each permutation.
 *
 * A delta is never changed: `append` gives another that shares almost all with it, so that the
 * snapshots of running queries stay as they are and a new one costs the edit's triples alone.
 * Operations stand in columns in the order of the log, which later deltas go on filling; an order
 * is a list of places in them. There are two tiers of orders, since a new operation moves all that
 * sort after it: the tail takes every edit and is merged into the body when it is full.
 */
import type { SignedTriples } from './blocks/change-scan.ts';
import type { IdTriple } from './delta-row.ts';
import { permutations, positionsOf } from './permutation.ts';
import type { Position } from './permutation.ts';
import type { IdRange, Permutation, TermId } from './quad-index.ts';

const TAIL_LENGTH = 1024;
const FIRST_CAPACITY = 4096;

/** What an edit does: each removed triple was there before it, each added one was not. */
export interface DeltaChange {
  readonly removed: readonly IdTriple[];
  readonly added: readonly IdTriple[];
}

type IdColumns = SignedTriples['columns'];

const NOTHING: SignedTriples = {
  length: 0,
  columns: [new Float64Array(), new Float64Array(), new Float64Array()],
  signs: new Int8Array(),
};

/** Columns in the order of the log. Those behind the length of a delta belong to later ones. */
interface Operations {
  readonly ids: Readonly<Record<Position, Float64Array>>;
  readonly sequences: Float64Array;
  readonly signs: Int8Array;
}

type Orders = Readonly<Record<Permutation, Uint32Array>>;

/** Places in an order. */
interface Stretch {
  readonly order: Uint32Array;
  readonly start: number;
  readonly end: number;
}

export class Delta {
  readonly length: number;
  readonly #operations: Operations;
  readonly #body: Orders;
  readonly #tail: Orders;

  private constructor(operations: Operations, length: number, body: Orders, tail: Orders) {
    this.#operations = operations;
    this.length = length;
    this.#body = body;
    this.#tail = tail;
  }

  static readonly empty = new Delta(
    withCapacity(0),
    0,
    ordersOf(() => new Uint32Array()),
    ordersOf(() => new Uint32Array()),
  );

  /** Sequences must grow. Of two deltas made from the same one, only the later may be used. */
  append(change: DeltaChange, sequence: number): Delta {
    return this.appendAll([{ change, sequence }]);
  }

  /** Many edits at once: they are sorted together. */
  appendAll(edits: readonly { readonly change: DeltaChange; readonly sequence: number }[]): Delta {
    const { length } = this;
    const total = edits.reduce(
      (sum, { change: { removed, added } }) => sum + removed.length + added.length,
      length,
    );
    if (total === length) return this;
    const operations = this.#withRoomFor(total);
    let at = length;
    for (const { change, sequence } of edits) {
      for (const triple of change.removed) setOperation(operations, at++, triple, sequence, -1);
      for (const triple of change.added) setOperation(operations, at++, triple, sequence, 1);
    }
    const fresh = ordersOf((permutation) => sortedPlaces(operations, permutation, length, total));
    const tail = mergeOrders(operations, this.#tail, fresh);
    if (tail.spo.length <= TAIL_LENGTH) return new Delta(operations, total, this.#body, tail);
    const body = mergeOrders(operations, this.#body, tail);
    return new Delta(
      operations,
      total,
      body,
      ordersOf(() => new Uint32Array()),
    );
  }

  /** What came later than `sequence`, when the blocks have taken in the rest. */
  after(sequence: number): Delta {
    const { sequences } = this.#operations;
    let first = 0;
    while (first < this.length && sequences[first] <= sequence) first++;
    if (first === 0) return this;
    const left = this.length - first;
    const operations = withCapacity(left);
    copyOperations(this.#operations, first, this.length, operations);
    const later = (orders: Orders): Orders =>
      ordersOf((permutation) =>
        orders[permutation].filter((place) => place >= first).map((place) => place - first),
      );
    return new Delta(operations, left, later(this.#body), later(this.#tail));
  }

  /**
   * The change to what begins with `prefix`, up to a sequence; a range bounds the next position.
   * Sign 1 for what is there besides what the blocks hold, -1 for what of them is not.
   */
  changes(
    permutation: Permutation,
    prefix: readonly TermId[],
    range?: IdRange,
    sequence: number = Infinity,
  ): SignedTriples {
    const least = range === undefined ? prefix : [...prefix, range.from];
    const most = range === undefined ? prefix : [...prefix, range.to];
    const columns = this.#columns(permutation);
    const body = stretchOf(columns, this.#body[permutation], least, most);
    const tail = stretchOf(columns, this.#tail[permutation], least, most);
    if (body.start === body.end && tail.start === tail.end) return NOTHING;
    return folded(columns, this.#operations, body, tail, sequence);
  }

  /** How many more triples that makes of what begins with `prefix`. */
  countChange(
    permutation: Permutation,
    prefix: readonly TermId[],
    sequence: number = Infinity,
  ): number {
    const { signs, sequences } = this.#operations;
    const columns = this.#columns(permutation);
    let change = 0;
    for (const orders of [this.#body, this.#tail]) {
      const { order, start, end } = stretchOf(columns, orders[permutation], prefix, prefix);
      for (let i = start; i < end; i++) {
        const place = order[i];
        if (sequences[place] <= sequence) change += signs[place];
      }
    }
    return change;
  }

  /** Each operation in the order of the log. */
  *operations(): Iterable<{ triple: IdTriple; sequence: number; sign: number }> {
    const { ids, sequences, signs } = this.#operations;
    for (let place = 0; place < this.length; place++) {
      const triple: IdTriple = [ids.subject[place], ids.predicate[place], ids.object[place]];
      yield { triple, sequence: sequences[place], sign: signs[place] };
    }
  }

  #columns(permutation: Permutation): IdColumns {
    return columnsOf(this.#operations, permutation);
  }

  #withRoomFor(total: number): Operations {
    const operations = this.#operations;
    if (total <= operations.signs.length) return operations;
    const grown = withCapacity(Math.max(FIRST_CAPACITY, total, 2 * operations.signs.length));
    copyOperations(operations, 0, this.length, grown);
    return grown;
  }
}

function withCapacity(capacity: number): Operations {
  return {
    ids: {
      subject: new Float64Array(capacity),
      predicate: new Float64Array(capacity),
      object: new Float64Array(capacity),
    },
    sequences: new Float64Array(capacity),
    signs: new Int8Array(capacity),
  };
}

function copyOperations(from: Operations, start: number, end: number, to: Operations): void {
  for (const position of ['subject', 'predicate', 'object'] as const) {
    to.ids[position].set(from.ids[position].subarray(start, end));
  }
  to.sequences.set(from.sequences.subarray(start, end));
  to.signs.set(from.signs.subarray(start, end));
}

function setOperation(
  { ids, sequences, signs }: Operations,
  at: number,
  [subject, predicate, object]: IdTriple,
  sequence: number,
  sign: number,
): void {
  ids.subject[at] = subject;
  ids.predicate[at] = predicate;
  ids.object[at] = object;
  sequences[at] = sequence;
  signs[at] = sign;
}

function ordersOf(orderOf: (permutation: Permutation) => Uint32Array): Orders {
  const orders: Partial<Record<Permutation, Uint32Array>> = {};
  for (const permutation of permutations) orders[permutation] = orderOf(permutation);
  return orders as Orders;
}

function columnsOf({ ids }: Operations, permutation: Permutation): IdColumns {
  const [first, second, third] = positionsOf[permutation];
  return [ids[first], ids[second], ids[third]];
}

/** Operations on the same triple stay in the order of the log. */
function comparePlaces([first, second, third]: IdColumns, one: number, other: number): number {
  return (
    first[one] - first[other] ||
    second[one] - second[other] ||
    third[one] - third[other] ||
    one - other
  );
}

function sortedPlaces(
  operations: Operations,
  permutation: Permutation,
  start: number,
  end: number,
): Uint32Array {
  const columns = columnsOf(operations, permutation);
  const places = new Uint32Array(end - start);
  for (let i = 0; i < places.length; i++) places[i] = start + i;
  return places.toSorted((one, other) => comparePlaces(columns, one, other));
}

function mergeOrders(operations: Operations, one: Orders, other: Orders): Orders {
  return ordersOf((permutation) =>
    mergePlaces(columnsOf(operations, permutation), one[permutation], other[permutation]),
  );
}

function mergePlaces(columns: IdColumns, one: Uint32Array, other: Uint32Array): Uint32Array {
  if (one.length === 0) return other;
  const merged = new Uint32Array(one.length + other.length);
  let [inOne, inOther, at] = [0, 0, 0];
  while (inOne < one.length && inOther < other.length) {
    merged[at++] =
      comparePlaces(columns, one[inOne], other[inOther]) < 0 ? one[inOne++] : other[inOther++];
  }
  merged.set(one.subarray(inOne), at);
  merged.set(other.subarray(inOther), at + one.length - inOne);
  return merged;
}

function stretchOf(
  columns: IdColumns,
  order: Uint32Array,
  least: readonly TermId[],
  most: readonly TermId[],
): Stretch {
  const start = search(order, 0, (place) => compareToKey(columns, place, least) >= 0);
  const end = search(order, start, (place) => compareToKey(columns, place, most) > 0);
  return { order, start, end };
}

function compareToKey(columns: IdColumns, place: number, key: readonly TermId[]): number {
  for (let column = 0; column < key.length; column++) {
    const difference = columns[column][place] - key[column];
    if (difference !== 0) return difference;
  }
  return 0;
}

function search(order: Uint32Array, from: number, isReached: (place: number) => boolean): number {
  let [low, high] = [from, order.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isReached(order[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Both stretches in one order; of each triple, the sum of what was done to it. */
function folded(
  columns: IdColumns,
  { sequences, signs }: Operations,
  body: Stretch,
  tail: Stretch,
  sequence: number,
): SignedTriples {
  const most = body.end - body.start + (tail.end - tail.start);
  const ids: IdColumns = [new Float64Array(most), new Float64Array(most), new Float64Array(most)];
  const sums = new Int8Array(most);
  let [inBody, inTail, length] = [body.start, tail.start, 0];
  while (inBody < body.end || inTail < tail.end) {
    const isBody =
      inTail === tail.end ||
      (inBody < body.end && comparePlaces(columns, body.order[inBody], tail.order[inTail]) < 0);
    const place = isBody ? body.order[inBody++] : tail.order[inTail++];
    if (sequences[place] > sequence) continue;
    const last = length - 1;
    if (length > 0 && isSame(columns, place, ids, last)) {
      sums[last] += signs[place];
      continue;
    }
    // What was undone since leaves no trace.
    const at = length > 0 && sums[last] === 0 ? last : length++;
    for (let column = 0; column < 3; column++) ids[column][at] = columns[column][place];
    sums[at] = signs[place];
  }
  if (length > 0 && sums[length - 1] === 0) length--;
  return { length, columns: ids, signs: sums };
}

function isSame(columns: IdColumns, place: number, ids: IdColumns, row: number): boolean {
  return (
    columns[2][place] === ids[2][row] &&
    columns[1][place] === ids[1][row] &&
    columns[0][place] === ids[0][row]
  );
}
