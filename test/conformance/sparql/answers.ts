/** What a query gave, in a form that two engines can be compared in. */
import type { RdfTerm } from '../../../server/rdf/term.ts';

export type Row = ReadonlyMap<string, RdfTerm>;

export type Answer =
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'rows'; readonly rows: readonly Row[]; readonly ordered: boolean }
  | { readonly kind: 'graph'; readonly rows: readonly Row[] };

/** Why two answers differ; `undefined` where they are the same but for the names of blank nodes. */
export function difference(actual: Answer, expected: Answer): string | undefined {
  if (actual.kind === 'boolean' || expected.kind === 'boolean') {
    const same =
      actual.kind === expected.kind &&
      'value' in actual &&
      actual.value === (expected as typeof actual).value;
    return same ? undefined : `expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
  }
  const ordered = expected.kind === 'rows' && expected.ordered;
  if (matchRows(actual.rows, expected.rows, ordered)) return undefined;
  return `expected ${show(expected.rows)}\ngot ${show(actual.rows)}`;
}

function show(rows: readonly Row[]): string {
  const lines = rows
    .slice(0, 20)
    .map((row) => [...row].map(([name, term]) => `${name}=${term}`).join(' '));
  return `${rows.length} rows\n  ${lines.toSorted().join('\n  ')}`;
}

/** Looks for a renaming of blank nodes that makes the rows equal, trying row after row. */
function matchRows(actual: readonly Row[], expected: readonly Row[], ordered: boolean): boolean {
  if (actual.length !== expected.length) return false;
  const byShape = new Map<string, number[]>();
  actual.forEach((row, index) => {
    const list = byShape.get(shape(row));
    if (list === undefined) byShape.set(shape(row), [index]);
    else list.push(index);
  });
  const used = new Set<number>();
  const matchFrom = (at: number, names: ReadonlyMap<string, string>): boolean => {
    const row = expected[at];
    if (row === undefined) return true;
    const candidates = ordered ? [at] : (byShape.get(shape(row)) ?? []);
    for (const candidate of candidates) {
      const other = actual[candidate];
      if (used.has(candidate) || other === undefined || shape(other) !== shape(row)) continue;
      const renamed = unify(row, other, names);
      if (renamed === undefined) continue;
      used.add(candidate);
      if (matchFrom(at + 1, renamed)) return true;
      used.delete(candidate);
      // Rows without blank nodes are all alike: another choice changes nothing.
      if (!shape(row).includes('=_:')) return false;
    }
    return false;
  };
  return matchFrom(0, new Map());
}

function shape(row: Row): string {
  return [...row]
    .map(([name, term]) => `${name}=${isBlank(term) ? '_:' : normal(term)}`)
    .toSorted()
    .join('\n');
}

function isBlank(term: string): boolean {
  return term.startsWith('_:');
}

/** Language tags are equal whatever their case, and so are numbers however they are spelled. */
function normal(term: string): string {
  const number = /^"([^"]*)"\^\^(.*#(?:decimal|double|float))$/.exec(term);
  if (number !== null && number[1] !== '' && !Number.isNaN(Number(number[1]))) {
    return `"${Number(number[1])}"^^${number[2]}`;
  }
  return term.replace(/(?<=")@[\w-]+$/, (tag) => tag.toLowerCase());
}

/** Both ways, so that two nodes never become one. */
function unify(
  expected: Row,
  actual: Row,
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> | undefined {
  const renamed = new Map(names);
  for (const [name, term] of expected) {
    const other = actual.get(name);
    if (other === undefined || !isBlank(term)) continue;
    const [forward, backward] = [`>${term}`, `<${other}`];
    if ((renamed.get(forward) ?? other) !== other) return undefined;
    if ((renamed.get(backward) ?? term) !== term) return undefined;
    renamed.set(forward, other).set(backward, term);
  }
  return renamed;
}
