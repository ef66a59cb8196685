/**
 * Takes past triples out of the index for good, and blanks the terms that nothing else uses. Blocks
 * are written anew without them and rows of the delta as well; what they were is erased at once, so
 * that a query which is reading them fails.
 */
import type { RdfTerm } from '../../rdf/term.ts';
import type { Database } from '../sqlite/database.ts';
import { BlockScan } from './blocks/block-scan.ts';
import { keyRange } from './blocks/key-range.ts';
import { BORN, DIED, KEY_WORDS, fromWords } from './blocks/rows.ts';
import type { Rows } from './blocks/rows.ts';
import type { BlockEntry } from './blocks/sorted-blocks.ts';
import { BlockWriter } from './blocks/write-block.ts';
import { decodeDeltaRow, encodeDeltaRow } from './delta-row.ts';
import type { IdTriple } from './delta-row.ts';
import type { IndexState } from './index-state.ts';
import { encodeHeader } from './manifest.ts';
import type { Segment } from './manifest.ts';
import { permutations, positionsOf } from './permutation.ts';
import type { Permutation, TermId } from './quad-index.ts';
import { readWholeBlock } from './read-whole-block.ts';
import { RowsBuilder } from './rows-builder.ts';
import { hiOf, isInlined } from './terms/term-id.ts';

const DEFAULT_GRAPH = 0;

/** One addition or removal of a triple. */
interface Operation {
  readonly triple: IdTriple;
  readonly sequence: number;
  readonly sign: number;
}

export class IndexPurge {
  readonly #db: Database;
  readonly #state: IndexState;
  readonly #usesOfNode: (node: TermId) => number;

  constructor(db: Database, state: IndexState, usesOfNode: (node: TermId) => number) {
    this.#db = db;
    this.#state = state;
    this.#usesOfNode = usesOfNode;
  }

  /** Purges the triples of these subjects whose whole life lies between two sequences. */
  purge(subjects: Iterable<RdfTerm>, born: number, died: number): void {
    const lives = [...subjects]
      .map((subject) => this.#state.terms.find(subject))
      .filter((id) => id !== undefined)
      .flatMap((id) => this.#livesOf(id))
      .filter(([birth, death]) => birth.sequence >= born && death.sequence <= died);
    if (lives.length === 0) return;
    const erased = new Erased(lives.flat());
    for (const permutation of permutations) this.#purgeBlocks(permutation, erased);
    this.#purgeDelta(erased);
    this.#db
      .prepare(
        `UPDATE quad_state SET purges = purges + 1, manifest_version = manifest_version + 1,
           settled_block = next_block`,
      )
      .run();
    const texts = new Map(erased.terms().map((id) => [id, this.#state.terms.decode(id)]));
    this.#state.catchUp();
    this.#blank(texts);
  }

  /** Births, each with its death. */
  #livesOf(subject: TermId): [Operation, Operation][] {
    const operations = [...this.#operationsOf(subject)];
    const lives: [Operation, Operation][] = [];
    for (const ofTriple of Map.groupBy(operations, ({ triple }) => String(triple)).values()) {
      const sorted = ofTriple.toSorted((a, b) => a.sequence - b.sequence);
      for (const [i, death] of sorted.entries()) {
        if (i > 0 && death.sign < 0) lives.push([sorted[i - 1], death]);
      }
    }
    return lives;
  }

  *#operationsOf(subject: TermId): Iterable<Operation> {
    const range = keyRange([subject]);
    for (const { kind, entries } of this.#segments('spo')) {
      for (const { block } of entriesIn(entries, range.least, range.leastWords)) {
        const rows = this.#rowsOf(block);
        for (let row = 0; row < rows.length; row++) {
          const triple = tripleAt(rows, row);
          if (triple[0] !== subject) continue;
          const born = sequenceAt(rows, BORN, row);
          yield { triple, sequence: born, sign: kind === 'removed' ? -1 : 1 };
          if (kind === 'past') yield { triple, sequence: sequenceAt(rows, DIED, row), sign: -1 };
        }
      }
    }
    for (const operation of this.#state.delta.operations()) {
      if (operation.triple[0] === subject) yield operation;
    }
  }

  #purgeBlocks(permutation: Permutation, erased: Erased): void {
    const keys = erased.triples().map((triple) => keyRange(inOrder(triple, permutation)));
    for (const segment of this.#segments(permutation)) {
      const touched = new Set(
        keys.flatMap(({ least, leastWords }) => [...entriesIn(segment.entries, least, leastWords)]),
      );
      for (const { block } of touched) this.#purgeBlock(segment, block, erased);
    }
  }

  #purgeBlock({ graph, permutation, level, kind }: Segment, block: number, erased: Erased): void {
    const rows = this.#rowsOf(block);
    const kept = new RowsBuilder(kind === 'past' ? DIED + 2 : BORN + 2);
    const sign = kind === 'removed' ? -1 : 1;
    for (let row = 0; row < rows.length; row++) {
      const triple = fromOrder(tripleAt(rows, row), permutation);
      if (!erased.has(triple, sequenceAt(rows, BORN, row), sign)) {
        kept.append(rows.columns, row, row + 1);
      }
    }
    if (kept.length === rows.length) return;
    this.#db.prepare('DELETE FROM quad_manifest WHERE block = ?').run(block);
    this.#db.prepare('DELETE FROM quad_block WHERE block = ?').run(block);
    if (kept.length === 0) return;
    const { bytes, statistics } = new BlockWriter().write(kept.done());
    const number = this.#db
      .prepare('UPDATE quad_state SET next_block = next_block + 1 RETURNING next_block - 1')
      .pluck()
      .get() as number;
    this.#db.prepare('INSERT INTO quad_block VALUES (?, ?)').run(number, bytes);
    this.#db
      .prepare('INSERT INTO quad_manifest VALUES (?, ?, ?, ?, ?, ?)')
      .run(number, graph, permutation, level, kind, encodeHeader(statistics));
  }

  #purgeDelta(erased: Erased): void {
    const read = this.#db.prepare('SELECT data FROM quad_delta WHERE sequence = ?').pluck();
    const write = this.#db.prepare('UPDATE quad_delta SET data = ? WHERE sequence = ?');
    for (const sequence of erased.sequences()) {
      const data = read.get(sequence) as Buffer | undefined;
      if (data === undefined) continue;
      const row = decodeDeltaRow(data);
      const kept = {
        ...row,
        removed: row.removed.filter((triple) => !erased.has(triple, sequence, -1)),
        added: row.added.filter((triple) => !erased.has(triple, sequence, 1)),
      };
      write.run(encodeDeltaRow(kept), sequence);
    }
  }

  /** Terms are blanked in the dictionary, so that their numbers are not given again. */
  #blank(texts: ReadonlyMap<TermId, RdfTerm>): void {
    const { dictionary } = this.#state.terms;
    const unused = new Set([...texts.keys()].filter((id) => !this.#isUsed(id)));
    for (const id of unused) {
      const text = texts.get(id);
      if (text !== undefined && dictionary.find(text) === undefined) dictionary.store(id, text);
      dictionary.blank(id);
    }
    if (unused.size === 0) return;
    this.#dropTerms(unused);
    this.#state.forget();
    this.#state.catchUp();
  }

  #dropTerms(unused: ReadonlySet<TermId>): void {
    const rows = this.#db.prepare('SELECT sequence, data FROM quad_delta').raw();
    const write = this.#db.prepare('UPDATE quad_delta SET data = ? WHERE sequence = ?');
    for (const [sequence, data] of rows.all() as [number, Buffer][]) {
      const row = decodeDeltaRow(data);
      const terms = row.terms.filter(([id]) => !unused.has(id));
      if (terms.length < row.terms.length) write.run(encodeDeltaRow({ ...row, terms }), sequence);
    }
  }

  /** Whether any triple, of any time, holds the term. What is inlined is nowhere else. */
  #isUsed(id: TermId): boolean {
    if (isInlined(hiOf(id)) || this.#usesOfNode(id) > 0) return true;
    for (const { triple } of this.#state.delta.operations()) if (triple.includes(id)) return true;
    return (['spo', 'pso', 'osp'] as const).some((permutation) =>
      this.#segments(permutation).some(({ blocks }) =>
        new BlockScan(blocks, keyRange([id])).advance(),
      ),
    );
  }

  #segments(permutation: Permutation): readonly Segment[] {
    return this.#state.manifest.levels(DEFAULT_GRAPH, permutation);
  }

