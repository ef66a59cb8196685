import * as fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { IndexChange } from '../../rdf/index-parts.ts';
import { namedNode, textLiteral } from '../../rdf/term.ts';
import type { Quad, RdfTerm } from '../../rdf/term.ts';
import { openForReading, openForWriting } from '../sqlite/database.ts';
import type { Database } from '../sqlite/database.ts';
import { migrate } from '../sqlite/migrate.ts';
import { Adoption, clearOrphans, clearRetired } from '../writer/adopt.ts';
import { BlockFileReader } from './block-file.ts';
import { compact } from './compact.ts';
import { IndexState } from './index-state.ts';
import { Dictionary } from './terms/dictionary.ts';
import { RecentTerms } from './terms/recent-terms.ts';
import { ColumnarIndexWriter } from './columnar-index-writer.ts';
import { ColumnarIndex } from './columnar-index.ts';
import { beginIndex } from './index-base.ts';
import { permutations, positionsOf } from './permutation.ts';
import type { QuadPattern, QuadSnapshot, TermId } from './quad-index.ts';
import { idAt } from './column.ts';

let folder: string;
let db: Database;
let writer: ColumnarIndexWriter;
let index: ColumnarIndex;

function open(): void {
  folder = mkdtempSync(join(tmpdir(), 'sabir-quads-'));
  const path = join(folder, 'sabir.sqlite');
  db = openForWriting(path, { durability: 'none' });
  migrate(db);
  db.transaction(() => beginIndex(db, { conceptBase: 'http://localhost/entity/' }))();
  writer = new ColumnarIndexWriter(db);
  index = new ColumnarIndex(openForReading(path));
}

function close(): void {
  index.close();
  db.close();
  rmSync(folder, { recursive: true });
}

beforeEach(open);
afterEach(close);

/** `Q1 P1 a`: an entity, a property, and a text or another entity. */
function quadOf(text: string): Quad {
  const [subject = '', predicate = '', object = ''] = text.split(' ');
  return { subject: iri(subject), predicate: iri(predicate), object: termOf(object) };
}

function iri(name: string): RdfTerm {
  return namedNode(`http://localhost/entity/${name}`);
}

function termOf(name: string): RdfTerm {
  return /^[QP]\d/.test(name) ? iri(name) : textLiteral(name);
}

function nameOf(term: RdfTerm): string {
  return term.replace('http://localhost/entity/', '').replaceAll('"', '');
}

function change(more: Partial<IndexChange>): IndexChange {
  return { removed: [], added: [], unlinked: [], linked: [], ...more };
}

function edit(sequence: number, more: Partial<IndexChange>): void {
  db.transaction(() => {
    writer.apply(change(more), sequence);
    writer.finish(sequence);
  })();
}

function found(snapshot: QuadSnapshot, pattern: QuadPattern = {}): string[] {
  const triples: string[] = [];
  for (const { length, subjects, predicates, objects } of snapshot.scan(pattern)) {
    for (let row = 0; row < length; row++) {
      const ids = [idAt(subjects, row), idAt(predicates, row), idAt(objects, row)];
      triples.push(ids.map((id) => nameOf(snapshot.decode(id))).join(' '));
    }
  }
  return triples.toSorted();
}

function countRows(table: string): number {
  return db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
}

describe('an edit', () => {
  test('is seen by the next snapshot, and by no earlier one', () => {
    const before = index.snapshot();
    edit(1, { added: ['Q1 P1 a', 'Q1 P2 Q2'].map(quadOf) });
    const after = index.snapshot();
    expect(found(before)).toEqual([]);
    expect(found(after)).toEqual(['Q1 P1 a', 'Q1 P2 Q2']);
    expect(after.sequence).toBe(1);
    edit(2, { removed: [quadOf('Q1 P1 a')], added: [quadOf('Q1 P1 b')] });
    expect(found(after)).toEqual(['Q1 P1 a', 'Q1 P2 Q2']);
    expect(found(index.snapshot())).toEqual(['Q1 P1 b', 'Q1 P2 Q2']);
    expect(found(index.snapshot(1))).toEqual(['Q1 P1 a', 'Q1 P2 Q2']);
  });

  test('that changes no triple counts too', () => {
    edit(7, {});
    expect(index.appliedSequence()).toBe(7);
  });

  test('writes one row', () => {
    edit(1, { added: ['Q1 P1 a', 'Q1 P1 b'].map(quadOf) });
    expect(['quad_delta', 'term', 'term_hash', 'shared_node'].map(countRows)).toEqual([1, 0, 0, 0]);
  });

  test('that is rolled back leaves nothing', () => {
    edit(1, { added: [quadOf('Q1 P1 a')] });
    db.exec('BEGIN');
    writer.apply(change({ added: ['Q1 P1 b', 'Q1 P1 c'].map(quadOf) }), 2);
    writer.finish(2);
    db.exec('ROLLBACK');
    writer.forget();
    edit(2, { added: [quadOf('Q1 P1 d')] });
    expect(found(index.snapshot())).toEqual(['Q1 P1 a', 'Q1 P1 d']);
  });
});

