import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemOf } from '../../test/entity-notation.ts';
import { openTemporaryWiki } from '../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../test/temporary-wiki.ts';
import { emptyLexeme, emptyProperty } from '../../schema/model/entity.ts';
import type { Item } from '../../schema/model/entity.ts';
import type { DocumentKind } from '../../schema/model/documents/kinds.ts';
import { StatementFinder } from '../read/statement-finder.ts';
import { searchFullText } from './full-text.ts';
import type { FullTextResult, SearchOrder } from './full-text.ts';
import { parseSearch } from './search-syntax.ts';

let wiki: TemporaryWiki;
const KINDS: readonly DocumentKind[] = ['item', 'property', 'lexeme', 'talk'];

function withAmount(item: Item, property: `P${number}`, amount: string): Item {
  const [first] = itemOf(`${property}=x`, item.id).statements;
  const value = { type: 'quantity', amount, unit: '1' } as const;
  const statement = { ...first, mainSnak: { kind: 'value', property, value } as const };
  return { ...item, statements: [...item.statements, statement] };
}

const links = (count: number): string =>
  Array.from({ length: count }, (_, i) => `${'abcdefgh'[i]}wiki:${Math.random()}`).join(' | ');

beforeAll(async () => {
  wiki = await openTemporaryWiki();
  await wiki.load(
    emptyProperty('P31', 'wikibase-item'),
    emptyProperty('P279', 'wikibase-item'),
    emptyProperty('P9', 'string'),
    emptyProperty('P580', 'wikibase-item'),
    emptyProperty('P1082', 'quantity'),
    { ...emptyProperty('P50', 'string'), labels: new Map([['en', 'horn length']]) },
    itemOf('en=rhinoceros family | P279=Q500', 'Q1'),
    itemOf(`en=white rhinoceros | de=Breitmaulnashorn | P31=Q500 | P9=ZX-81 | ${links(3)}`, 'Q2'),
    itemOf('en=black rhinoceros | en~large African animal | P31=Q500? | P31=Q501', 'Q3'),
    itemOf('en=hippopotamus | en~large African animal | P31=Q502 [P580=Q503]', 'Q4'),
    withAmount(itemOf('en=large town', 'Q5'), 'P1082', '+1500'),
    withAmount(itemOf('en=small town', 'Q6'), 'P1082', '+900'),
    itemOf('en=Berlin | ru=Берлин | ar=برلين | he=ברלין | el=Βερολίνο', 'Q10'),
    itemOf(`en=Berlin Wall | ${links(8)}`, 'Q11'),
    itemOf('ja=東京タワー | en=tower', 'Q20'),
    itemOf('zh=白犀牛 | th=กรุงเทพมหานคร', 'Q21'),
    itemOf('ko=한국은행 | am=ፀሐይ | hi=हिन्दी भाषा', 'Q22'),
    itemOf('fr=Côte d’Ivoire | ru=Королёв | de=Straße | tr=İzmir | vi=Đà Nẵng', 'Q23'),
    itemOf('ja=ﾄｳｷｮｳ | ar=مدرسة أحمد | fa=کتاب', 'Q24'),
    { type: 'talk', id: 'Talk:Q2', text: 'Is the white one really white? It is grey.' },
    { type: 'redirect', id: 'Q90', target: 'Q2' },
    {
      ...emptyLexeme('L1', 'Q1', 'Q1'),
      lemmas: new Map([['en', 'goose']]),
      senses: [{ id: 'L1-S1', glosses: new Map([['en', 'a water bird']]), statements: [] }],
    },
  );
});
afterAll(() => wiki.close());

const namespaces = new Map<string, readonly DocumentKind[]>([
  ['0', ['item']],
  ['120', ['property']],
  ['Property', ['property']],
  ['Help', []],
]);
const kindsIn = (name: string) => namespaces.get(name);

