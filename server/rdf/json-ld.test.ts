import * as fc from 'fast-check';
import { JsonLdParser } from 'jsonld-streaming-parser';
import { expect, test } from 'vitest';
import { documentPrefixes, wikiNamespaces, XSD } from '../../schema/vocabulary.ts';
import { jsonLdWriter } from './json-ld.ts';
import { keys, tamePathQuad } from './quad.arbitrary.ts';
import { blankNode, literal, namedNode, textLiteral, type Quad, type RdfTerm } from './term.ts';
import { rdfType, wikibase } from './wikibase-terms.ts';

const WIKI = documentPrefixes(wikiNamespaces('https://example.org/entity/'));

function write(quads: readonly Quad[]): Promise<string> {
  const writer = jsonLdWriter(WIKI);
  for (const { subject, predicate, object } of quads) writer.write(subject, predicate, object);
  return writer.end();
}

async function read(document: string): Promise<Quad[]> {
  const parser = new JsonLdParser();
  parser.end(document);
  const quads: Quad[] = [];
  for await (const each of parser) {
    const { subject, predicate, object } = each as Record<keyof Quad, Term>;
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
  if (termType === 'BlankNode') return blankNode(value);
  if (language !== undefined && language !== '') return textLiteral(value, language);
  return literal(value, datatype?.value ?? `${XSD}string`);
}

/** The parser writes language tags small, and knows no tag with a part of more than 8 letters. */
function comparable(quads: readonly Quad[]): string[] {
  return keys(quads)
    .map((line) => line.replace(/"@([\w-]+) \.\n$/, (tag) => tag.toLowerCase()))
    .toSorted();
}

const readable = tamePathQuad.filter(({ object }) => !object.endsWith('@zh-classical'));

test('what is written is read back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(readable, { maxLength: 8 }), async (quads) => {
      expect(comparable(await read(await write(quads)))).toEqual(comparable(quads));
    }),
  );
});

const subject = namedNode('https://example.org/entity/Q1');
const p1 = namedNode('https://example.org/prop/direct/P1');

test('a subject is one object, whatever stands between its triples', async () => {
  const written = await write([
    { subject, predicate: p1, object: textLiteral('a') },
    { subject, predicate: rdfType, object: wikibase.Item },
    { subject, predicate: p1, object: textLiteral('b', 'de') },
  ]);
  expect(JSON.parse(written)).toMatchObject({
    '@context': { wd: 'https://example.org/entity/' },
    '@graph': [
      {
        '@id': 'wd:Q1',
        '@type': ['wikibase:Item'],
        'wdt:P1': [{ '@value': 'a' }, { '@value': 'b', '@language': 'de' }],
      },
    ],
  });
});

test('an address that begins like a prefix stays what it is', async () => {
  const quads = [{ subject, predicate: p1, object: namedNode('geo:13.4,52.5') }];
  expect(await read(await write(quads))).toEqual(quads);
});