test('what two pages say stays until neither does', () => {
  edit(1, { added: [quadOf('Q1 P1 a')] });
  edit(2, { added: [quadOf('Q1 P1 a')] });
  expect(index.snapshot().count({})).toBe(1);
  edit(3, { removed: [quadOf('Q1 P1 a')] });
  expect(found(index.snapshot())).toEqual(['Q1 P1 a']);
  writer = new ColumnarIndexWriter(db);
  edit(4, { removed: [quadOf('Q1 P1 a')] });
  expect(found(index.snapshot())).toEqual([]);
  edit(5, { removed: [quadOf('Q1 P1 a')] });
  expect(index.snapshot().count({})).toBe(0);
});

test('a shared node lives as long as it is used', () => {
  const node = iri('Q9');
  const quads = ['Q9 P1 a', 'Q9 P1 b'].map(quadOf);
  edit(1, { linked: [[node, quads]] });
  edit(2, { linked: [[node, quads]] });
  edit(3, { unlinked: [node] });
  expect(found(index.snapshot())).toEqual(['Q9 P1 a', 'Q9 P1 b']);
  db.transaction(() => {
    writer.replaceNode(node, ['Q9 P1 b', 'Q9 P1 c'].map(quadOf), 4);
    writer.finish(4);
  })();
  expect(found(index.snapshot())).toEqual(['Q9 P1 b', 'Q9 P1 c']);
  edit(5, { unlinked: [node] });
  expect(found(index.snapshot())).toEqual([]);
  expect(found(index.snapshot(4))).toEqual(['Q9 P1 b', 'Q9 P1 c']);
});

/** Triples whose state each edit turns over. */
const triple = fc
  .tuple(
    fc.constantFrom('Q1', 'Q2', 'Q3'),
    fc.constantFrom('P1', 'P2'),
    fc.constantFrom('a', 'b', 'Q1'),
  )
  .map((names) => names.join(' '));
const edits = fc.array(fc.uniqueArray(triple, { maxLength: 6 }), { maxLength: 15 });

/** The state after each sequence, from 0 on. */
function play(list: readonly (readonly string[])[]): string[][] {
  const living = new Set<string>();
  return [[], ...list.map((turned, place) => turnOver(living, turned, place + 1))];
}

/** Saves an edit; the state after it. */
function turnOver(living: Set<string>, turned: readonly string[], sequence: number): string[] {
  const removed = turned.filter((each) => living.has(each));
  const added = turned.filter((each) => !living.has(each));
  edit(sequence, { removed: removed.map(quadOf), added: added.map(quadOf) });
  for (const each of removed) living.delete(each);
  for (const each of added) living.add(each);
  return [...living].toSorted();
}

/** Every pattern that the triple fits, and what of the state fits each. */
function checkPatterns(snapshot: QuadSnapshot, state: readonly string[], text: string): void {
  const quad = quadOf(text);
  for (let bits = 0; bits < 8; bits++) {
    const bound = (['subject', 'predicate', 'object'] as const).filter((_, i) => bits & (1 << i));
    const ids = bound.map((each): [string, TermId] => [each, snapshot.encode(quad[each]) ?? 1]);
    const pattern: QuadPattern = Object.fromEntries(ids);
    const fitting = state.filter((each) =>
      bound.every((position) => quadOf(each)[position] === quad[position]),
    );
    expect(found(snapshot, pattern)).toEqual(fitting);
    expect(snapshot.count(pattern)).toBe(fitting.length);
    for (const permutation of permutations) {
      const places = positionsOf[permutation].map((position) => bound.includes(position));
      if (places.lastIndexOf(true) >= places.indexOf(false) && places.includes(false)) continue;
      const cursor = snapshot.cursor(pattern, permutation);
      let length = 0;
      for (let batch = cursor.next(); batch; batch = cursor.next()) length += batch.length;
      expect(length).toBe(fitting.length);
    }
  }
}

