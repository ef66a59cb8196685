/** SPARQL Query Results XML Format. */
import { XSD } from '../../../schema/vocabulary.ts';
import { datatypeOf, isBlankNode, isNamedNode, languageOf, lexicalForm } from '../../rdf/term.ts';
import type { RdfTerm } from '../../rdf/term.ts';
import { remembering } from './solutions.ts';
import type { Solutions } from './solutions.ts';

const START =
  '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n';

export function* writeXml(solutions: Solutions): Generator<string, void, undefined> {
  const names = solutions.variables.map(escapeXml);
  const head = names.map((name) => `<variable name="${name}"/>`).join('');
  yield `${START}<head>${head}</head>\n<results>\n`;
  const termXml = remembering(solutions, xmlTerm);
  for (const { length, columns } of solutions.batches) {
    let text = '';
    for (let row = 0; row < length; row++) {
      text += '<result>';
      for (let c = 0; c < names.length; c++) {
        const term = termXml(columns[c], row);
        if (term !== undefined) text += `<binding name="${names[c]}">${term}</binding>`;
      }
      text += '</result>\n';
    }
    yield text;
  }
  yield '</results>\n</sparql>\n';
}

export function* writeBooleanXml(answer: boolean): Generator<string, void, undefined> {
  yield `${START}<head></head>\n<boolean>${answer}</boolean>\n</sparql>\n`;
}

function xmlTerm(term: RdfTerm): string {
  const text = escapeXml(lexicalForm(term));
  if (isNamedNode(term)) return `<uri>${text}</uri>`;
  if (isBlankNode(term)) return `<bnode>${text}</bnode>`;
  const language = languageOf(term);
  if (language !== '') return `<literal xml:lang="${escapeXml(language)}">${text}</literal>`;
  const datatype = datatypeOf(term);
  if (datatype === `${XSD}string`) return `<literal>${text}</literal>`;
  return `<literal datatype="${escapeXml(datatype)}">${text}</literal>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A parser would make line feeds of carriage returns.
  '\r': '&#13;',
};

/** XML cannot say most control characters at all: they become the replacement character. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/(?![\t\n\r\x7f-\x9f])\p{Cc}|[\ufffe\uffff]/gu, '\ufffd')
    .replaceAll(/[&<>"\r]/g, (sign) => entities[sign] ?? sign);
}
