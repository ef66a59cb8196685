import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  commitOf,
  deletion,
  itemChange,
  newItem,
  propertyChange,
  savedIn,
} from '../../../test/commits.ts';
import { openTestStore } from '../../../test/test-store.ts';
import type { TestStore } from '../../../test/test-store.ts';
import type { RdfTerm } from '../../rdf/term.ts';
import { idAt } from './column.ts';
import { permutationsWith, positionsOf, prefixOf } from './permutation.ts';
import type { QuadPattern, QuadSnapshot, TermId, TripleCursor, Triples } from './quad-index.ts';

let store: TestStore;

beforeEach(async () => {
  store = await openTestStore();
  for (const id of ['P1', 'P2'] as const) await store.commit(commitOf([propertyChange(id)]));
});

afterEach(() => store.close());

const WIKI = 'http://localhost/';
const SHORT: readonly [string, string][] = [
  [`${WIKI}entity/`, ''],
  [`${WIKI}prop/direct/`, 'wdt:'],
  ['http://www.w3.org/2000/01/rdf-schema#', ''],
];

function shortened(term: RdfTerm): string {
  return SHORT.reduce((text, [iri, short]) => text.replace(iri, short), term as string);
}

/** Names of entities, `wdt:P1`, `label`, or literals as they are; `undefined` leaves it open. */
function idOf(snapshot: QuadSnapshot, name: string | undefined): TermId | undefined {
  if (name === undefined) return undefined;
  const term = name.startsWith('"')
    ? name
    : name === 'label'
      ? 'http://www.w3.org/2000/01/rdf-schema#label'
      : name.startsWith('wdt:')
        ? `${WIKI}prop/direct/${name.slice(4)}`
        : `${WIKI}entity/${name}`;
  return snapshot.encode(term as RdfTerm) ?? Number.MAX_SAFE_INTEGER;
}

function patternOf(
  snapshot: QuadSnapshot,
  [s, p, o]: readonly (string | undefined)[],
): QuadPattern {
  return { subject: idOf(snapshot, s), predicate: idOf(snapshot, p), object: idOf(snapshot, o) };
}

/** What is left of a cursor: the ids of each triple in the cursor's order. */
function rowsOf(cursor: TripleCursor): TermId[][] {
  const rows: TermId[][] = [];
  for (let batch = cursor.next(); batch !== undefined; batch = cursor.next()) {
    const { length, subjects, predicates, objects } = batch;
    const columns = { subject: subjects, predicate: predicates, object: objects };
    for (let row = 0; row < length; row++) {
      rows.push(positionsOf[cursor.permutation].map((position) => idAt(columns[position], row)));
    }
  }
  return rows;
}

function byIds(a: readonly TermId[], b: readonly TermId[]): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** Every triple that matches, in no order. */
function found(snapshot: QuadSnapshot, pattern: QuadPattern): string[] {
  const triples: string[] = [];
  for (const batch of snapshot.scan(pattern)) triples.push(...told(snapshot, batch));
  return triples.toSorted();
}

function told(snapshot: QuadSnapshot, { length, ...columns }: Triples): string[] {
  const [subjects, predicates, objects] = [
    columns.subjects,
    columns.predicates,
    columns.objects,
  ].map((column) => snapshot.decodeColumn(column, length).map(shortened));
  return subjects.map((subject, row) => `${subject} ${predicates[row]} ${objects[row]}`);
}

