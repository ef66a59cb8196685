import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RdfTerm } from '../../rdf/term.ts';
import { decodeDeltaRow, encodeDeltaRow } from './delta-row.ts';
import type { DeltaRow, IdTriple } from './delta-row.ts';

const id = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.maxSafeNat());
const triple: fc.Arbitrary<IdTriple> = fc.tuple(id, id, id);
const change = fc.integer({ min: -300, max: 300 });
const text = fc.string({ unit: 'grapheme' }).map((value) => `"${value}"@en` as RdfTerm);
const anyRow: fc.Arbitrary<DeltaRow> = fc.record({
  terms: fc.array(fc.tuple(id, text)),
  removed: fc.array(triple),
  added: fc.array(triple),
  repeated: fc.array(fc.tuple(triple, change)),
  nodes: fc.array(fc.tuple(id, change)),
});

function bySubject(triples: readonly IdTriple[]): IdTriple[] {
  return triples.toSorted((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
}

/** Triples come back sorted. */
function sorted(row: DeltaRow): DeltaRow {
  return { ...row, removed: bySubject(row.removed), added: bySubject(row.added) };
}

test('a row reads as it was written', () => {
  fc.assert(
    fc.property(anyRow, (row) => {
      expect(decodeDeltaRow(encodeDeltaRow(row))).toEqual(sorted(row));
    }),
  );
});

test('a row that is cut off anywhere is refused', () => {
  const triples: IdTriple[] = [[5 * 2 ** 48 + 42, 13 * 2 ** 48 + 31, 5 * 2 ** 48 + 5]];
  const data = encodeDeltaRow({
    terms: [[2 ** 50, '"one"' as RdfTerm]],
    removed: triples,
    added: triples,
    repeated: [[triples[0], 1]],
    nodes: [[2 ** 51, -1]],
  });
  for (let end = 0; end < data.length; end++) {
    expect(() => decodeDeltaRow(data.subarray(0, end))).toThrow(/too early/);
  }
});

test('a row of another version is refused', () => {
  expect(() => decodeDeltaRow(Uint8Array.of(2, 0, 0, 0, 0, 0))).toThrow(/version 2/);
});
