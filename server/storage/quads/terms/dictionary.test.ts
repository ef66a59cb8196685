import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestStore, TEST_RDF } from '../../../../test/test-store.ts';
import type { TestStore } from '../../../../test/test-store.ts';
import { wikiNamespaces, XSD } from '../../../../schema/vocabulary.ts';
import { literal, namedNode, textLiteral } from '../../../rdf/term.ts';
import type { RdfTerm } from '../../../rdf/term.ts';
import { Dictionary, hashOf } from './dictionary.ts';
import { hiOf, idOf, loOf, TAG, tagOf } from './term-id.ts';
import { BLOCK_TERMS } from './term-block.ts';
import { foldTerms } from './term-table.ts';

const wiki = wikiNamespaces(TEST_RDF.conceptBase);
const GUID = '9A9D2A0F-4DD2-4A3B-8C1D-0123456789AB';
const SHA1 = '0123456789abcdef0123456789abcdef01234567';

let store: TestStore;
let dictionary: Dictionary;

beforeEach(async () => {
  store = await openTestStore();
  dictionary = new Dictionary(store.db);
});

afterEach(() => store.discard());

/** As another process sees it, which remembers nothing. */
const reread = (id: number): RdfTerm => new Dictionary(store.db).decode(id);

const fold = (): number => store.db.transaction(() => foldTerms(store.db, 1000))();

const rows = (): number => store.db.prepare('SELECT count(*) FROM term').pluck().get() as number;

/** The first half of the id's column, as one that is the same in all rows. */
function column(ids: readonly number[]): [Uint32Array, Uint32Array, number] {
  return [Uint32Array.from(ids, hiOf), Uint32Array.from(ids, loOf), ids.length];
}

const statement = (name: string): RdfTerm => namedNode(wiki.statement + name);

const samples: readonly (readonly [keyof typeof TAG, string])[] = [
  ['text', '"a text"'],
  ['text', '""'],
  ['text', '"with "quotes" and \\ and 𝔘𝔫𝔦"'],
  ['text', '""@en"'],
  ['languageText', '"Text"@en'],
  ['languageText', '""@de'],
  ['languageText', '"Text"@EN-gb'],
  ['languageText', '"a "quoted"@de text"@sr-Latn'],
  ['literal', '"1.5"^^http://www.w3.org/2001/XMLSchema#double'],
  ['literal', '"+5"^^http://www.w3.org/2001/XMLSchema#decimal'],
  ['literal', '"x"@'],
  ['literal', '"'],
  ['literal', '"open'],
  ['iri', 'https://example.org/ä?b#c'],
  ['iri', ''],
  ['iri', `${wiki.entity}Q0`],
  ['iri', `${wiki.genid}${SHA1}`],
  ['statement', statement(`Q42-${GUID}`)],
  ['statement', statement(`q42-${GUID.toLowerCase()}`)],
  ['statement', statement(`L7-F12-${GUID}`)],
  ['statement', statement(`L7-S65535-${GUID.toLowerCase()}`)],
  ['statement', statement(`P4294967295-${GUID}`)],
  ['statement', statement(`Q4294967296-${GUID}`)],
  ['statement', statement(`Q042-${GUID}`)],
  ['statement', statement(`Q42-${GUID.slice(0, 20)}${GUID.slice(20).toLowerCase()}`)],
  ['statement', statement('Q42-not-a-guid')],
  ['statement', statement('')],
  ['reference', wiki.reference + SHA1],
  ['reference', wiki.reference + SHA1.toUpperCase()],
  ['reference', `${wiki.reference}x`],
  ['value', wiki.value + SHA1.slice(0, 32)],
  ['value', `${wiki.value}${SHA1.slice(0, 31)}g`],
  ['blankNode', '_:b1'],
  ['blankNode', '_:'],
];

