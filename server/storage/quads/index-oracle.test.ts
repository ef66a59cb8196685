/**
 * The index against the plainest one there is: a row a triple. Both are told of the same edits of
 * the same pages, and must say the same of every sequence, whatever became blocks in between.
 */
import * as fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultSiteSettings } from '../../../schema/model/documents/site-settings.ts';
import { anyItem } from '../../../schema/model/entity.arbitrary.ts';
import type { Item } from '../../../schema/model/entity.ts';
import { wikiNamespaces } from '../../../schema/vocabulary.ts';
import { diffIndexParts } from '../../rdf/index-parts.ts';
import type { PageVersion } from '../../rdf/index-parts.ts';
import { indexQuads } from '../../rdf/munge.ts';
import type { RdfContext } from '../../rdf/rdf-settings.ts';
import type { RdfTerm } from '../../rdf/term.ts';
import { openForReading, openForWriting } from '../sqlite/database.ts';
import type { Database } from '../sqlite/database.ts';
import { migrate } from '../sqlite/migrate.ts';
import { Adoption } from '../writer/adopt.ts';
import { BlockFileReader } from './block-file.ts';
import { ColumnarIndex } from './columnar-index.ts';
import { ColumnarIndexWriter } from './columnar-index-writer.ts';
import { beginIndex } from './index-base.ts';
import { permutations } from './permutation.ts';
import type { QuadPattern, QuadSnapshot, TripleCursor } from './quad-index.ts';
import { RowPurge } from './row-purge.fixture.ts';
import { createRowTables, RowIndexWriter } from './row-index-writer.fixture.ts';
import { RowIndex } from './row-index.fixture.ts';

const CONCEPT_BASE = 'http://localhost/entity/';
const site = { id: 'enwiki', group: 'wikipedia', language: 'en', pageUrl: 'https://en.example/$1' };
const context: RdfContext = {
  namespaces: wikiNamespaces(CONCEPT_BASE),
  site: { ...defaultSiteSettings, sites: [site] },
  datatypeOf: (property) => (property === 'P31' ? 'wikibase-item' : 'string'),
  uriPatternOf: () => undefined,
};

const PAGES = ['Q1', 'Q2', 'Q64'] as const;
type Step =
  | { readonly type: 'edit'; readonly page: number; readonly document: Item | undefined }
  | { readonly type: 'purge'; readonly page: number; readonly from: number; readonly until: number }
  | { readonly type: 'compact' | 'restart' };

const page = fc.nat({ max: PAGES.length - 1 });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: page.chain((number) =>
      fc.record({
        type: fc.constant('edit' as const),
        page: fc.constant(number),
        document: fc.option(anyItem(PAGES[number]), { nil: undefined, freq: 4 }),
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constantFrom('compact' as const, 'restart' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('purge' as const),
      page,
      from: fc.integer({ min: 1, max: 4 }),
      until: fc.integer({ min: 2, max: 9 }),
    }),
  },
);

