/** Functions on terms: what they are, and how to make them (SPARQL 1.1, section 17.4.2). */
import { randomUUID } from 'node:crypto';
import { RDF, WIKIBASE, XSD } from '../../../../schema/vocabulary.ts';
import { datatypeOf } from '../../../rdf/term.ts';
import { escapeIri } from '../../../rdf/iri.ts';
import type { FunctionTable } from './function.ts';
import { binary, nullary, unary } from './function.ts';
import { boolean, isNumeric, lexicalText, readLiteral, termOf, text } from './value.ts';
import type { Evaluated, Value } from './value.ts';

/** Where a value is known to exist but not known itself, the index holds such an IRI. */
const UNKNOWN_VALUE = '/.well-known/genid/';

export const termFunctions: FunctionTable = [
  ['str', unary((value) => (value.kind === 'blank' ? undefined : text(lexicalText(value))))],
  ['lang', unary(languageOfValue)],
  ['langmatches', binary(languageMatches)],
  ['datatype', unary(datatypeOfValue)],
  ['iri', unary((value, { baseIri }) => toIri(value, baseIri))],
  ['uri', unary((value, { baseIri }) => toIri(value, baseIri))],
  [
    'bnode',
    {
      // The second is the solution's own node, which the translator adds.
      operands: [0, 2],
      apply: ([name, solution], { terms }) => {
        if (name === undefined) return { kind: 'blank', label: terms.freshBlankNode() };
        if (name.kind !== 'text' || name.language !== '') return undefined;
        const owner = solution?.kind === 'blank' ? solution.label : terms.freshBlankNode();
        return { kind: 'blank', label: terms.blankNodeOf(owner, name.text) };
      },
    },
  ],
  ['strdt', binary(withDatatype)],
  ['strlang', binary(withLanguage)],
  ['uuid', nullary(() => ({ kind: 'iri', iri: `urn:uuid:${randomUUID()}` }))],
  ['struuid', nullary(() => text(randomUUID()))],
  ['isiri', unary((value) => boolean(value.kind === 'iri'))],
  ['isuri', unary((value) => boolean(value.kind === 'iri'))],
  ['isblank', unary((value) => boolean(value.kind === 'blank'))],
  ['isliteral', unary((value) => boolean(value.kind !== 'iri' && value.kind !== 'blank'))],
  ['isnumeric', unary((value) => boolean(isNumeric(value)))],
  [`${WIKIBASE}isSomeValue`, unary((value) => boolean(isSomeValue(value)))],
];

function isSomeValue(value: Value): boolean {
  return value.kind === 'blank' || (value.kind === 'iri' && value.iri.includes(UNKNOWN_VALUE));
}

function languageOfValue(value: Value): Evaluated {
  if (value.kind === 'iri' || value.kind === 'blank') return undefined;
  return text(value.kind === 'text' ? value.language : '');
}

/** Basic filtering of RFC 4647. */
function languageMatches(language: Value, range: Value): Evaluated {
  if (language.kind !== 'text' || range.kind !== 'text') return undefined;
  const [tag, wanted] = [language.text.toLowerCase(), range.text.toLowerCase()];
  if (wanted === '*') return boolean(tag !== '');
  return boolean(tag === wanted || tag.startsWith(`${wanted}-`));
}

function datatypeOfValue(value: Value): Evaluated {
  if (value.kind === 'iri' || value.kind === 'blank') return undefined;
  const iri = value.kind === 'text' && value.language !== '' ? `${RDF}langString` : undefined;
  return { kind: 'iri', iri: iri ?? datatypeOf(termOf(value)) };
}

function toIri(value: Value, baseIri: string | undefined): Evaluated {
  if (value.kind === 'iri') return value;
  if (value.kind !== 'text' || value.language !== '') return undefined;
  if (escapeIri(value.text) !== value.text) return undefined;
  if (/^[A-Za-z][A-Za-z\d+.-]*:/.test(value.text)) return { kind: 'iri', iri: value.text };
  const resolved = baseIri === undefined ? null : URL.parse(value.text, baseIri);
  return resolved === null ? undefined : { kind: 'iri', iri: resolved.href };
}

function withDatatype(value: Value, datatype: Value): Evaluated {
  if (value.kind !== 'text' || value.language !== '' || datatype.kind !== 'iri') return undefined;
  if (datatype.iri === `${XSD}string`) return text(value.text);
  if (datatype.iri === `${RDF}langString`) return undefined;
  const read = readLiteral(value.text, datatype.iri);
  // The spelling is kept as it was given.
  const other: Value = { kind: 'other', lexical: value.text, datatype: datatype.iri };
  return { ...read, term: termOf(other) };
}

function withLanguage(value: Value, language: Value): Evaluated {
  if (value.kind !== 'text' || value.language !== '' || language.kind !== 'text') return undefined;
  return language.text === '' ? undefined : text(value.text, language.text.toLowerCase());
}