  #rowsOf(block: number): Rows {
    return readWholeBlock(this.#state.blocks.load(block), DIED + 2);
  }
}

class Erased {
  readonly #operations: ReadonlyMap<string, Operation>;

  constructor(operations: readonly Operation[]) {
    this.#operations = new Map(
      operations.map((each) => [keyOf(each.triple, each.sequence, each.sign), each]),
    );
  }

  has(triple: IdTriple, sequence: number, sign: number): boolean {
    return this.#operations.has(keyOf(triple, sequence, sign));
  }

  triples(): IdTriple[] {
    return Array.from(this.#operations.values(), ({ triple }) => triple);
  }

  terms(): TermId[] {
    return [...new Set(this.triples().flat())];
  }

  sequences(): number[] {
    return [...new Set(Array.from(this.#operations.values(), ({ sequence }) => sequence))];
  }
}

function keyOf(triple: IdTriple, sequence: number, sign: number): string {
  return `${triple.join()} ${sequence * sign}`;
}

/** The blocks that may have rows which begin with the key. */
function entriesIn(
  entries: readonly BlockEntry[],
  key: Uint32Array,
  words: number,
): readonly BlockEntry[] {
  return entries.filter(
    ({ statistics: { first, last } }) =>
      compareWords(first, key, words) <= 0 && compareWords(last, key, words) >= 0,
  );
}

function compareWords(one: Uint32Array, other: Uint32Array, words: number): number {
  for (let i = 0; i < words && i < KEY_WORDS; i++)
    if (one[i] !== other[i]) return one[i] - other[i];
  return 0;
}

function tripleAt({ columns }: Rows, row: number): IdTriple {
  const at = (k: number): TermId => fromWords(columns[2 * k][row], columns[2 * k + 1][row]);
  return [at(0), at(1), at(2)];
}

function sequenceAt({ columns }: Rows, word: number, row: number): number {
  return fromWords(columns[word][row], columns[word + 1][row]);
}

const PLACE = { subject: 0, predicate: 1, object: 2 } as const;

function inOrder(triple: IdTriple, permutation: Permutation): IdTriple {
  const [first, second, third] = positionsOf[permutation];
  return [triple[PLACE[first]], triple[PLACE[second]], triple[PLACE[third]]];
}

function fromOrder(ids: IdTriple, permutation: Permutation): IdTriple {
  const triple: [TermId, TermId, TermId] = [0, 0, 0];
  for (const [k, position] of positionsOf[permutation].entries()) triple[PLACE[position]] = ids[k];
  return triple;
}
