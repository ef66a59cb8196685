import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { XSD } from '../../schema/vocabulary.ts';
import { escapeIri } from './iri.ts';
import { readRdf, rdfReader, type RdfReadOptions } from './n3.ts';
import { ntriplesLine, ntriplesWriter } from './ntriples.ts';
import { quad } from './quad.arbitrary.ts';
import { blankNode, literal, namedNode, textLiteral, type Quad, type RdfTerm } from './term.ts';

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

test('what N-Triples writes, it reads back, term by term', () => {
  fc.assert(
    fc.property(fc.array(quad), (quads) => {
      expect(read(ntriples(quads, 50), 'ntriples')).toEqual(quads);
    }),
  );
});

test('an IRI that is none comes out percent-encoded, and can be read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (end) => {
      const hostile = namedNode(`https://example.org/${end}`);
      const escaped = [{ ...EXAMPLE, object: namedNode(escapeIri(hostile)) }];
      expect(read(ntriples([{ ...EXAMPLE, object: hostile }]), 'ntriples')).toEqual(escaped);
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
