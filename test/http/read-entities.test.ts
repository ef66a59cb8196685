/** `wbgetentities` and `wbgetclaims`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultOf, guid, openFurnishedServer } from '../furnished-server.ts';
import type { Answer, FurnishedServer } from '../furnished-server.ts';
import { textStatement } from '../test-server.ts';

let server: FurnishedServer;
let id: string;
let lexeme: string;

const term = (language: string, value: string) => ({ [language]: { language, value } });

beforeAll(async () => {
  server = await openFurnishedServer();
  id = await server.admin.create('item', {
    labels: { ...term('en', 'Berlin'), ...term('de', 'Berlin'), ...term('zh-hans', '柏林') },
    descriptions: { ...term('en', 'city'), ...term('de', 'Stadt') },
    aliases: { en: [{ language: 'en', value: 'BLN' }], de: [{ language: 'de', value: 'Spree' }] },
    sitelinks: {
      enwiki: { site: 'enwiki', title: 'Berlin' },
      dewiki: { site: 'dewiki', title: 'Ber lin', badges: ['Q1'] },
    },
  });
  const claims = [
    textStatement('P1', 'x'),
    { ...textStatement('P1', 'y'), rank: 'preferred' },
    {
      ...textStatement('P2', 'z'),
      references: [{ snaks: { P1: [textStatement('P1', 'r').mainsnak] } }],
    },
  ].map((statement, index) => ({ ...statement, id: guid(id, index) }));
  await server.admin.edit({ id }, { claims });
  const words = {
    lemmas: term('en', 'go'),
    language: 'Q1',
    lexicalCategory: 'Q1',
    forms: [{ add: '', representations: term('en', 'went'), grammaticalFeatures: [], claims: [] }],
    senses: [{ add: '', glosses: term('en', 'to move'), claims: [] }],
  };
  lexeme = (await server.admin.edit({ new: 'lexeme' }, words)).entity?.id ?? '';
  await server.post('wbcreateredirect', { from: 'Q1', to: id });
});
afterAll(() => server.close());

type Fields = Readonly<Record<string, string>>;
interface Entities extends Answer {
  readonly entities: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly normalized?: unknown;
}

/** `ID`, `LEXEME` and `GUID` stand for what the test made. */
function filled(fields: Fields): Fields {
  const entries = Object.entries(fields).map(([name, text]) => [
    name,
    text.replaceAll('GUID', guid(id, 0)).replaceAll('LEXEME', lexeme).replaceAll('ID', id),
  ]);
  return Object.fromEntries(entries) as Fields;
}
const get = <A = Entities>(action: string, fields: Fields): Promise<A> =>
  server.admin.get<A>({ action, ...filled(fields) });

const PAGE = ['pageid', 'ns', 'title', 'lastrevid', 'modified'];
const TERMS = ['labels', 'descriptions', 'aliases'];

test.each([
  ['', ['type', 'id']],
  ['info', [...PAGE, 'type', 'id']],
  ['labels|aliases', ['type', 'id', 'labels', 'aliases']],
  ['claims', ['type', 'id', 'claims']],
  ['sitelinks/urls', ['type', 'id', 'sitelinks']],
  [undefined, [...PAGE, 'type', 'id', ...TERMS, 'claims', 'sitelinks']],
])('with the props %s an item has %j', async (props, members) => {
  const { entities } = await get('wbgetentities', {
    ids: 'ID',
    ...(props === undefined ? {} : { props }),
  });
  expect(Object.keys(entities[id] ?? {})).toEqual(members);
});