describe('a term keeps its number and its text', () => {
  test.each(samples)('%s: %s', (tag, text) => {
    const term = text as RdfTerm;
    expect(dictionary.find(term)).toBeUndefined();
    const id = dictionary.encode(term);
    expect(tagOf(hiOf(id))).toBe(TAG[tag]);
    expect([reread(id), new Dictionary(store.db).find(term)]).toEqual([term, id]);
  });

  test('whatever the term', () => {
    const anyTerm = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .tuple(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a-zA-Z-]{1,9}$/))
        .map(([text, language]) => textLiteral(text, language) as string),
      fc
        .tuple(fc.constantFrom(...Object.values(wiki)), fc.string({ unit: 'grapheme' }))
        .map(([iri, name]) => iri + name),
      fc
        .tuple(fc.stringMatching(/^[qQlLpP][0-9]{1,10}(-[fFsS][0-9]{1,6})?$/), fc.uuid())
        .map(([entity, guid]) => wiki.statement + `${entity}-${guid}`),
    );
    fc.assert(
      fc.property(fc.array(anyTerm, { maxLength: 8 }), (texts) => {
        const terms = texts as RdfTerm[];
        const ids = terms.map((term) => dictionary.encode(term));
        expect(new Set(ids).size).toBe(new Set(terms).size);
        expect(ids.map(reread)).toEqual(terms);
      }),
      { numRuns: 200 },
    );
  });

  test('nodes take few bytes', () => {
    for (const [, text] of samples) dictionary.encode(text as RdfTerm);
    const sizes = store.db
      .prepare("SELECT length(text) FROM term WHERE typeof(text) = 'blob' ORDER BY term")
      .pluck();
    expect(sizes.all()).toEqual([21, 21, 23, 23, 21, 20, 16]);
  });

  test('numbers follow one another in each language', () => {
    const ids = ['"a"@en', '"b"@de', '"c"@en'].map((term) => dictionary.encode(term as RdfTerm));
    expect((ids[2] ?? 0) - (ids[0] ?? 0)).toBe(1);
    expect(hiOf(ids[1] ?? 0)).not.toBe(hiOf(ids[0] ?? 0));
  });

  test('a term is fresh until the next change begins', () => {
    const id = dictionary.encode('"new"' as RdfTerm);
    const inlined = dictionary.encode(namedNode(`${wiki.entity}Q1`));
    expect([dictionary.isFresh(id), dictionary.isFresh(inlined)]).toEqual([true, false]);
    dictionary.ageAll();
    expect(dictionary.isFresh(id)).toBe(false);
  });

  test('what a rollback took is numbered anew', () => {
    const lose = store.db.transaction(() => {
      dictionary.encode('"lost"@nv' as RdfTerm);
      throw new Error('rolled back');
    });
    expect(lose).toThrow('rolled back');
    dictionary.forget();
    expect(dictionary.find('"lost"@nv' as RdfTerm)).toBeUndefined();
    const id = dictionary.encode('"kept"@oj' as RdfTerm);
    expect(reread(id)).toBe('"kept"@oj');
  });
});

describe('folded terms', () => {
  const texts = Array.from({ length: BLOCK_TERMS * 2 + 9 }, (_, n) => `"text ${n}"` as RdfTerm);
  const odd = ['""', `"${'long '.repeat(20_000)}"`, '"𝔘𝔫𝔦"'] as RdfTerm[];
  let ids: number[];

  beforeEach(() => {
    ids = [...odd, ...texts].map((term) => dictionary.encode(term));
    for (let n = 0; n < BLOCK_TERMS; n++) dictionary.encode(statement(`Q${n + 1}-${GUID}`));
  });

  test('leave their rows, all but those of blocks that are not full', () => {
    const before = rows();
    expect(fold()).toBe(3);
    expect(rows()).toBe(before - 3 * BLOCK_TERMS);
    expect(fold()).toBe(0);
  });

  test('are read and found as before', () => {
    fold();
    expect(ids.map(reread)).toEqual([...odd, ...texts]);
    const other = new Dictionary(store.db);
    expect(texts.map((term) => other.find(term))).toEqual(ids.slice(odd.length));
    expect(other.find(statement(`Q7-${GUID}`))).toBeDefined();
    expect(other.decodeColumn(...column(ids))).toEqual([...odd, ...texts]);
  });

  test('are followed by new numbers', () => {
    fold();
    store.db.exec('DELETE FROM term');
    const id = new Dictionary(store.db).encode('"one more"' as RdfTerm);
    expect(id).toBe(idOf(hiOf(id), BLOCK_TERMS * 2));
  });

  test('can be erased', () => {
    fold();
    const secret = texts[40];
    const id = dictionary.find(secret) ?? 0;
    expect(reread(id)).toBe(secret);
    dictionary.blank(id);
    dictionary.forget();
    expect(reread(id)).toBe('');
    expect(reread(id + 1)).toBe(texts[41]);
    expect(dictionary.find(secret)).toBeUndefined();
    expect(dictionary.encode(secret)).not.toBe(id);
  });

  test('so can those of a row', () => {
    const id = ids.at(-1) ?? 0;
    dictionary.blank(id);
    dictionary.forget();
    expect([reread(id), dictionary.find(texts.at(-1) as RdfTerm)]).toEqual(['', undefined]);
  });
});

test('a column of all kinds is read at once', () => {
  const terms = [
    ...samples.map(([, text]) => text),
    ...samples.map(([, text]) => text),
    `${wiki.entity}Q1`,
    literal('5', `${XSD}integer`),
    ...Array.from({ length: 600 }, (_, n) => `"word ${(n * 7) % 300}"@en`),
  ] as RdfTerm[];
  const ids = terms.map((term) => dictionary.encode(term));
  fold();
  const other = new Dictionary(store.db);
  expect(other.decodeColumn(...column(ids))).toEqual(terms);
  expect(
    other.decodeColumn(hiOf(ids.at(-1) ?? 0), Uint32Array.from(ids.slice(-3), loOf), 3),
  ).toEqual(terms.slice(-3));
});

test('an id that nobody has is an error', () => {
  expect(() => dictionary.decode(idOf(TAG.text * 0x1_0000, 5))).toThrow(RangeError);
});

test('terms whose hashes collide are told apart', () => {
  const [one, rival] = ['"one"', '"rival"'] as RdfTerm[];
  const id = dictionary.encode(one);
  store.db.prepare('INSERT INTO term_hash VALUES (?, ?)').run(hashOf(rival), id);
  const other = dictionary.encode(rival);
  expect(other).not.toBe(id);
  expect(reread(other)).toBe(rival);
});
