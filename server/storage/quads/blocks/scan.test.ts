import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idAt } from '../column.ts';
import type { Permutation, Triples } from '../quad-index.ts';
import { BlockScan } from './block-scan.ts';
import { scanChanges } from './change-scan.ts';
import { countRows, countSeconds } from './counts.ts';
import { keyRange } from './key-range.ts';
import { mergeScans } from './merged-scan.ts';
import type { SignedScan } from './merged-scan.ts';
import { KEY_WORDS, NEVER } from './rows.ts';
import { ScanCursor } from './scan-cursor.ts';
import type { Triple } from './sorted-runs.fixture.ts';
import {
  anyTriple,
  blocksOf,
  compareTriples,
  numbersFrom,
  rowsFrom,
  sortedTriples,
} from './sorted-runs.fixture.ts';

/** What is bound, and between which ids the next number lies. */
interface Asked {
  readonly prefix: readonly number[];
  readonly range: { readonly from: number; readonly to: number } | undefined;
}

const anyAsked: fc.Arbitrary<Asked> = fc
  .tuple(anyTriple, anyTriple, fc.nat(3), fc.boolean())
  .map(([one, other, bound, isRange]) => ({
    prefix: one.slice(0, bound),
    range:
      isRange && bound < 3
        ? { from: Math.min(one[bound], other[bound]), to: Math.max(one[bound], other[bound]) }
        : undefined,
  }));

function matches(triple: readonly number[], { prefix, range }: Asked): boolean {
  const next = triple[prefix.length];
  return (
    prefix.every((id, k) => triple[k] === id) &&
    (range === undefined || (next >= range.from && next <= range.to))
  );
}

/** In SPO order: subject, predicate, object are the numbers of a row. */
function readBatch({ length, subjects, predicates, objects }: Triples): Triple[] {
  return Array.from({ length }, (_, row) => [
    idAt(subjects, row),
    idAt(predicates, row),
    idAt(objects, row),
  ]);
}

function readRest(cursor: ScanCursor): Triple[] {
  const found: Triple[] = [];
  for (let batch = cursor.next(); batch !== undefined; batch = cursor.next()) {
    if (batch.length < 1 || batch.length > 2048) throw new Error(`A batch of ${batch.length}.`);
    found.push(...readBatch(batch));
  }
  return found;
}

const blockRows = fc.constantFrom(1, 3, 130, 1000);

/** A batch is read, or the key of some triple is sought, by so many of its open numbers. */
const anySteps = fc.array(
  fc.oneof(fc.constant('next' as const), fc.tuple(anyTriple, fc.integer({ min: 1, max: 3 }))),
  { maxLength: 8 },
);

/** What the steps read, and then the rest; and the same of a plain array. */
function replay(
  cursor: ScanCursor,
  steps: readonly ('next' | readonly [Triple, number])[],
  all: readonly Triple[],
  bound: number,
): { found: Triple[][]; expected: Triple[][] } {
  const found: Triple[][] = [];
  const expected: Triple[][] = [];
  let rest = all;
  for (const step of steps) {
    if (step === 'next') {
      const batch = cursor.next();
      const read = batch === undefined ? [] : readBatch(batch);
      found.push(read);
      // How much a batch holds is the cursor's business, but for nothing where there is something.
      expected.push(rest.slice(0, Math.max(1, read.length)));
      rest = rest.slice(read.length);
    } else {
      const [triple, numbers] = step;
      const key = triple.slice(bound, bound + numbers);
      cursor.seek(key);
      // A seek concerns what was not read yet.
      rest = rest.filter((other) => {
        const open = other.slice(bound, bound + key.length);
        return compareTriples([...open, 0, 0, 0], [...key, 0, 0, 0]) >= 0;
      });
    }
  }
  return { found: [...found, readRest(cursor)], expected: [...expected, [...rest]] };
}