test.each([
  ['labels', { languages: 'en|fr' }, { en: 'Berlin en' }],
  [
    'labels',
    { languages: 'de-at|fr', languagefallback: '1' },
    { 'de-at': 'Berlin de de-at', fr: 'Berlin en fr' },
  ],
  ['labels', { languages: 'en', languagefallback: '1' }, { en: 'Berlin en' }],
  ['labels', { languages: 'zh-cn', languagefallback: '1' }, { 'zh-cn': '柏林 zh-hans zh-cn' }],
  ['descriptions', { languages: 'de' }, { de: 'Stadt de' }],
  ['descriptions', { languages: 'zh-cn', languagefallback: '1' }, { 'zh-cn': 'city en zh-cn' }],
])('%s with %j are %j', async (prop, fields, expected) => {
  const { entities } = await get('wbgetentities', { ids: 'ID', props: prop, ...fields });
  const terms = Object.entries(
    (entities[id]?.[prop] ?? {}) as Record<string, Record<string, string>>,
  );
  const shown = terms.map(([code, { value, language, 'for-language': asked }]) => [
    code,
    [value, language, asked].filter((part) => part !== undefined).join(' '),
  ]);
  expect(Object.fromEntries(shown)).toEqual(expected);
});

test.each([
  [{ props: 'aliases', languages: 'de' }, 'aliases', { de: [{ language: 'de', value: 'Spree' }] }],
  [
    { props: 'sitelinks', sitefilter: 'enwiki|frwiki' },
    'sitelinks',
    { enwiki: { site: 'enwiki', title: 'Berlin', badges: [] } },
  ],
  [
    { props: 'sitelinks/urls', sitefilter: 'dewiki' },
    'sitelinks',
    {
      dewiki: {
        site: 'dewiki',
        title: 'Ber lin',
        badges: ['Q1'],
        url: 'https://dewiki.example/Ber_lin',
      },
    },
  ],
])('%j chooses within %s', async (fields, member, expected) => {
  const { entities } = await get('wbgetentities', { ids: 'ID', ...(fields as Fields) });
  expect(entities[id]?.[member]).toEqual(expected);
});

test.each([
  [{ ids: 'Q999' }, { Q999: { id: 'Q999', missing: '' } }],
  [{ ids: 'Q1', redirects: 'no' }, { Q1: { id: 'Q1', missing: '' } }],
  [{ ids: 'LEXEME-F9' }, { 'LEXEME-F9': { id: 'LEXEME-F9', missing: '' } }],
  [
    { sites: 'enwiki', titles: 'Nowhere|Berlin' },
    { ID: { id: 'ID' }, '-1': { site: 'enwiki', title: 'Nowhere', missing: '' } },
  ],
  [{ sites: 'enwiki|dewiki', titles: 'Berlin|Ber_lin' }, { ID: { id: 'ID' } }],
  [
    { sites: 'enwiki', titles: 'berlin' },
    { '-1': { site: 'enwiki', title: 'berlin', missing: '' } },
  ],
  [{ sites: 'enwiki', titles: 'berlin', normalize: '1' }, { ID: { id: 'ID' } }],
  [{ ids: 'ID', sites: 'enwiki', titles: 'Berlin' }, { ID: { id: 'ID' } }],
])('%j finds %j', async (fields, expected) => {
  const { entities } = await get('wbgetentities', {
    props: 'info',
    ...(fields as unknown as Fields),
  });
  const wanted = JSON.parse(
    JSON.stringify(expected).replaceAll('LEXEME', lexeme).replaceAll('"ID"', `"${id}"`),
  ) as object;
  expect(Object.keys(entities)).toEqual(expect.arrayContaining(Object.keys(wanted)));
  expect(entities).toMatchObject(wanted);
  expect(Object.keys(entities)).toHaveLength(Object.keys(wanted).length);
});

test('a title that is taken as its site writes it is told', async () => {
  const fields = { sites: 'enwiki', titles: 'berlin', normalize: '1', props: 'info' };
  const { normalized } = await get('wbgetentities', fields);
  expect(normalized).toEqual({ n: { from: 'berlin', to: 'Berlin' } });
});

test('a redirect shows where it leads, and says so', async () => {
  const { entities } = await get('wbgetentities', { ids: 'Q1', props: 'info' });
  expect(entities['Q1']).toMatchObject({ id, redirects: { from: 'Q1', to: id } });
});

