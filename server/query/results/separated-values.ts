/** SPARQL 1.1 Query Results CSV and TSV Formats: CSV tells texts only, TSV whole terms. */
import { isBlankNode, lexicalForm } from '../../rdf/term.ts';
import type { RdfTerm } from '../../rdf/term.ts';
import { ntriplesTerm } from '../../rdf/ntriples.ts';
import { remembering } from './solutions.ts';
import type { Solutions } from './solutions.ts';

export function* writeCsv(solutions: Solutions): Generator<string, void, undefined> {
  yield `${solutions.variables.join(',')}\r\n`;
  yield* writeRows(solutions, csvTerm, ',', '\r\n');
}

export function* writeTsv(solutions: Solutions): Generator<string, void, undefined> {
  yield `${solutions.variables.map((name) => `?${name}`).join('\t')}\n`;
  yield* writeRows(solutions, ntriplesTerm, '\t', '\n');
}

/** The standard leaves out how these formats say yes and no. */
export function* writeBooleanText(answer: boolean): Generator<string, void, undefined> {
  yield `${answer}\n`;
}

function* writeRows(
  solutions: Solutions,
  write: (term: RdfTerm) => string,
  separator: string,
  lineEnd: string,
): Generator<string, void, undefined> {
  const termText = remembering(solutions, write);
  const width = solutions.variables.length;
  for (const { length, columns } of solutions.batches) {
    let text = '';
    for (let row = 0; row < length; row++) {
      for (let c = 0; c < width; c++) {
        if (c > 0) text += separator;
        text += termText(columns[c], row) ?? '';
      }
      text += lineEnd;
    }
    yield text;
  }
}

function csvTerm(term: RdfTerm): string {
  const text = isBlankNode(term) ? term : lexicalForm(term);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