function search(
  text: string,
  more: {
    order?: SearchOrder;
    kinds?: readonly DocumentKind[];
    offset?: number;
    limit?: number;
  } = {},
  within = wiki,
): Promise<FullTextResult> {
  const parsed = parseSearch(text, kindsIn);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failures));
  const { storage, properties } = within;
  const { query, kinds = KINDS } = parsed.value;
  return searchFullText(
    { text, query, kinds, offset: 0, limit: 20, ...more },
    {
      records: storage.records,
      statements: new StatementFinder(storage.quads, 'http://localhost/entity/', properties),
    },
  );
}

async function ids(text: string, more: Parameters<typeof search>[1] = {}): Promise<string> {
  return (await search(text, more)).pages.map(({ documentId }) => documentId).join(' ');
}

describe('words', () => {
  test.each([
    ['rhinoceros', 'Q2 Q1 Q3'],
    ['white rhinoceros', 'Q2'],
    ['RHINOCEROS black', 'Q3'],
    ['large african', 'Q3 Q4'],
    ['african town', ''],
    ['ZX-81', 'Q2'],
    ['really grey', 'Talk:Q2'],
    ['water bird', 'L1'],
    ['Talk:Q2', 'Talk:Q2'],
    ['Q2', 'Q2'],
    ['horn length', 'P50'],
    ['qzxv', ''],
    ['?!', ''],
    ['', ''],
    ['__proto__', ''],
  ])('%s finds %s', async (text, expected) => {
    expect((await ids(text)).split(' ').slice(0, expected.split(' ').length).join(' ')).toBe(
      expected,
    );
  });
});

describe('scripts', () => {
  test.each([
    ['берлин', 'Q10'],
    ['БЕРЛИН', 'Q10'],
    ['برلين', 'Q10'],
    ['ברלין', 'Q10'],
    ['βερολινο', 'Q10'],
    ['東京', 'Q20'],
    ['タワー', 'Q20'],
    ['ﾀﾜｰ', 'Q20'],
    ['京', 'Q20'],
    ['東', 'Q20'],
    ['犀牛', 'Q21'],
    ['白犀牛', 'Q21'],
    ['牛', 'Q21'],
    ['มหานคร', 'Q21'],
    ['กรุงเทพ', 'Q21'],
    ['한국은행', 'Q22'],
    ['ጸሀይ', 'Q22'],
    ['हिन्दी', 'Q22'],
    ['cote ivoire', 'Q23'],
    ['королев', 'Q23'],
    ['strasse', 'Q23'],
    ['izmir', 'Q23'],
    ['da nang', 'Q23'],
    ['トウキョウ', 'Q24'],
    ['احمد', 'Q24'],
    ['مدرسه', 'Q24'],
    ['كتاب', 'Q24'],
  ])('%s finds %s', async (text, expected) => {
    expect((await ids(text)).split(' ')[0]).toBe(expected);
  });
});

describe('slips', () => {
  test.each([
    ['rhinocerus', 'Q2 Q1 Q3'],
    ['hippopotmaus', 'Q4'],
    ['hipopotamos', 'Q4'],
    ['hpopotamus white', ''],
    ['brelin', 'Q11 Q10'],
    ['королов', 'Q23'],
    ['hippo', 'Q4'],
    ['xyz', ''],
  ])('%s finds %s', async (text, expected) => {
    expect(await ids(text)).toBe(expected);
  });

  test.each([
    ['brelin', 'berlin'],
    ['Wihte rhinocerus', 'white rhinoceros'],
    ['berlin', undefined],
    ['xyzxyz', undefined],
  ])('%s: did you mean %s?', async (text, expected) => {
    expect((await search(text)).suggestion).toBe(expected);
  });

  test('what is found exactly comes first', async () => {
    expect(await ids('tower')).toBe('Q20 Q5 Q6'.split(' ')[0]);
    expect(await ids('town')).toMatch(/^Q5 Q6/);
  });
});

describe('ranking', () => {
  test('who is called so comes before who is linked more', async () => {
    expect(await ids('berlin')).toMatch(/^Q10 Q11/);
  });
});