test.each([
  ['LEXEME-F1', 'form', { representations: term('en', 'went'), grammaticalFeatures: [] }],
  ['LEXEME-S1', 'sense', { glosses: term('en', 'to move') }],
])('%s is a %s of its own', async (ids, type, members) => {
  const { entities } = await get('wbgetentities', { ids });
  const own = ids.replace('LEXEME', lexeme);
  expect(entities[own]).toMatchObject({ id: own, type, ...members, title: `Lexeme:${lexeme}` });
  expect(entities[own]).not.toHaveProperty('lemmas');
});

test('format version 1 without UTF-8 tells the same', async () => {
  const query = `action=wbgetentities&ids=${id}&format=json`;
  const text = await (await fetch(`${server.url}/w/api.php?${query}`)).text();
  expect(text).toMatch(/^[\x20-\x7e]*$/);
  expect(JSON.parse(text)).toEqual(await get('wbgetentities', { ids: 'ID' }));
});

test.each([
  [{}, 'param-missing wikibase-api-param-missing'],
  [{ ids: '' }, 'param-missing wikibase-api-param-missing'],
  [{ sites: 'enwiki' }, 'param-missing wikibase-api-param-missing'],
  [{ sites: 'xxwiki', titles: 'Berlin' }, 'param-missing wikibase-api-param-missing'],
  [{ ids: 'ID|abc' }, 'no-such-entity wikibase-api-no-such-entity'],
  [{ ids: '__proto__' }, 'no-such-entity wikibase-api-no-such-entity'],
  [{ sites: 'enwiki|dewiki|frwiki', titles: 'a|b' }, 'params-illegal wikibase-api-params-illegal'],
  [
    { sites: 'enwiki', titles: 'a|b', normalize: '1' },
    'params-illegal wikibase-api-params-illegal',
  ],
  [{ ids: 'ID', redirects: 'perhaps' }, 'badvalue'],
])('%j is refused: %s', async (fields, fault) => {
  expect(faultOf(await get<Answer>('wbgetentities', fields as Fields))).toBe(fault);
});

interface Claims extends Answer {
  readonly claims: Readonly<
    Record<string, readonly { readonly id: string; readonly references?: unknown }[]>
  >;
}

test.each([
  [{ entity: 'ID' }, [0, 1, 2]],
  [{ entity: 'ID', property: 'P1' }, [0, 1]],
  [{ entity: 'ID', property: 'p1', rank: 'preferred' }, [1]],
  [{ entity: 'ID', rank: 'deprecated' }, []],
  [{ entity: 'Q1' }, [0, 1, 2]],
  [{ claim: 'GUID' }, [0]],
  [{ claim: 'GUID', entity: 'ID' }, [0]],
  [{ claim: 'GUID', property: 'P2' }, []],
  [{ claim: 'ID$00000000-0000-4000-8000-999999999999' }, []],
])('of the statements %j chooses %j', async (fields, numbers) => {
  const { claims } = await get<Claims>('wbgetclaims', fields);
  const ids = Object.values(claims).flatMap((group) => group.map((each) => each.id));
  expect(ids).toEqual(numbers.map((number) => guid(id, number)));
});

test('references come unless nobody wants them', async () => {
  const fields = { entity: 'ID', property: 'P2' };
  const reference = async (more: Fields): Promise<unknown> =>
    (await get<Claims>('wbgetclaims', { ...fields, ...more })).claims['P2']?.[0]?.references;
  expect(await reference({})).toHaveLength(1);
  expect(await reference({ props: '' })).toBeUndefined();
});

test.each([
  [{}, 'param-missing wikibase-api-param-missing'],
  [{ entity: 'zz' }, 'invalid-entity-id wikibase-api-invalid-entity-id'],
  [{ entity: 'Q999' }, 'no-such-entity no-such-entity'],
  [{ claim: 'x$y' }, 'invalid-guid wikibase-api-invalid-guid'],
  [{ claim: 'GUID', entity: 'P1' }, 'param-illegal wikibase-api-param-illegal'],
  [{ entity: 'ID', property: 'zz' }, 'param-invalid wikibase-api-param-invalid'],
  [{ entity: 'ID', rank: 'top' }, 'badvalue'],
])('claims of %j are refused: %s', async (fields, fault) => {
  expect(faultOf(await get<Answer>('wbgetclaims', fields as Fields))).toBe(fault);
});
