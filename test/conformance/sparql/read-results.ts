/** Reads the result files of the conformance suites: XML, JSON, CSV, TSV, and result sets in Turtle. */
import { readFileSync } from 'node:fs';
import {
  blankNode,
  literal,
  namedNode,
  textLiteral,
  lexicalForm,
} from '../../../server/rdf/term.ts';
import type { Quad, RdfTerm } from '../../../server/rdf/term.ts';
import { RDF, XSD } from '../../../schema/vocabulary.ts';
import type { Answer, Row } from './answers.ts';
import { extensionOf, readGraph, readTurtle } from './read-graph.ts';
import type { SuiteFile } from './read-graph.ts';

const RESULTS = 'http://www.w3.org/2001/sw/DataAccess/tests/result-set#';

/** `isGraph` says that a Turtle file is the graph itself and not a description of rows. */
export async function readExpected(file: SuiteFile, isGraph: boolean): Promise<Answer> {
  const extension = extensionOf(file);
  if (extension === 'ttl' || extension === 'nt' || extension === 'rdf') {
    const quads = await readGraph(file);
    return isGraph ? graphAnswer(quads) : describedRows(quads);
  }
  const text = readFileSync(file.path, 'utf8');
  switch (extension) {
    case 'srx':
      return readXml(text);
    case 'srj':
      return readJson(text);
    case 'tsv':
      return readTsv(text);
    case 'csv':
      return readCsv(text);
    default:
      throw new Error(`no reader for ${file.path}`);
  }
}

export function graphAnswer(quads: readonly Quad[]): Answer {
  const rows = quads.map(
    ({ subject, predicate, object }) =>
      new Map([
        ['s', subject],
        ['p', predicate],
        ['o', object],
      ]),
  );
  return { kind: 'graph', rows };
}

interface JsonTerm {
  readonly type: string;
  readonly value: string;
  readonly datatype?: string;
  readonly 'xml:lang'?: string;
}

export function readJson(text: string): Answer {
  const parsed = JSON.parse(text) as {
    boolean?: boolean;
    results?: { bindings: Record<string, JsonTerm>[] };
  };
  if (parsed.boolean !== undefined) return { kind: 'boolean', value: parsed.boolean };
  const rows = (parsed.results?.bindings ?? []).map(
    (binding) => new Map(Object.entries(binding).map(([name, term]) => [name, fromJson(term)])),
  );
  return { kind: 'rows', rows, ordered: false };
}

function fromJson(term: JsonTerm): RdfTerm {
  if (term.type === 'uri') return namedNode(term.value);
  if (term.type === 'bnode') return blankNode(term.value);
  if (term['xml:lang'] !== undefined) return textLiteral(term.value, term['xml:lang']);
  return literal(term.value, term.datatype ?? `${XSD}string`);
}

/** Enough XML for result files: they have no sections, no processing instructions inside. */
export function readXml(text: string): Answer {
  const clean = text.replaceAll(/<!--[^]*?-->/g, '');
  const boolean = /<boolean>\s*(true|false)\s*<\/boolean>/.exec(clean);
  if (boolean !== null) return { kind: 'boolean', value: boolean[1] === 'true' };
  const rows = [...clean.matchAll(/<result(?:\s[^>]*)?(?:\/>|>([^]*?)<\/result>)/g)].map(
    ([, inside = '']): Row =>
      new Map(
        [...inside.matchAll(/<binding\s+name\s*=\s*["']([^"']*)["'][^>]*>([^]*?)<\/binding>/g)].map(
          ([, name = '', term = '']) => [name, fromXml(term)],
        ),
      ),
  );
  return { kind: 'rows', rows, ordered: false };
}

function fromXml(xml: string): RdfTerm {
  const match = /<(uri|bnode|literal)([^>]*?)(?:\/>|>([^]*?)<\/\1>)/.exec(xml);
  const [, type, attributes = '', content = ''] = match ?? [];
  const text = unescapeXml(content);
  if (type === 'uri') return namedNode(text);
  if (type === 'bnode') return blankNode(text);
  const language = /xml:lang\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1];
  const datatype = /datatype\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1];
  if (language !== undefined) return textLiteral(text, language);
  return literal(text, unescapeXml(datatype ?? `${XSD}string`));
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replaceAll(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex as string, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return entities[name as string] ?? whole;
  });
}

export function readTsv(text: string): Answer {
  const [head = '', ...lines] = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const names = head.split('\t').map((name) => name.replace(/^\?/, ''));
  const rows = lines.map((line) => {
    const row = new Map<string, RdfTerm>();
    line.split('\t').forEach((cell, column) => {
      if (cell === '') return;
      const [quad] = readTurtle(`<x:s> <x:p> ${cell} .`, 'x:');
      // The reader renames blank nodes; their names matter within the file only.
      if (quad !== undefined)
        row.set(names[column] ?? '', cell.startsWith('_:') ? (cell as RdfTerm) : quad.object);
    });
    return row;
  });
  return { kind: 'rows', rows, ordered: false };
}

/** CSV tells texts only: everything but a blank node becomes a plain literal. */
export function readCsv(text: string): Answer {
  const records = [...parseCsv(text)];
  const [names = [], ...cells] = records;
  const rows = cells.map(
    (record) =>
      new Map(
        record.flatMap((cell, column) =>
          cell === ''
            ? []
            : [
                [
                  names[column] ?? '',
                  cell.startsWith('_:') ? (cell as RdfTerm) : textLiteral(cell),
                ],
              ],
        ),
      ),
  );
  return { kind: 'rows', rows, ordered: false };
}

function* parseCsv(text: string): Generator<string[]> {
  let record: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g,
  )) {
    if (end === '' && plain === '' && record.length === 0) break;
    record.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    yield record;
    record = [];
  }
}

/** The vocabulary for result sets of the first test suite. */
function describedRows(quads: readonly Quad[]): Answer {
  const objects = (subject: RdfTerm, property: string): RdfTerm[] =>
    quads
      .filter((quad) => quad.subject === subject && quad.predicate === RESULTS + property)
      .map(({ object }) => object);
  const set = quads.find(
    ({ predicate, object }) => predicate === `${RDF}type` && object === `${RESULTS}ResultSet`,
  );
  if (set === undefined) return graphAnswer(quads);
  const [boolean] = objects(set.subject, 'boolean');
  if (boolean !== undefined) return { kind: 'boolean', value: lexicalForm(boolean) === 'true' };
  const solutions = objects(set.subject, 'solution').map((solution) => ({
    index: objects(solution, 'index').map(lexicalForm)[0],
    row: new Map(
      objects(solution, 'binding').flatMap((binding) => {
        const [name] = objects(binding, 'variable');
        const [value] = objects(binding, 'value');
        return name === undefined || value === undefined
          ? []
          : [[lexicalForm(name), value] as const];
      }),
    ),
  }));
  const ordered = solutions.length > 0 && solutions.every(({ index }) => index !== undefined);
  const sorted = ordered
    ? solutions.toSorted((a, b) => Number(a.index) - Number(b.index))
    : solutions;
  return { kind: 'rows', rows: sorted.map(({ row }) => row), ordered };
}