/** Both indexes in folders of their own. */
class Pair {
  readonly #folder = mkdtempSync(join(tmpdir(), 'sabir-oracle-'));
  readonly #rowDb = this.#open('rows');
  readonly #db = this.#open('columns');
  readonly #rowWriter = new RowIndexWriter(this.#rowDb);
  readonly rows = new RowIndex(openForReading(this.#rowDb.name));
  readonly columns = new ColumnarIndex(openForReading(this.#db.name));
  #writer = new ColumnarIndexWriter(this.#db);
  readonly #versions = new Map<number, PageVersion>();
  sequence = 0;

  do(step: Step): void {
    switch (step.type) {
      case 'edit':
        this.#edit(step.page, step.document);
        break;
      case 'compact':
        this.#compact();
        break;
      case 'restart':
        this.#writer = new ColumnarIndexWriter(this.#db);
        break;
      case 'purge':
        this.#purge(step.page, step.from, step.until);
        break;
    }
  }

  close(): void {
    for (const each of [this.rows, this.columns, this.#rowDb, this.#db]) each.close();
    rmSync(this.#folder, { recursive: true });
  }

  #edit(number: number, document: Item | undefined): void {
    const sequence = ++this.sequence;
    const revision = { revisionId: sequence, timestamp: '2020-01-01T00:00:00Z' };
    const before = this.#versions.get(number);
    const after = document && { document, revision, context };
    if (after === undefined) this.#versions.delete(number);
    else this.#versions.set(number, after);
    const change = diffIndexParts(before, after);
    for (const [db, writer] of [
      [this.#rowDb, this.#rowWriter],
      [this.#db, this.#writer],
    ] as const) {
      db.transaction(() => {
        writer.apply(change, sequence);
        writer.finish(sequence);
      })();
    }
  }

  /** As the suppression of a past content would do it: of its subjects, what is past. */
  #purge(number: number, from: number, until: number): void {
    const version = this.#versions.get(number);
    if (version === undefined) return;
    const { own, shared } = indexQuads(version.document, version.revision, context);
    const subjects = new Set<RdfTerm>([...own.map(({ subject }) => subject), ...shared.keys()]);
    const rowPurge = new RowPurge(this.#rowDb);
    this.#rowDb.transaction(() => rowPurge.purge(subjects, from, until))();
    this.#rowWriter.forget();
    this.#db.transaction(() => this.#writer.purge(subjects, from, until))();
  }

  #compact(): void {
    const path = join(this.#folder, 'blocks');
    if (!this.columns.compactTo(path)) return;
    const file = BlockFileReader.open(path);
    if (file === undefined) throw new Error('The file is not finished.');
    const adoption = new Adoption(this.#db, this.#writer, file);
    while (this.#db.transaction(() => adoption.step())() === 'more');
    file.close();
  }

  #open(name: string): Database {
    const db = openForWriting(join(this.#folder, name, 'sabir.sqlite'), { durability: 'none' });
    migrate(db);
    createRowTables(db);
    db.transaction(() => beginIndex(db, { conceptBase: CONCEPT_BASE }))();
    return db;
  }
}

function told(snapshot: QuadSnapshot, cursor: TripleCursor): string[] {
  const lines: string[] = [];
  for (let found = cursor.next(); found !== undefined; found = cursor.next()) {
    const { length, subjects, predicates, objects } = found;
    const [s, p, o] = [subjects, predicates, objects].map((column) =>
      snapshot.decodeColumn(column, length),
    );
    for (let row = 0; row < length; row++) lines.push(`${s[row]} ${p[row]} ${o[row]}`);
  }
  return lines.toSorted();
}

/** The same terms in the ids of a snapshot. */
function patternOf(snapshot: QuadSnapshot, terms: readonly (RdfTerm | undefined)[]): QuadPattern {
  const [subject, predicate, object] = terms.map((term) => term && (snapshot.encode(term) ?? 1));
  return { subject, predicate, object };
}

function compare(rows: QuadSnapshot, columns: QuadSnapshot): void {
  const all = told(rows, rows.cursor({}));
  for (const permutation of permutations) {
    expect(told(columns, columns.cursor({}, permutation))).toEqual(all);
  }
  const line = all[Math.floor(all.length / 2)] ?? `${CONCEPT_BASE}Q1 http://a.example "b"`;
  const [subject = '', predicate = '', ...rest] = line.split(' ');
  const triple = [subject, predicate, rest.join(' ')] as RdfTerm[];
  for (let bits = 0; bits < 8; bits++) {
    const terms = triple.map((term, place) => (bits & (1 << place) ? term : undefined));
    const [ofRows, ofColumns] = [patternOf(rows, terms), patternOf(columns, terms)];
    const found = told(rows, rows.cursor(ofRows));
    expect(told(columns, columns.cursor(ofColumns))).toEqual(found);
    expect(columns.count(ofColumns)).toBe(found.length);
  }
  const ofPredicate = all.filter((each) => each.split(' ')[1] === predicate);
  expect(columns.statistics(columns.encode(triple[1]) ?? 1)).toEqual({
    triples: ofPredicate.length,
    subjects: new Set(ofPredicate.map((each) => each.split(' ')[0])).size,
    objects: new Set(ofPredicate.map((each) => each.split(' ').slice(2).join(' '))).size,
  });
}

test('both indexes say the same of every sequence', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 14 }), (steps) => {
      const pair = new Pair();
      try {
        for (const step of steps) pair.do(step);
        for (let sequence = 0; sequence <= pair.sequence; sequence++) {
          compare(pair.rows.snapshot(sequence), pair.columns.snapshot(sequence));
        }
        expect(pair.columns.appliedSequence()).toBe(pair.sequence);
      } finally {
        pair.close();
      }
    }),
    { numRuns: 25 },
  );
});
