import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IdTriple } from './delta-row.ts';
import { Delta } from './delta.ts';
import { permutations, positionsOf } from './permutation.ts';
import type { Permutation } from './quad-index.ts';

/** Few ids, so that triples come and go often; some far apart. */
const id = fc.constantFrom(1, 2, 3, 2 ** 32 + 1, 5 * 2 ** 48 + 7);
const triple: fc.Arbitrary<IdTriple> = fc.tuple(id, id, id);
/** Triples whose state each edit turns over. */
const edits = fc.array(fc.uniqueArray(triple, { maxLength: 6, selector: String }), {
  maxLength: 30,
});

interface Operation {
  readonly triple: IdTriple;
  readonly sequence: number;
  readonly sign: 1 | -1;
}

/** Edits of a store whose blocks hold `base`, one a sequence from 11 on. */
function play(base: readonly IdTriple[], list: readonly (readonly IdTriple[])[]) {
  const living = new Set(base.map(String));
  const operations: Operation[] = [];
  const deltas = [Delta.empty];
  for (const [index, turned] of list.entries()) {
    const sequence = 11 + index;
    const removed = turned.filter((each) => living.has(String(each)));
    const added = turned.filter((each) => !living.has(String(each)));
    for (const each of removed) living.delete(String(each));
    for (const each of added) living.add(String(each));
    operations.push(...removed.map((each) => ({ triple: each, sequence, sign: -1 as const })));
    operations.push(...added.map((each) => ({ triple: each, sequence, sign: 1 as const })));
    deltas.push((deltas.at(-1) ?? Delta.empty).append({ removed, added }, sequence));
  }
  return { operations, deltas };
}

/** What `changes` must say, from the plain list. */
function expected(
  operations: readonly Operation[],
  permutation: Permutation,
  matches: (inOrder: IdTriple) => boolean,
  sequence: number,
): string[] {
  const sums = new Map<string, { triple: IdTriple; sum: number }>();
  for (const operation of operations) {
    const inOrder = ordered(operation.triple, permutation);
    if (operation.sequence > sequence || !matches(inOrder)) continue;
    const entry = sums.get(String(inOrder)) ?? { triple: inOrder, sum: 0 };
    entry.sum += operation.sign;
    sums.set(String(inOrder), entry);
  }
  return [...sums.values()]
    .filter(({ sum }) => sum !== 0)
    .toSorted(({ triple: a }, { triple: b }) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
    .map(({ triple: each, sum }) => `${sum} ${String(each)}`);
}

function ordered([subject, predicate, object]: IdTriple, permutation: Permutation): IdTriple {
  const ids = { subject, predicate, object };
  const [first, second, third] = positionsOf[permutation];
  return [ids[first], ids[second], ids[third]];
}

function told(delta: Delta, ...[permutation, ...rest]: Parameters<Delta['changes']>): string[] {
  const { length, columns, signs } = delta.changes(permutation, ...rest);
  return Array.from(
    { length },
    (_, row) => `${signs[row]} ${columns.map((column) => column[row]).join()}`,
  );
}

const asked = fc.record({
  permutation: fc.constantFrom(...permutations),
  prefix: fc.array(id, { maxLength: 3 }),
  sequence: fc.integer({ min: 9, max: 45 }),
});

test('a delta says what the list of operations says, at every sequence and after every edit', () => {
  fc.assert(
    fc.property(fc.array(triple), edits, asked, (base, list, { permutation, prefix, sequence }) => {
      const { operations, deltas } = play(base, list);
      const matches = (inOrder: IdTriple) => prefix.every((each, i) => inOrder[i] === each);
      for (const [index, delta] of deltas.entries()) {
        const until = Math.min(sequence, 10 + index);
        const changes = expected(operations, permutation, matches, until);
        expect(told(delta, permutation, prefix, undefined, sequence)).toEqual(changes);
        const sum = changes.reduce((total, change) => total + Number.parseInt(change), 0);
        expect(delta.countChange(permutation, prefix, sequence)).toBe(sum);
      }
    }),
    { numRuns: 200 },
  );
});

test('a range bounds the first open position', () => {
  fc.assert(
    fc.property(edits, asked, id, id, (list, { permutation, prefix }, from, to) => {
      const { operations, deltas } = play([], list);
      const bound = prefix.slice(0, 2);
      const matches = (inOrder: IdTriple) =>
        bound.every((each, i) => inOrder[i] === each) &&
        inOrder[bound.length] >= from &&
        inOrder[bound.length] <= to;
      expect(told(deltas.at(-1) ?? Delta.empty, permutation, bound, { from, to })).toEqual(
        expected(operations, permutation, matches, Infinity),
      );
    }),
  );
});

test('what the blocks have taken in goes, and the rest goes on growing', () => {
  fc.assert(
    fc.property(edits, fc.integer({ min: 9, max: 45 }), (list, taken) => {
      const { operations, deltas } = play([], list);
      const later = operations.filter(({ sequence }) => sequence > taken);
      const delta = (deltas.at(-1) ?? Delta.empty)
        .after(taken)
        .append({ removed: [], added: [[9, 9, 9]] }, 99);
      const wanted = [...later, { triple: [9, 9, 9] as const, sequence: 99, sign: 1 as const }];
      expect([...delta.operations()]).toEqual(wanted);
      expect(told(delta, 'osp', [])).toEqual(expected(wanted, 'osp', () => true, Infinity));
    }),
  );
});

test('many operations go from the tail into the body', () => {
  const list = Array.from({ length: 300 }, (_, edit) =>
    Array.from({ length: 10 }, (__, n): IdTriple => [edit % 90, n, (edit * 7) % 13]),
  );
  const { operations, deltas } = play([], list);
  for (const permutation of permutations) {
    expect(told(deltas[300], permutation, [])).toEqual(
      expected(operations, permutation, () => true, Infinity),
    );
    expect(told(deltas[150], permutation, [])).toEqual(
      expected(operations, permutation, () => true, 160),
    );
  }
});