describe('a scan of blocks', () => {
  test('gives the triples of its range, from wherever is sought', () => {
    fc.assert(
      fc.property(
        sortedTriples(1200),
        blockRows,
        anyAsked,
        anySteps,
        (triples, size, asked, steps) => {
          const blocks = blocksOf(rowsFrom(triples, KEY_WORDS), size);
          const range = keyRange(asked.prefix, asked.range);
          const cursor = new ScanCursor(new BlockScan(blocks, range), 'spo', asked.prefix);
          const expected = triples.filter((triple) => matches(triple, asked));
          const steered = replay(cursor, steps, expected, asked.prefix.length);
          expect(steered.found).toEqual(steered.expected);
          expect(countRows(blocks, range, NEVER - 1)).toBe(expected.length);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('counts the second numbers that a first one has', () => {
    fc.assert(
      fc.property(sortedTriples(1200), blockRows, anyTriple, (triples, size, [first]) => {
        const blocks = blocksOf(rowsFrom(triples, KEY_WORDS), size);
        const seconds = triples.filter((triple) => triple[0] === first).map(([, second]) => second);
        expect(countSeconds(blocks, keyRange([first]))).toBe(new Set(seconds).size);
      }),
      { numRuns: 50 },
    );
  });

  test('of any sequence gives what was there then', () => {
    const sequence = fc.integer({ min: 1, max: 12 });
    const rows = fc.tuple(sortedTriples(900), fc.nat()).map(([triples, seed]) => {
      const next = numbersFrom(seed);
      return triples.flatMap((triple) => {
        const born = 1 + next(12);
        const died = next(2) === 0 ? NEVER : born + 1 + next(12);
        const life = [...triple, born, died];
        return next(4) > 0 ? [life] : [[...triple, 0, born - next(2)], life];
      });
    });
    fc.assert(
      fc.property(
        rows,
        blockRows,
        anyAsked,
        sequence,
        anySteps,
        (all, size, asked, then, steps) => {
          const blocks = blocksOf(rowsFrom(all), size);
          const range = keyRange(asked.prefix, asked.range);
          const cursor = new ScanCursor(new BlockScan(blocks, range, then), 'spo', asked.prefix);
          const expected = all
            .filter((row) => row[3] <= then && then < row[4] && matches(row, asked))
            .map(([first, second, third]): Triple => [first, second, third]);
          const steered = replay(cursor, steps, expected, asked.prefix.length);
          expect(steered.found).toEqual(steered.expected);
          expect(countRows(blocks, range, then)).toBe(expected.length);
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** What each input of a merge has, and what is there in sum. */
function inputsOf(entries: readonly (readonly [Triple, number, number])[]) {
  const of = (which: number) =>
    entries.filter(([, , input]) => input === which).map(([triple]) => triple);
  const delta = entries.filter(([, , input]) => input === 3);
  const sums = new Map<string, { triple: Triple; sum: number }>();
  for (const [triple, sign, input] of entries) {
    const key = triple.join();
    const { sum } = sums.get(key) ?? { sum: 0 };
    sums.set(key, { triple, sum: sum + (input === 3 ? sign : input === 2 ? -1 : 1) });
  }
  const sum = [...sums.values()].filter((entry) => entry.sum > 0).map(({ triple }) => triple);
  return { base: of(0), run: of(1), removed: of(2), delta, sum };
}

describe('a merged scan', () => {
  /** Triples, each with the input that has it and the sign that a delta gives it. */
  const anySigns = fc.tuple(sortedTriples(700), fc.nat()).map(([triples, seed]) => {
    const next = numbersFrom(seed);
    return triples.flatMap((triple) =>
      [0, 1, 2, 3]
        .filter(() => next(3) === 0)
        .map((input) => [triple, next(2) === 0 ? -1 : 1, input] as const),
    );
  });

  test('gives the triples whose signs sum up to more than 0', () => {
    fc.assert(
      fc.property(anySigns, blockRows, anyAsked, anySteps, (entries, size, asked, steps) => {
        const { prefix } = asked;
        const inputs = inputsOf(entries.filter(([triple]) => matches(triple, asked)));
        const range = keyRange(prefix, asked.range);
        const { base, run, removed, delta } = inputs;
        const scanOf = (triples: readonly Triple[], sign: number): SignedScan => ({
          scan: new BlockScan(blocksOf(rowsFrom(triples, KEY_WORDS), size), range),
          sign,
        });
        const scans = [
          scanOf(base, 1),
          scanOf(run, 1),
          scanOf(removed, -1),
          scanChanges({
            length: delta.length,
            columns: [
              Float64Array.from(delta, ([triple]) => triple[0]),
              Float64Array.from(delta, ([triple]) => triple[1]),
              Float64Array.from(delta, ([triple]) => triple[2]),
            ],
            signs: Int8Array.from(delta, ([, sign]) => sign),
          }),
        ];
        const cursor = new ScanCursor(mergeScans(scans, prefix.length), 'spo', prefix);
        const steered = replay(cursor, steps, inputs.sum, prefix.length);
        expect(steered.found).toEqual(steered.expected);
      }),
      { numRuns: 100 },
    );
  });

  test('of nothing is nothing', () => {
    expect(mergeScans([], 0).advance()).toBe(false);
  });

  test('hands batches on as they are where nothing else falls into them', () => {
    const triples = Array.from({ length: 5000 }, (_, row): Triple => [1, row, 2]);
    const base = new BlockScan(blocksOf(rowsFrom(triples, KEY_WORDS), 5000), keyRange([1]));
    const changes = scanChanges({
      length: 1,
      columns: [Float64Array.of(1), Float64Array.of(9999), Float64Array.of(2)],
      signs: Int8Array.of(1),
    });
    const merged = mergeScans([{ scan: base, sign: 1 }, changes], 1);
    expect(merged.advance()).toBe(true);
    expect(merged.columns).toBe(base.columns);
  });
});

test.each<[Permutation, Triple]>([
  ['spo', [1, 2, 3]],
  ['pso', [2, 1, 3]],
  ['pos', [3, 1, 2]],
  ['osp', [2, 3, 1]],
])('the numbers of %s are put where they belong', (permutation, expected) => {
  const blocks = blocksOf(rowsFrom([[1, 2, 3]], KEY_WORDS), 10);
  for (const prefix of [[], [1], [1, 2], [1, 2, 3]]) {
    const cursor = new ScanCursor(new BlockScan(blocks, keyRange(prefix)), permutation, prefix);
    expect(readRest(cursor)).toEqual([expected]);
  }
});
