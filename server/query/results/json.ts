/** SPARQL 1.1 Query Results JSON Format. */
import { XSD } from '../../../schema/vocabulary.ts';
import { datatypeOf, isBlankNode, isNamedNode, languageOf, lexicalForm } from '../../rdf/term.ts';
import type { RdfTerm } from '../../rdf/term.ts';
import { remembering } from './solutions.ts';
import type { Solutions } from './solutions.ts';

export function* writeJson(solutions: Solutions): Generator<string, void, undefined> {
  const { variables } = solutions;
  yield `{"head":{"vars":${JSON.stringify(variables)}},"results":{"bindings":[`;
  const keys = variables.map((name) => `${JSON.stringify(name)}:`);
  const termJson = remembering(solutions, jsonTerm);
  let separator = '\n';
  for (const { length, columns } of solutions.batches) {
    let text = '';
    for (let row = 0; row < length; row++) {
      text += separator;
      separator = ',\n';
      let inside = '{';
      for (let c = 0; c < keys.length; c++) {
        const term = termJson(columns[c], row);
        if (term === undefined) continue;
        text += inside + keys[c] + term;
        inside = ',';
      }
      text += inside === '{' ? '{}' : '}';
    }
    yield text;
  }
  yield '\n]}}\n';
}

export function* writeBooleanJson(answer: boolean): Generator<string, void, undefined> {
  yield `{"head":{},"boolean":${answer}}\n`;
}

function jsonTerm(term: RdfTerm): string {
  const value = JSON.stringify(lexicalForm(term));
  if (isNamedNode(term)) return `{"type":"uri","value":${value}}`;
  if (isBlankNode(term)) return `{"type":"bnode","value":${value}}`;
  const language = languageOf(term);
  if (language !== '') {
    return `{"xml:lang":${JSON.stringify(language)},"type":"literal","value":${value}}`;
  }
  const datatype = datatypeOf(term);
  if (datatype === `${XSD}string`) return `{"type":"literal","value":${value}}`;
  return `{"datatype":${JSON.stringify(datatype)},"type":"literal","value":${value}}`;
}
