/**
 * A notation for examples: a few triples in Turtle, a query, and the rows in one line.
 *
 * Terms are shortened: `:a` and `wd:Q1` for IRIs, `1`, `true` for numbers and truth values, `'a'`
 * and `'a'@en` for text, `-` for nothing. Rows are sorted unless the query orders them.
 */
import { readRdf } from '../rdf/n3.ts';
import { datatypeOf, isLiteral, languageOf, lexicalForm, namedNode } from '../rdf/term.ts';
import type { Quad, RdfTerm } from '../rdf/term.ts';
import { MemoryIndex } from '../storage/quads/memory-index.ts';
import { XSD, prefixes, wikiNamespaces } from '../../schema/vocabulary.ts';
import { QueryEngine } from './engine.ts';
import { idAt } from '../storage/quads/column.ts';
import { UNBOUND } from '../storage/quads/terms/term-id.ts';
import type { QueryRequest } from './query-backend.ts';

export const CONCEPT_BASE = 'http://wiki.example/entity/';
const namespaces = new Map([
  ...prefixes(wikiNamespaces(CONCEPT_BASE)),
  ['', 'http://example.org/'] as const,
]);
const PROLOGUE = 'PREFIX : <http://example.org/>\n';

export function quadsOf(turtle: string): Quad[] {
  const declared = [...namespaces].map(([name, iri]) => `@prefix ${name}: <${iri}> .`).join('\n');
  const quads: Quad[] = [];
  const read = readRdf(
    `${declared}\n${turtle}`,
    { format: 'turtle' },
    (subject, predicate, object) => quads.push({ subject, predicate, object }),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.failures));
  return quads;
}

export function indexOf(...commits: readonly string[]): MemoryIndex {
  const index = new MemoryIndex();
  for (const turtle of commits) index.apply({ added: quadsOf(turtle) });
  return index;
}

/** Graphs by the IRI's local name; the default graph has none. */
export function indexOfGraphs(graphs: Readonly<Record<string, string>>): MemoryIndex {
  const index = new MemoryIndex();
  for (const [name, turtle] of Object.entries(graphs)) {
    const graph = name === '' ? {} : { graph: namedNode(`http://example.org/${name}`) };
    index.apply({ added: quadsOf(turtle), ...graph });
  }
  return index;
}

export function engineOver(index: MemoryIndex): QueryEngine {
  return new QueryEngine({ index, rdf: { conceptBase: CONCEPT_BASE } });
}

/** The rows of a query over some Turtle, as `a b | c d`; or the code of its failure. */
export function rowsOf(
  turtle: string | MemoryIndex,
  query: string,
  options: Pick<QueryRequest, 'languages' | 'at' | 'dataset'> = {},
): string {
  const index = typeof turtle === 'string' ? indexOf(turtle) : turtle;
  const opened = engineOver(index).open({ text: PROLOGUE + query, ...options });
  if (!opened.ok) return opened.failures.map(({ code }) => code).join(' ');
  const { form, operator, context } = opened.value;
  const names = form.kind === 'select' ? form.variables : operator.variables;
  const columns = names.map((name) => operator.variables.indexOf(name));
  const rows: string[] = [];
  for (const batch of operator.open()) {
    for (let row = 0; row < batch.length; row++) {
      const ids = columns.map((column) =>
        column < 0 ? UNBOUND : idAt(batch.columns[column], row),
      );
      rows.push(
        ids.map((id) => (id === UNBOUND ? '-' : short(context.terms.decode(id)))).join(' '),
      );
    }
  }
  return (/order by/i.test(query) ? rows : rows.toSorted()).join(' | ');
}

function short(term: RdfTerm): string {
  if (!isLiteral(term)) {
    const found = [...namespaces].find(([, iri]) => term.startsWith(iri));
    return found === undefined ? `<${term}>` : `${found[0]}:${term.slice(found[1].length)}`;
  }
  const text = lexicalForm(term);
  const language = languageOf(term);
  if (language !== '') return `'${text}'@${language}`;
  const datatype = datatypeOf(term);
  if (datatype === `${XSD}string`) return `'${text}'`;
  return [`${XSD}integer`, `${XSD}decimal`, `${XSD}boolean`].includes(datatype)
    ? text
    : `${text}^^${datatype.slice(datatype.search(/[^#/]*$/))}`;
}
