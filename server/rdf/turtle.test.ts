import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentPrefixes, wikiNamespaces, XSD } from '../../schema/vocabulary.ts';
import { escapeIri } from './iri.ts';
import { readRdf } from './n3.ts';
import { keys, quad } from './quad.arbitrary.ts';
import { literal, namedNode, textLiteral, type Quad, type RdfTerm } from './term.ts';
import { turtleWriter } from './turtle.ts';
import { rdfType, wikibase } from './wikibase-terms.ts';

const WIKI = documentPrefixes(wikiNamespaces('https://example.org/entity/'));

function write(quads: readonly Quad[], prefixes: ReadonlyMap<string, string> = WIKI): string {
  const writer = turtleWriter(prefixes);
  for (const { subject, predicate, object } of quads) writer.write(subject, predicate, object);
  return writer.end();
}

function read(document: string): Quad[] {
  const quads: Quad[] = [];
  const result = readRdf(document, { format: 'turtle' }, (subject, predicate, object) =>
    quads.push({ subject, predicate, object }),
  );
  expect(result).toEqual({ ok: true, value: quads.length });
  return quads;
}

test('what is written is read back, triple by triple', () => {
  fc.assert(
    fc.property(fc.array(quad), (quads) => {
      expect(keys(read(write(quads)))).toEqual(keys(quads));
    }),
  );
});

const wd = (name: string): RdfTerm => namedNode(`https://example.org/entity/${name}`);
const wdt = (name: string): RdfTerm => namedNode(`https://example.org/prop/direct/${name}`);

test('an IRI that is none comes out percent-encoded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (end) => {
      const hostile = wd(end);
      const written = write([{ subject: hostile, predicate: wdt('P1'), object: hostile }]);
      const escaped = namedNode(escapeIri(hostile));
      expect(read(written)).toEqual([{ subject: escaped, predicate: wdt('P1'), object: escaped }]);
    }),
  );
});

test('the layout is that of Wikibase', () => {
  const rows: readonly (readonly [RdfTerm, RdfTerm, RdfTerm])[] = [
    [wd('Q1'), rdfType, wikibase.Item],
    [wd('Q1'), wdt('P1'), textLiteral('один', 'ru')],
    [wd('Q1'), wdt('P1'), wd('Q2')],
    [wd('Q1'), wdt('P2'), literal('+5', `${XSD}decimal`)],
    [wd('P2'), wikibase.propertyType, namedNode('http://wikiba.se/ontology#Quantity')],
    [wd('Q1'), wdt('P3'), namedNode('https://example.org/entity/')],
  ];
  const quads = rows.map(([subject, predicate, object]) => ({ subject, predicate, object }));
  const few = new Map([...WIKI].filter(([prefix]) => /^(wdt?|xsd|wikibase)$/.test(prefix)));
  expect(write(quads, few)).toBe(
    [
      '@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .',
      '@prefix wikibase: <http://wikiba.se/ontology#> .',
      '@prefix wd: <https://example.org/entity/> .',
      '@prefix wdt: <https://example.org/prop/direct/> .',
      '',
      'wd:Q1 a wikibase:Item ;',
      '\twdt:P1 "один"@ru,',
      '\t\twd:Q2 ;',
      '\twdt:P2 "+5"^^xsd:decimal .',
      '',
      'wd:P2 wikibase:propertyType <http://wikiba.se/ontology#Quantity> .',
      '',
      'wd:Q1 wdt:P3 <https://example.org/entity/> .',
      '',
    ].join('\n'),
  );
});

test('a document without triples has its prefixes', () => {
  expect(read(write([]))).toEqual([]);
});