describe('keywords', () => {
  test.each([
    ['haswbstatement:P31=Q500', 'Q2 Q3'],
    ['haswbstatement:P31=q500', 'Q2 Q3'],
    ['haswbstatement:P31', 'Q2 Q3 Q4'],
    ['haswbstatement:P31=Q501|P279=Q500', 'Q1 Q3'],
    ['haswbstatement:P31=Q501 OR haswbstatement:P279=Q500', 'Q1 Q3'],
    ['rhinoceros haswbstatement:P31=Q500', 'Q2 Q3'],
    ['rhinoceros -haswbstatement:P31', 'Q1'],
    ['rhinoceros -haswbstatement:P31=Q501', 'Q2 Q1'],
    ['-haswbstatement:P31 haswbstatement:P279', 'Q1'],
    ['haslabel:ar -haslabel:el', 'Q24'],
    ['haslabel:de OR haslabel:ru -haslabel:en', 'Q23'],
    ['haslabel:el OR -haslabel:en ns:120', 'P31 P279 P9 P580 P1082'],
    ['haslabel:en -haswbstatement:P31 -town -berlin ns:0', 'Q1 Q20'],
    ['-haswbstatement:P31 -haslabel:en ns:120', 'P31 P279 P9 P580 P1082'],
    ['ns:120 length', 'P50'],
    ['ns:Property,0 length', 'P50'],
    ['ns:0 length', ''],
    ['ns:Help length', ''],
    ['hascaption:el', 'Q10'],
    ['incaption:берлин@ru', 'Q10'],
    ['haswbstatement:P31=Q502[P580=Q503]', 'Q4'],
    ['haswbstatement:P31=Q502[P580=*]', 'Q4'],
    ['haswbstatement:P31=Q502[P580=Q504]', ''],
    ['haswbstatement:P9=ZX-81', 'Q2'],
    ['haswbstatement:P9=zx', ''],
    ['haswbstatement:P999', ''],
    ['haswbstatement:P31=Q999', ''],
    ['large haswbstatement:*', 'Q3 Q4 Q5'],
    ['wbstatementquantity:P1082>1000', 'Q5'],
    ['wbstatementquantity:P1082<=900', 'Q6'],
    ['wbstatementquantity:P1082>=900', 'Q5 Q6'],
    ['wbstatementquantity:P1082=1500', 'Q5'],
    ['town wbstatementquantity:P1082<1000', 'Q6'],
    ['inlabel:animal', ''],
    ['inlabel:berlin', 'Q10 Q11'],
    ['inlabel:"berlin wall"', 'Q11'],
    ['inlabel:berlin@en', 'Q10 Q11'],
    ['inlabel:берлин@ru', 'Q10'],
    ['inlabel:берлин@en', ''],
    ['haslabel:ar', 'Q10 Q24'],
    ['haslabel:ar,el inlabel:berlin', 'Q10'],
    ['hasdescription:en', 'Q3 Q4 L1'],
    ['large hasdescription:en', 'Q3 Q4'],
    ['large -hasdescription:en', 'Q5'],
    ['intitle:white', 'Q2'],
    ['insource:grey', 'Talk:Q2'],
    ['"large African"', 'Q3 Q4'],
    ['“large African”', 'Q3 Q4'],
    ['„large African“', 'Q3 Q4'],
    ['”large African”', 'Q3 Q4'],
    ['«large African»', 'Q3 Q4'],
    ['»large African«', 'Q3 Q4'],
    ['「京タワ」', 'Q20'],
    ['“african large”', ''],
    ['intitle:“african large”', ''],
    ['"african large"', ''],
    ['"rge African"', ''],
    ['"京タワ"', 'Q20'],
    ['white OR black', 'Q2 Q3 Talk:Q2'],
    ['white OR black rhinoceros', 'Q2 Q3'],
    ['rhinoceros -white', 'Q1 Q3'],
    ['rhinoceros NOT white', 'Q1 Q3'],
    ['rhinoceros !white', 'Q1 Q3'],
    ['rhinoceros -"white rhinoceros"', 'Q1 Q3'],
    ['hippo*', 'Q4'],
    ['rhino* white', 'Q2'],
  ])('%s finds %s', async (text, expected) => {
    expect(new Set((await ids(text)).split(' '))).toEqual(new Set(expected.split(' ')));
  });

  test.each([
    'haswbstatement:Q5',
    'haswbstatement:P31=',
    'haswbstatement:P31=Q5[x]',
    'wbstatementquantity:P1082',
    'wbstatementquantity:P1082>many',
    'haswbstatement:P31|x',
    'ns:',
    'ns:99',
    'ns:0,Nowhere',
  ])('%s says nothing', (text) => {
    const parsed = parseSearch(text, kindsIn);
    expect(!parsed.ok && parsed.failures[0].code).toBe('bad-search-keyword');
  });
});

