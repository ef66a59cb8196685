/**
 * How the parts of a document are compared and changed.
 *
 * A differ knows one type of part. A change it found can be counted, inverted, and made on another
 * part of that type: then what no longer fits is left as it is and counted as a conflict. Laws,
 * which hold for every differ (`diff.test.ts`):
 *
 *   patch(before, diff(before, after)) = after, without a conflict
 *   invert(diff(before, after))        = diff(after, before), or does the same
 *
 * Changes are plain data, fit for JSON: they are shown, logged and sent to rules.
 */
import { equalData } from '../equal-data.ts';

export interface Differ<Part, Change> {
  /** `undefined` where the parts are equal. */
  diff(before: Part, after: Part): Change | undefined;
  /** A change that was made already is no conflict. */
  patch(part: Part, change: Change, tally: Tally): Part;
  invert(change: Change): Change;
  /** How many single operations the change consists of. */
  count(change: Change): number;
}

/** Counts, while a change is made, the operations that did not fit. */
export interface Tally {
  conflicts: number;
}

/** One thing for another; a side that is absent says that there was or will be nothing. */
export interface Replacement<Value> {
  readonly before?: Value;
  readonly after?: Value;
}

function replacement<Value>(
  before: Value | undefined,
  after: Value | undefined,
): Replacement<Value> {
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

/** For a part without parts of its own, which may be absent. */
export function wholeOrAbsent<Value>(): Differ<Value | undefined, Replacement<Value>> {
  return {
    diff: (before, after) => (equalData(before, after) ? undefined : replacement(before, after)),
    patch(value, { before, after }, tally) {
      if (equalData(value, before)) return after;
      if (!equalData(value, after)) tally.conflicts++;
      return value;
    },
    invert: ({ before, after }) => replacement(after, before),
    count: () => 1,
  };
}

/** For a part without parts of its own, which is absent in blank pages only. */
export function whole<Value>(): Differ<Value, Replacement<Value>> {
  return wholeOrAbsent<Value>() as Differ<Value, Replacement<Value>>;
}

/** For numbers that only grow: of two that both grew, the larger holds. */
export const counter: Differ<number, Replacement<number>> = {
  ...whole<number>(),
  patch: (value, { before, after = value }) => (value === before ? after : Math.max(value, after)),
};

/**
 * For a part that may be absent, seen as one that is `blank`. `exists` tells whether a part is
 * there; a change that would leave remains of an absent part (somebody else changed what it
 * removes, or removed what it changes) is a conflict as a whole.
 */
export function optional<Part, Change>(
  differ: Differ<Part, Change>,
  blank: Part,
  exists: (part: Part) => boolean,
): Differ<Part | undefined, Change> {
  return {
    diff: (before = blank, after = blank) => differ.diff(before, after),
    patch(part, change, tally) {
      const own: Tally = { conflicts: 0 };
      const patched = differ.patch(part ?? blank, change, own);
      if (!exists(patched) && differ.diff(blank, patched) !== undefined) {
        tally.conflicts += differ.count(change);
        return part;
      }
      tally.conflicts += own.conflicts;
      return exists(patched) ? patched : undefined;
    },
    invert: (change) => differ.invert(change),
    count: (change) => differ.count(change),
  };
}

/** For parts whose differ is costly (it hashes): mostly a plain comparison is enough. */
export function unlessEqual<Part, Change>(differ: Differ<Part, Change>): Differ<Part, Change> {
  return {
    diff: (before, after) => (equalData(before, after) ? undefined : differ.diff(before, after)),
    patch: (part, change, tally) => differ.patch(part, change, tally),
    invert: (change) => differ.invert(change),
    count: (change) => differ.count(change),
  };
}
