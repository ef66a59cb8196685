import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Block } from './blocks/block.ts';
import { ALL_WORDS, BORN, DIED, allocateRows, fromWords, highWord } from './blocks/rows.ts';
import type { Rows } from './blocks/rows.ts';
import type { WrittenBlock } from './blocks/write-block.ts';
import type { IdTriple } from './delta-row.ts';
import { foldOperations, gatherOperations } from './fold-operations.ts';
import type { FoldedLevel } from './fold-operations.ts';
import { mergeLiving, mergePast, writeBlocks } from './merge-blocks.ts';
import type { BlockLoader } from './blocks/block-store.ts';
import type { BlockEntry } from './blocks/sorted-blocks.ts';
import { readWholeBlock } from './read-whole-block.ts';

/** A triple and the sequences of its birth and death; 0 where there is none. */
type Life = readonly [triple: IdTriple, born: number, died: number];

function rowsOf(lives: readonly Life[], words: number): Rows {
  const columns = allocateRows(lives.length, words);
  for (const [row, [triple, born, died]] of lives.toSorted(byLife).entries()) {
    for (const [k, value] of [...triple, born, died].entries()) {
      if (2 * k >= words) continue;
      columns[2 * k][row] = highWord(value);
      columns[2 * k + 1][row] = value;
    }
  }
  return { columns, length: lives.length };
}

function livesIn({ columns, length }: Rows): Life[] {
  const at = (word: number, row: number) =>
    word < columns.length ? fromWords(columns[word][row], columns[word + 1][row]) : 0;
  return Array.from({ length }, (_, row): Life => [
    [at(0, row), at(2, row), at(4, row)],
    at(BORN, row),
    at(DIED, row),
  ]);
}

function byLife([a, aBorn, aDied]: Life, [b, bBorn, bDied]: Life): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || aBorn - bBorn || aDied - bDied;
}

/** Blocks in memory, as the store would hold them. */
class Blocks {
  readonly #bytes: Uint8Array[] = [];
  entries: BlockEntry[] = [];

  readonly loader: BlockLoader = { load: (block) => new Block(this.#bytes[block]) };

  /** Takes in what a merge wrote, and drops what it replaced. */
  change(written: readonly WrittenBlock[], replaced: readonly number[]): void {
    const kept = this.entries.filter(({ block }) => !replaced.includes(block));
    const added = written.map(({ bytes, statistics }) => {
      this.#bytes.push(bytes);
      return { block: this.#bytes.length - 1, statistics };
    });
    this.entries = [...kept, ...added].toSorted((a, b) => {
      for (let i = 0; i < 6; i++) {
        const [one, other] = [a.statistics.first[i], b.statistics.first[i]];
        if (one !== other) return one - other;
      }
      return 0;
    });
  }

  lives(words: number): Life[] {
    return this.entries.flatMap(({ block }) =>
      livesIn(readWholeBlock(this.loader.load(block), words)),
    );
  }
}

/** Few triples, so that they come and go often. */
const triple: fc.Arbitrary<IdTriple> = fc.tuple(
  fc.constantFrom(1, 2, 2 ** 33),
  fc.constantFrom(1, 5 * 2 ** 48),
  fc.constantFrom(1, 2),
);
/** By sequence, the triples whose state turns over. */
const history = fc.array(fc.uniqueArray(triple, { maxLength: 5, selector: String }), {
  maxLength: 24,
});

/** Each life that the history tells of, and the state after it. */
function livesOf(list: readonly (readonly IdTriple[])[]): Life[] {
  const lives: [IdTriple, number, number][] = [];
  for (const [index, turned] of list.entries()) {
    for (const each of turned) {
      const living = lives.find((life) => String(life[0]) === String(each) && life[2] === 0);
      if (living === undefined) lives.push([each, index + 1, 0]);
      else living[2] = index + 1;
    }
  }
  return lives;
}

/** The level that a stretch of the history makes: from after `start` to `end`. */
function levelOf(lives: readonly Life[], start: number, end: number): FoldedLevel {
  const within = (sequence: number) => sequence > start && sequence <= end;
  const added = lives.filter(([, born]) => within(born));
  const died = lives.filter(([, , death]) => within(death));
  return foldOperations(
    gatherOperations({
      added: [rowsOf(added, BORN + 2)],
      removed: [
        rowsOf(
          died.map(([each, , death]): Life => [each, death, 0]),
          BORN + 2,
        ),
      ],
      past: [],
    }),
  );
}

const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 24 }), { maxLength: 4 });

test('levels fold into one as the edits themselves do', () => {
  fc.assert(
    fc.property(history, cuts, (list, places) => {
      const lives = livesOf(list);
      const ends = [...places.toSorted((a, b) => a - b), 24];
      const levels = ends.map((end, i) => levelOf(lives, ends[i - 1] ?? 0, end));
      const folded = foldOperations(
        gatherOperations({
          added: levels.map(({ live }) => live),
          removed: levels.map(({ removed }) => removed),
          past: levels.map(({ past }) => past),
        }),
      );
      expect(livesIn(folded.live)).toEqual(
        lives.filter(([, , died]) => died === 0).toSorted(byLife),
      );
      expect(livesIn(folded.past)).toEqual(lives.filter(([, , died]) => died > 0).toSorted(byLife));
      expect(folded.removed.length).toBe(0);
    }),
  );
});

test('a base that took in level after level knows every life', () => {
  fc.assert(
    fc.property(history, cuts, (list, places) => {
      const lives = livesOf(list);
      const [living, past] = [new Blocks(), new Blocks()];
      const ends = [...places.toSorted((a, b) => a - b), 24];
      for (const [i, end] of ends.entries()) {
        const level = levelOf(lives, ends[i - 1] ?? 0, end);
        takeIn(living, past, level);
      }
      expect(living.lives(BORN + 2)).toEqual(
        lives.filter(([, , died]) => died === 0).toSorted(byLife),
      );
      expect(past.lives(ALL_WORDS)).toEqual(
        lives.filter(([, , died]) => died > 0).toSorted(byLife),
      );
    }),
  );
});

function takeIn(living: Blocks, past: Blocks, level: FoldedLevel): void {
  const written: WrittenBlock[] = [];
  const merged = mergeLiving(living, level.live, level.removed, (block) => written.push(block));
  living.change(written, merged.replaced);
  for (const rows of [level.past, merged.past]) {
    const pastWritten: WrittenBlock[] = [];
    const replaced = mergePast(past, rows, (block) => pastWritten.push(block));
    past.change(pastWritten, replaced);
  }
}

test('blocks that nothing falls into are kept, and none gets small', () => {
  const numbers = Array.from({ length: 100_000 }, (_, n): Life => [[n, 1, 1], 1, 0]);
  const base = new Blocks();
  const written: WrittenBlock[] = [];
  writeBlocks(rowsOf(numbers, BORN + 2), (block) => written.push(block));
  base.change(written, []);
  expect(base.entries).toHaveLength(7);
  const level: FoldedLevel = {
    live: rowsOf([[[20_000, 2, 2], 9, 0]], BORN + 2),
    removed: rowsOf([[[20_001, 1, 1], 9, 0]], BORN + 2),
    past: rowsOf([], ALL_WORDS),
  };
  const before = base.entries.map(({ block }) => block);
  takeIn(base, new Blocks(), level);
  const after = base.entries.map(({ block }) => block);
  expect(before.filter((block) => !after.includes(block))).toEqual([before[1]]);
  expect(base.lives(BORN + 2)).toHaveLength(100_000);
});