describe('keywords of other wikis', () => {
  test.each([
    ['linksto:Q2', ['linksto:']],
    ['-incategory:"white things" Prefix:a incategory:b', ['incategory:', 'prefix:']],
    ['Re:Zero Talk:Q2 https://example.org haslabel:en', []],
  ])('%s is told from words', (text, expected) => {
    const parsed = parseSearch(text, kindsIn);
    expect(parsed.ok && parsed.value.unknownKeywords).toEqual(expected);
  });
});

describe('results', () => {
  test.each<[SearchOrder, string]>([
    ['create_timestamp_asc', 'Q1 Q2 Q3'],
    ['create_timestamp_desc', 'Q3 Q2 Q1'],
    ['last_edit_desc', 'Q3 Q2 Q1'],
    ['title_natural_asc', 'Q1 Q2 Q3'],
    ['just_match', 'Q1 Q2 Q3'],
  ])('by %s', async (order, expected) => {
    expect(await ids('rhinoceros', { order })).toBe(expected);
  });

  test('come in parts, with how many there are', async () => {
    const { pages, total } = await search('rhinoceros', { offset: 1, limit: 1 });
    expect([pages.map(({ documentId }) => documentId), total]).toEqual([['Q1'], 3]);
  });

  test('are of the kinds that are asked for', async () => {
    expect(await ids('white', { kinds: ['talk'] })).toBe('Talk:Q2');
    expect(await ids('haswbstatement:P31=Q500', { kinds: ['property'] })).toBe('');
    expect(await ids('white', { kinds: [] })).toBe('');
  });

  test('are those of now', async () => {
    await wiki.load(itemOf('en=freshly made | P31=Q777', 'Q300'));
    expect([await ids('freshly'), await ids('haswbstatement:P31=Q777')]).toEqual(['Q300', 'Q300']);
    await wiki.edit({
      target: { kind: 'existing', id: 'Q300' },
      ops: [{ op: 'set-term', field: 'labels', language: 'en', value: 'newly baked' }],
    });
    expect([await ids('freshly'), await ids('baked')]).toEqual(['', 'Q300']);
  });
});

describe('many pages', () => {
  const MANY = 1200;
  let crowd: TemporaryWiki;
  beforeAll(async () => {
    crowd = await openTemporaryWiki();
    const people = Array.from({ length: MANY }, (_, i) =>
      itemOf(
        `en=n${i} | ${i % 2 === 0 ? 'en~even' : 'am=ቁጥር'} | P31=Q${i % 3 === 0 ? 500 : 501}`,
        `Q${i + 1}`,
      ),
    );
    await crowd.load(
      emptyProperty('P31', 'wikibase-item'),
      ...people,
      itemOf('en=none', `Q${MANY + 1}`),
    );
  });
  afterAll(() => crowd.close());

  test.each([
    ['-haswbstatement:P31', 1],
    ['-haswbstatement:P31=Q500', 801],
    ['haslabel:en -haslabel:am', 601],
    ['hasdescription:en', 600],
    ['-hasdescription:en', 601],
    ['-n7', 1200],
  ])('%s finds %i', async (text, expected) => {
    const found = await search(text, { kinds: ['item'], offset: expected - 1 }, crowd);
    expect([found.total, found.pages.length, found.incomplete]).toEqual([expected, 1, false]);
  });
});