test('every pattern, at every sequence, finds what was there', () => {
  fc.assert(
    fc.property(edits, triple, (list, text) => {
      close();
      open();
      const states = play(list);
      for (const [sequence, state] of states.entries()) {
        expect(found(index.snapshot(sequence))).toEqual(state);
        checkPatterns(index.snapshot(sequence), state, text);
      }
    }),
    { numRuns: 20 },
  );
});

/** As a process that only reads would do it, up to the file. */
function compactToFile(): BlockFileReader | undefined {
  const reading = openForReading(join(folder, 'sabir.sqlite'));
  const state = new IndexState(reading, new RecentTerms(new Dictionary(reading)));
  state.catchUp();
  const path = join(folder, 'compaction');
  const wasMade = compact(state, path);
  reading.close();
  return wasMade ? BlockFileReader.open(path) : undefined;
}

function compactNow(): void {
  const file = compactToFile();
  if (file === undefined) return;
  const adoption = new Adoption(db, writer, file);
  while (db.transaction(() => adoption.step())() === 'more');
  file.close();
}

/** So many triples that a few edits are less than an eighth of them. */
const CROWD = Array.from({ length: 600 }, (_, n) => `Q${100 + n} P3 Q${n % 7}`);

describe('compaction', () => {
  test('moves triples and terms out of the delta; every state stays as it was', () => {
    const states = play([['Q1 P1 a', 'Q1 P1 b'], ['Q1 P1 b'], ['Q1 P1 b', 'Q2 P1 a']]);
    const before = index.snapshot();
    compactNow();
    expect([countRows('quad_delta'), countRows('term')]).toEqual([0, 2]);
    for (const [sequence, state] of states.entries()) {
      expect(found(index.snapshot(sequence))).toEqual(state);
    }
    expect(found(before)).toEqual(states[3]);
    expect(index.backlog()).toBe(0);
  });

  test('small changes become runs beside the base', () => {
    const living = new Set<string>();
    const states = [CROWD, ['Q1 P1 a', 'Q1 P1 b'], ['Q1 P1 a', ...CROWD.slice(0, 3)]].map(
      (turned, place) => {
        const state = turnOver(living, turned, place + 1);
        compactNow();
        return state;
      },
    );
    const segments = db.prepare('SELECT DISTINCT level, kind FROM quad_manifest ORDER BY 1, 2');
    expect(segments.raw().all()).toEqual([
      [0, 'live'],
      [1, 'live'],
      [2, 'removed'],
    ]);
    for (const [place, state] of states.entries()) {
      expect(found(index.snapshot(place + 1))).toEqual(state);
      expect(index.snapshot(place + 1).count({})).toBe(state.length);
    }
  });

  test('replaced blocks stay readable until they are cleared', () => {
    edit(1, { added: CROWD.map(quadOf) });
    compactNow();
    const before = index.snapshot();
    edit(2, { removed: CROWD.slice(0, 100).map(quadOf) });
    compactNow();
    expect(before.count({})).toBe(600);
    expect(countRows('quad_retired')).toBe(4);
    while (clearRetired(db, Date.now()));
    expect(countRows('quad_retired')).toBe(0);
    expect(found(index.snapshot())).toEqual(CROWD.slice(100).toSorted());
  });

  test('in the middle of edits: every pattern, at every sequence, finds what was there', () => {
    const steps = fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.uniqueArray(triple, { minLength: 1, maxLength: 6 }) },
        { weight: 1, arbitrary: fc.constant('compact' as const) },
        { weight: 1, arbitrary: fc.constant('restart' as const) },
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(steps, triple, fc.boolean(), (list, text, isCrowded) => {
        close();
        open();
        const history = isCrowded ? [CROWD] : [];
        if (isCrowded) edit(1, { added: CROWD.map(quadOf) });
        if (isCrowded) compactNow();
        const living = new Set(history.flat());
        const states = [[], ...history.map((state) => state.toSorted())];
        for (const step of list) {
          if (step === 'compact') compactNow();
          else if (step === 'restart') writer = new ColumnarIndexWriter(db);
          else states.push(turnOver(living, step, states.length));
          expect(found(index.snapshot())).toEqual(states.at(-1));
        }
        for (const [sequence, state] of states.entries()) {
          checkPatterns(index.snapshot(sequence), state, text);
        }
      }),
      { numRuns: 25 },
    );
  });
});