describe('patterns', () => {
  beforeEach(async () => {
    await store.commit(commitOf([itemChange('Q1', 'en=one | P1=a | P2=b')]));
    await store.commit(commitOf([itemChange('Q2', 'en=two | P1=a')]));
  });

  test.each([
    [['Q1', 'wdt:P1', '"a"'], 'Q1 wdt:P1 "a"'],
    [['Q1', 'wdt:P1', undefined], 'Q1 wdt:P1 "a"'],
    [['Q1', undefined, '"a"'], 'Q1 wdt:P1 "a"'],
    [[undefined, 'wdt:P1', '"a"'], 'Q1 wdt:P1 "a", Q2 wdt:P1 "a"'],
    [[undefined, 'wdt:P1', undefined], 'Q1 wdt:P1 "a", Q2 wdt:P1 "a"'],
    [['Q1', 'label', undefined], 'Q1 label "one"@en'],
    [['Q1', 'wdt:P1', '"b"'], ''],
    [['Q7', undefined, undefined], ''],
  ])('%j finds %s', (pattern, expected) => {
    const snapshot = store.quads.snapshot();
    expect(found(snapshot, patternOf(snapshot, pattern)).join(', ')).toBe(expected);
  });

  test('each triple comes once, in every order, from wherever a cursor is sent', () => {
    const snapshot = store.quads.snapshot();
    for (const pattern of [
      [undefined, undefined, undefined],
      [undefined, 'label', undefined],
      [undefined, undefined, '"a"'],
    ]) {
      const bound = patternOf(snapshot, pattern);
      const all = found(snapshot, bound);
      expect(new Set(all).size).toBe(all.length);
      expect(snapshot.count(bound)).toBe(all.length);
      for (const permutation of permutationsWith((position) => bound[position] !== undefined)) {
        const rows = rowsOf(snapshot.cursor(bound, permutation));
        expect(rows).toEqual(rows.toSorted(byIds));
        expect(rows).toHaveLength(all.length);
        const prefix = prefixOf(bound, permutation).length;
        for (const [index, row] of rows.entries()) {
          const cursor = snapshot.cursor(bound, permutation);
          cursor.seek(row.slice(prefix));
          expect(rowsOf(cursor)).toEqual(rows.slice(index));
        }
        const [from, to] = [rows[1]?.[prefix] ?? 0, rows.at(-2)?.[prefix] ?? 0];
        expect(rowsOf(snapshot.cursor(bound, permutation, { from, to }))).toEqual(
          rows.filter((row) => from <= row[prefix] && row[prefix] <= to),
        );
      }
    }
  });

  test('a snapshot stays as it is while edits go on, in the middle of a scan too', async () => {
    const snapshot = store.quads.snapshot();
    const everything = patternOf(snapshot, [undefined, undefined, undefined]);
    const before = found(snapshot, everything);
    const triples: string[] = [];
    let edits = 0;
    for (const batch of snapshot.scan(everything)) {
      triples.push(...told(snapshot, batch));
      if (edits++ < 3) await store.commit(commitOf([newItem(`en=new ${edits} | P1=a`)]));
      if (edits === 2) await store.commit(commitOf([deletion('Q1', 3)]));
    }
    expect(triples.toSorted()).toEqual(before);
    expect(found(snapshot, everything)).toEqual(before);
  });

  test('a term that no triple ever held has no number', () => {
    expect(store.quads.snapshot().encode('"nowhere"' as RdfTerm)).toBeUndefined();
  });
});

describe('history', () => {
  /** One edit of one of three items: its statements, or its deletion. */
  const edit = fc.record({
    item: fc.constantFrom('Q1', 'Q2', 'Q3'),
    statements: fc.option(
      fc.uniqueArray(fc.tuple(fc.constantFrom('P1', 'P2'), fc.constantFrom('a', 'b', 'Q1')), {
        maxLength: 4,
        selector: (pair) => pair.join(),
      }),
    ),
  });

  test('every sequence shows what the pages said then', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 12 }), async (edits) => {
        const states = await saveAll(edits);
        for (const { sequence, triples } of states) {
          const snapshot = store.quads.snapshot(sequence);
          const said = found(snapshot, {
            subject: undefined,
            predicate: undefined,
            object: undefined,
          });
          expect(
            said.filter((triple) => / wdt:P\d /.test(triple) && triple.startsWith('Q')),
          ).toEqual(triples);
        }
      }),
      { numRuns: 15 },
    );
  });

  /** Saves what is not in vain; returns the truthy triples after each edit. */
  async function saveAll(
    edits: readonly (typeof edit extends fc.Arbitrary<infer Edit> ? Edit : never)[],
  ) {
    const states: { sequence: number; triples: string[] }[] = [];
    for (const { item, statements } of edits) {
      const id = item as 'Q1';
      const parent = (await store.records.history({ documentId: id, limit: 1 }))[0];
      if (statements === null && (parent === undefined || parent.deletes)) continue;
      const text = (statements ?? [])
        .map(([property, value]) => `${property}=${value}`)
        .join(' | ');
      const parentId = parent?.revisionId ?? 0;
      const change = statements === null ? deletion(id, parentId) : itemChange(id, text, parentId);
      const { revisionId } = savedIn(await store.commit(commitOf([change])));
      states.push({ sequence: revisionId, triples: await truthyNow() });
    }
    return states;
  }
});

async function truthyNow(): Promise<string[]> {
  const pages = await store.records.listDocuments({ kind: 'item', limit: 10 });
  const triples = pages.flatMap(({ content, documentId }) =>
    [...content.matchAll(/"property":"(P\d)","value":\{"type":"string","value":"(\w)"/g)].map(
      ([, property, value]) => `${documentId} wdt:${property} "${value}"`,
    ),
  );
  return triples.toSorted();
}
