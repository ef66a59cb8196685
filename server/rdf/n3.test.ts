import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { prefixes, wikiNamespaces, XSD } from '../../schema/vocabulary.ts';
import { escapeIri } from './iri.ts';
import { readRdf, rdfReader, turtleText, type RdfReadOptions } from './n3.ts';
import { ntriplesLine, ntriplesWriter } from './ntriples.ts';
import { blankNode, literal, namedNode, textLiteral, type Quad, type RdfTerm } from './term.ts';

const WIKI = prefixes(wikiNamespaces('https://example.org/entity/'));

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('"', '\\', '\n', '\r', '\t', '\u0000', "'", '@', '^', 'é', '😀'),
  }),
);
const language = fc.constantFrom('en', 'en-GB', 'zh-Hant-TW', 'de-x-formal', 'zh-classical');
const iri = fc
  .string({
    unit: fc.constantFrom('a', 'Q1', '/', '#', '?', ':', '%20', 'é', '中', '-', '.', '😀'),
  })
  .map((end) => namedNode(`https://example.org/entity/${end}`));
const blank = fc.stringMatching(/^[a-z][a-z\d]{0,30}$/).map(blankNode);
const object = fc.oneof<fc.Arbitrary<RdfTerm>[]>(
  iri,
  blank,
  text.map((value) => textLiteral(value)),
  fc.tuple(text, language).map(([value, code]) => textLiteral(value, code)),
  fc.tuple(text, iri).map(([value, datatype]) => literal(value, datatype)),
  fc.constantFrom('+19.7', '-0', '007', '1e5', 'true').map((v) => literal(v, `${XSD}decimal`)),
  fc.constantFrom('0', '+42', '-7', '1.0').map((v) => literal(v, `${XSD}integer`)),
);
const quad: fc.Arbitrary<Quad> = fc.record({
  subject: fc.oneof(iri, blank),
  predicate: iri,
  object,
});

function read(document: string, format: RdfReadOptions['format']): Quad[] {
  const quads: Quad[] = [];
  const result = readRdf(document, { format }, (subject, predicate, value) =>
    quads.push({ subject, predicate, object: value }),
  );
  expect(result).toEqual({ ok: true, value: quads.length });
  return quads;
}

function ntriples(quads: readonly Quad[], chunkLength?: number): string {
  let document = '';
  const writer = ntriplesWriter((chunk) => (document += chunk), chunkLength);
  for (const { subject, predicate, object: value } of quads)
    writer.write(subject, predicate, value);
  writer.flush();
  return document;
}

function keys(quads: readonly Quad[]): string[] {
  const lines = quads.map((each) => ntriplesLine(each.subject, each.predicate, each.object));
  return [...new Set(lines)].toSorted();
}

test('what N-Triples writes, it reads back, term by term', () => {
  fc.assert(
    fc.property(fc.array(quad), (quads) => {
      expect(read(ntriples(quads, 50), 'ntriples')).toEqual(quads);
    }),
  );
});

test('what Turtle writes, it reads back, as a set', () => {
  fc.assert(
    fc.property(fc.array(quad), (quads) => {
      expect(keys(read(turtleText(quads, WIKI), 'turtle'))).toEqual(keys(quads));
    }),
  );
});

test('an IRI that is none comes out percent-encoded, and can be read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (end) => {
      const hostile = namedNode(`https://example.org/${end}`);
      const escaped = [{ ...EXAMPLE, object: namedNode(escapeIri(hostile)) }];
      expect(read(ntriples([{ ...EXAMPLE, object: hostile }]), 'ntriples')).toEqual(escaped);
      expect(read(turtleText([{ ...EXAMPLE, object: hostile }], WIKI), 'turtle')).toEqual(escaped);
    }),
  );
});

test.each([
  [textLiteral('plain ASCII, 100%'), '"plain ASCII, 100%"'],
  [textLiteral('пр', 'ru'), '"\\u043F\\u0440"@ru'],
  [textLiteral('😀'), '"\\U0001F600"'],
  [textLiteral('"\\\n\r\t\u0000'), '"\\"\\\\\\n\\r\\t\\u0000"'],
  [literal('1', `${XSD}integer`), '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'],
  [literal('x', `${XSD}string`), '"x"'],
  [namedNode('https://example.org/п'), '<https://example.org/п>'],
  [blankNode('b0'), '_:b0'],
])('%s is %s in N-Triples', (term, line) => {
  const start = '<https://example.org/s> <https://example.org/p>';
  expect(ntriplesLine(EXAMPLE.subject, EXAMPLE.predicate, term)).toBe(`${start} ${line} .\n`);
});

test('Turtle groups by subject and predicate, and abbreviates', () => {
  const [a, b] = [
    namedNode('https://example.org/entity/Q1'),
    namedNode('https://example.org/entity/Q2'),
  ];
  const p = namedNode('https://example.org/prop/direct/P1');
  const quads = [
    { subject: a, predicate: p, object: b },
    { subject: b, predicate: p, object: textLiteral('x', 'en-GB') },
    { subject: a, predicate: p, object: literal('5', `${XSD}integer`) },
  ];
  expect(turtleText(quads, new Map([...WIKI].filter(([prefix]) => /^wdt?$/.test(prefix))))).toBe(
    [
      '@prefix wd: <https://example.org/entity/>.',
      '@prefix wdt: <https://example.org/prop/direct/>.',
      '',
      'wd:Q1 wdt:P1 wd:Q2, 5.',
      'wd:Q2 wdt:P1 "x"@en-GB.',
      '',
    ].join('\n'),
  );
});

test.each<[string, RdfReadOptions['format'], number]>([
  ['<a:b> <a:c> "no end', 'ntriples', 1],
  ['<a:b> <a:c> <a:d> .\n<a:b> <a:c> .\n', 'ntriples', 2],
  ['@prefix x: <a:> .\n\nx:y x:z nope:w .', 'turtle', 3],
  ['<relative> <a:c> <a:d> .', 'ntriples', 1],
])('%j is refused with its line', (document, format, line) => {
  const result = readRdf(document, { format }, () => {});
  expect(result).toMatchObject({
    ok: false,
    failures: [{ code: 'malformed-rdf', parameters: { line } }],
  });
});

test('a document may come in pieces, cut anywhere', () => {
  const document = ntriples([EXAMPLE, { ...EXAMPLE, object: textLiteral('привет "!"', 'ru') }]);
  const quads: RdfTerm[] = [];
  const reader = rdfReader({ format: 'ntriples' }, (...terms) => quads.push(terms[2]));
  for (const character of document) reader.push(character);
  expect(reader.end()).toEqual({ ok: true, value: 2 });
  expect(quads).toEqual([EXAMPLE.object, '"привет "!""@ru']);
});

const EXAMPLE: Quad = {
  subject: namedNode('https://example.org/s'),
  predicate: namedNode('https://example.org/p'),
  object: namedNode('https://example.org/o'),
};