/** Closes the store as a killed process would leave it, and opens it again. */
function reopen(): void {
  db.close();
  index.close();
  const path = join(folder, 'sabir.sqlite');
  db = openForWriting(path, { durability: 'none' });
  clearOrphans(db);
  writer = new ColumnarIndexWriter(db);
  index = new ColumnarIndex(openForReading(path));
}

/** Everything that the file of the store holds about a text, in tables that the index has. */
function isAnywhere(text: string): boolean {
  const rows = db.prepare('SELECT data FROM quad_delta').pluck().all() as Buffer[];
  const terms = db.prepare('SELECT CAST(text AS BLOB) FROM term').pluck().all() as Buffer[];
  return [...rows, ...terms].some((data) => data.includes(text));
}

describe('what is suppressed', () => {
  test.each([
    ['in the delta', []],
    ['with its birth in a block', [1]],
    ['in a block', [2]],
    ['in a run beside the base', [0, 2]],
    ['with its death in a run', [1, 2]],
    ['in the base by way of runs', [0, 1, 2]],
  ])('is gone for good, %s', (_, compactions) => {
    const crowded = ['Q1 P1 kept', ...CROWD];
    const living = new Set<string>();
    const list = [crowded, ['Q1 P1 secret', 'Q1 P1 Q1'], ['Q1 P1 secret']];
    const states = list.map((turned, place) => {
      const state = turnOver(living, turned, place + 1);
      if (compactions.includes(place)) compactNow();
      return state;
    });
    const id = index.snapshot().encode(termOf('secret')) ?? 0;
    db.transaction(() => writer.purge([iri('Q1')], 2, 3))();
    for (const [place, state] of states.entries()) {
      const left = state.filter((each) => each !== 'Q1 P1 secret');
      expect(found(index.snapshot(place + 1))).toEqual(left);
      expect(index.snapshot(place + 1).count({})).toBe(left.length);
    }
    expect(index.snapshot().encode(termOf('secret'))).toBeUndefined();
    expect(isAnywhere('secret')).toBe(false);
    edit(4, { added: [quadOf('Q1 P1 new')] });
    compactNow();
    expect(index.snapshot().encode(termOf('new'))).toBeGreaterThan(id);
    expect(found(index.snapshot(), { object: index.snapshot().encode(termOf('kept')) })).toEqual([
      'Q1 P1 kept',
    ]);
  });

  test('stays where it lived on, or where its term is used elsewhere', () => {
    play([['Q1 P1 a'], ['Q1 P1 a', 'Q2 P1 a'], ['Q2 P1 a']]);
    compactNow();
    db.transaction(() => writer.purge([iri('Q2')], 1, 2))();
    expect(found(index.snapshot(2))).toEqual(['Q2 P1 a']);
    db.transaction(() => writer.purge([iri('Q2')], 2, 3))();
    expect(found(index.snapshot(2))).toEqual([]);
    expect(found(index.snapshot(1))).toEqual(['Q1 P1 a']);
  });
});

describe('a crash', () => {
  test('at any step of an adoption leaves the old state or the new one', () => {
    const states = play([CROWD, ['Q1 P1 a'], ['Q1 P1 a', ...CROWD.slice(0, 90)]]);
    const check = (): void => {
      for (const [sequence, state] of states.entries()) {
        expect(found(index.snapshot(sequence))).toEqual(state);
      }
    };
    for (let survived = 0; ; survived++) {
      const file = compactToFile();
      if (file === undefined) break;
      const adoption = new Adoption(db, writer, file);
      for (let i = 0; i < survived; i++) db.transaction(() => adoption.step())();
      db.exec('BEGIN');
      adoption.step();
      file.close();
      reopen();
      check();
      expect(countRows('quad_block') - countRows('quad_retired')).toBe(countRows('quad_manifest'));
    }
    expect(index.backlog()).toBe(0);
    check();
  });

  test('a file made of an index that has changed since is refused', () => {
    edit(1, { added: [quadOf('Q1 P1 a')] });
    const file = compactToFile();
    if (file === undefined) throw new Error('There was something to compact.');
    compactNow();
    const late = new Adoption(db, writer, file);
    expect(db.transaction(() => late.step())()).toBe('outdated');
    expect(found(index.snapshot())).toEqual(['Q1 P1 a']);
  });
});
