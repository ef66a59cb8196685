import * as fc from 'fast-check';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { expect, test } from 'vitest';
import { documentPrefixes, RDF, wikiNamespaces, XSD } from '../../schema/vocabulary.ts';
import { escapeIri } from './iri.ts';
import { keys, tamePathQuad } from './quad.arbitrary.ts';
import { rdfXmlWriter } from './rdf-xml.ts';
import {
  blankNode,
  isLiteral,
  isNamedNode,
  lexicalForm,
  literal,
  namedNode,
  textLiteral,
  type Quad,
  type RdfTerm,
} from './term.ts';
import { rdfType, wikibase } from './wikibase-terms.ts';

const WIKI = documentPrefixes(wikiNamespaces('https://example.org/entity/'));

function write(quads: readonly Quad[]): string {
  const writer = rdfXmlWriter(WIKI);
  for (const { subject, predicate, object } of quads) writer.write(subject, predicate, object);
  return writer.end();
}

async function read(document: string): Promise<Quad[]> {
  const parser = new RdfXmlParser({ validateUri: false });
  parser.end(document);
  const quads: Quad[] = [];
  for await (const { subject, predicate, object } of parser) {
    quads.push({ subject: ours(subject), predicate: ours(predicate), object: ours(object) });
  }
  return quads;
}

interface Term {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
  readonly datatype?: { readonly value: string };
}

function ours({ termType, value, language, datatype }: Term): RdfTerm {
  if (termType === 'NamedNode') return namedNode(value);
  // the writer puts a letter before every label, the parser something before that
  if (termType === 'BlankNode') return blankNode(value.replace(/^.*?b/, ''));
  if (language !== undefined && language !== '') return textLiteral(value, language);
  return literal(value, datatype?.value ?? `${XSD}string`);
}

/** Predicates whose IRI ends with a name, and texts that XML can hold. */
const writable = tamePathQuad.map((each) => ({
  ...each,
  predicate: namedNode(`${each.predicate}#name`),
  object: isLiteral(each.object) ? inXml(each.object) : each.object,
}));

function inXml(term: RdfTerm): RdfTerm {
  const end = term.lastIndexOf('"');
  const text = lexicalForm(term).replace(/[^\t\n\r\u0020-\ufffd]/g, '?');
  return `"${text}${term.slice(end)}` as RdfTerm;
}

test('what is written is read back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(writable, { maxLength: 8 }), async (quads) => {
      expect(keys(await read(write(quads))).map(lowerTag)).toEqual(
        keys(quads).map(lowerTag).toSorted(),
      );
    }),
  );
});

/** The parser writes language tags small. */
function lowerTag(line: string): string {
  return line.replace(/"@([\w-]+) \.\n$/, (tag) => tag.toLowerCase());
}

const subject = namedNode('https://example.org/entity/Q1');
const p1 = namedNode('https://example.org/prop/direct/P1');

test('the layout is that of Wikibase', () => {
  const written = write([
    { subject, predicate: rdfType, object: wikibase.Item },
    { subject, predicate: p1, object: textLiteral('a < b & c', 'de') },
    { subject, predicate: p1, object: literal('5', `${XSD}integer`) },
    { subject: blankNode('0a'), predicate: p1, object: blankNode('0a') },
  ]);
  expect(written.split('\n').slice(2)).toEqual([
    '\t<rdf:Description rdf:about="https://example.org/entity/Q1">',
    '\t\t<rdf:type rdf:resource="http://wikiba.se/ontology#Item"/>',
    '\t\t<wdt:P1 xml:lang="de">a &lt; b &amp; c</wdt:P1>',
    `\t\t<wdt:P1 rdf:datatype="${XSD}integer">5</wdt:P1>`,
    '\t</rdf:Description>',
    '\t<rdf:Description rdf:nodeID="b0a">',
    '\t\t<wdt:P1 rdf:nodeID="b0a"/>',
    '\t</rdf:Description>',
    '</rdf:RDF>',
    '',
  ]);
});

test.each([['https://example.org/1'], ['https://example.org/'], [`${RDF}about`]])(
  'a predicate that XML has no name for is refused: %s',
  (iri) => {
    const quads = [{ subject, predicate: namedNode(iri), object: subject }];
    expect(() => write(quads)).toThrow('no name for the predicate');
  },
);

test('what XML cannot hold is replaced', async () => {
  const [read1] = await read(
    write([{ subject, predicate: p1, object: textLiteral('a\u0000b\ufffe') }]),
  );
  expect(read1?.object).toBe('"a\ufffdb\ufffd"');
  expect(isNamedNode(namedNode(escapeIri('https://example.org/<')))).toBe(true);
});
