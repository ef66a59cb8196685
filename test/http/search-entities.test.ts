/** `wbsearchentities` and `list=wbsearch`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultOf, openFurnishedServer } from '../furnished-server.ts';
import type { Answer, FurnishedServer } from '../furnished-server.ts';

let server: FurnishedServer;
let berlin: string;
let germany: string;
let lexeme: string;

const term = (language: string, value: string) => ({ [language]: { language, value } });

beforeAll(async () => {
  server = await openFurnishedServer();
  berlin = await server.admin.create('item', {
    labels: { ...term('en', 'Berlin'), ...term('ar', 'برلين') },
    descriptions: { ...term('en', 'city'), ...term('de', 'Stadt') },
    aliases: { de: [{ language: 'de', value: 'Spree-Athen' }] },
  });
  germany = await server.admin.create('item', {
    labels: { ...term('en', 'Germany'), ...term('de', 'Deutschland') },
  });
  for (const name of ['one', 'two', 'three']) {
    await server.admin.create('item', { labels: term('en', `many ${name}`) });
  }
  const words = {
    lemmas: term('en', 'go'),
    language: 'Q1',
    lexicalCategory: 'Q1',
    forms: ['go', 'went'].map((text) => ({
      add: '',
      representations: term('en', text),
      grammaticalFeatures: [],
      claims: [],
    })),
    senses: [{ add: '', glosses: term('en', 'to move away'), claims: [] }],
  };
  lexeme = (await server.admin.edit({ new: 'lexeme' }, words)).entity?.id ?? '';
});
afterAll(() => server.close());

type Fields = Readonly<Record<string, string>>;
interface Match {
  readonly id: string;
  readonly title: string;
  readonly url?: string;
  readonly label?: string;
  readonly description?: string;
  readonly datatype?: string;
  readonly match: { readonly type: string; readonly language?: string; readonly text: string };
  readonly aliases?: readonly string[];
}
interface Found extends Answer {
  readonly search: readonly Match[];
  readonly 'search-continue'?: number;
}
const search = (text: string, fields: Fields = {}): Promise<Found> =>
  server.admin.get<Found>({ action: 'wbsearchentities', search: text, language: 'en', ...fields });

/** Its names instead of the ids that the test cannot know. */
function shown({ label, description, match, aliases }: Match): string {
  const found = [match.type, match.language, match.text].filter((part) => part !== undefined);
  const also = aliases === undefined ? '' : ` +${aliases.join()}`;
  const text = `${label ?? '–'} (${description ?? '–'}): ${found.join(' ')}${also}`;
  return text.replaceAll(berlin, 'BERLIN');
}

test.each([
  ['Ber', {}, ['Berlin (city): label en Berlin']],
  ['  berlin ', {}, ['Berlin (city): label en Berlin']],
  ['Spree', { language: 'de' }, ['Berlin (city): alias de Spree-Athen +Spree-Athen']],
  [
    'Spree',
    { language: 'de', uselang: 'de' },
    ['Berlin (Stadt): alias de Spree-Athen +Spree-Athen'],
  ],
  ['Deutschland', { language: 'de-at' }, ['Germany (–): label de Deutschland +Deutschland']],
  ['Deutschland', { language: 'de-at', strictlanguage: '1' }, []],
  ['برل', { language: 'ar' }, ['Berlin (city): label ar برلين +برلين']],
  ['BERLIN', {}, ['Berlin (city): entityId BERLIN +BERLIN']],
  ['http://x.example/entity/BERLIN', {}, ['Berlin (city): entityId BERLIN +BERLIN']],
  ['Q9999999', {}, []],
  ['nothing', {}, []],
])('%j with %j finds %j', async (text, fields, expected) => {
  const found = await search(text.replace('BERLIN', berlin), fields);
  expect(found.search.map(shown)).toEqual(expected);
});

test('a match says where the entity is', async () => {
  const [match] = (await search('Berlin')).search;
  expect(match).toMatchObject({
    title: berlin,
    concepturi: `${server.url}/entity/${berlin}`,
    repository: 'local',
    url: `${server.url}/wiki/${berlin}`,
    pageid: expect.any(Number),
    display: { label: { value: 'Berlin', language: 'en' } },
  });
  expect((await search('Berlin', { props: '' })).search[0]).not.toHaveProperty('url');
  const [property] = (await search('P3', { type: 'property' })).search;
  expect(property).toMatchObject({ id: 'P3', title: 'Property:P3', datatype: 'url' });
});

test.each([
  ['form', 'went', ['F2']],
  ['form', 'wen', ['F2']],
  ['form', 'go', ['F1', 'F2']],
  ['form', 'LEXEME-F2', ['F2']],
  ['form', 'LEXEME-F9', []],
  ['form', 'LEXEME-S1', []],
  ['sense', 'move away', ['S1']],
  ['sense', 'move a', ['S1']],
  ['sense', 'go', ['S1']],
  ['sense', 'stay', []],
  ['sense', 'move far', []],
  ['sense', '…', []],
])('a %s is found by %s: %j', async (type, text, parts) => {
  const found = await search(text.replace('LEXEME', lexeme), { type });
  expect(found.search.map(({ id }) => id)).toEqual(parts.map((part) => `${lexeme}-${part}`));
});

test('a form shows its own words, and leads to its place on the page', async () => {
  const [form] = (await search('went', { type: 'form' })).search;
  const title = `Lexeme:${lexeme}#F2`;
  expect(form).toMatchObject({ label: 'went', title, url: `${server.url}/wiki/${title}` });
  const others = await search('went', { type: 'form', language: 'de', strictlanguage: '1' });
  expect(others.search).toEqual([]);
});

test('one goes on where the last answer ended', async () => {
  const first = await search('many', { limit: '2' });
  expect([first.search.length, first['search-continue']]).toEqual([2, 2]);
  const rest = await search('many', { limit: '2', continue: '2' });
  expect([rest.search.length, rest['search-continue']]).toEqual([1, undefined]);
  expect(new Set([...first.search, ...rest.search].map(({ id }) => id)).size).toBe(3);
  expect((await search('many', { limit: '0' })).search).toEqual([]);
});

test('who asks for too much or for the most is told how much it was', async () => {
  const anybody = `${server.url}/w/api.php?action=wbsearchentities&format=json&search=x&language=en`;
  const most = await (await fetch(`${anybody}&limit=max`)).json();
  expect(most).toMatchObject({ limits: { wbsearchentities: 50 } });
  const tooMany = await (await fetch(`${anybody}&limit=51`)).json();
  expect(tooMany).toHaveProperty('warnings.wbsearchentities');
  expect(await search('x', { limit: 'max' })).toMatchObject({ limits: { wbsearchentities: 500 } });
});

test.each([
  [{ language: 'nonsense' }, 'badvalue'],
  [{ type: 'nonsense' }, 'badvalue'],
  [{ search: '' }, 'missingparam'],
  [{ limit: '-1' }, 'badvalue'],
  [{ continue: '10001' }, 'badvalue'],
  [{ profile: 'nonsense' }, 'badvalue'],
])('%j is refused: %s', async (fields, fault) => {
  expect(faultOf(await search('x', fields as Fields))).toBe(fault);
});

interface Query {
  readonly query: {
    readonly wbsearch?: readonly { readonly title: string; readonly displaytext: string }[];
    readonly pages?: readonly { readonly title: string }[];
  };
  readonly continue?: Fields;
}

test('the same is found as a list of pages, which goes on and feeds other queries', async () => {
  const fields = { action: 'query', list: 'wbsearch', wbssearch: 'many', wbslimit: '2' };
  const first = await server.admin.get<Query>(fields);
  expect(first.query.wbsearch?.map(({ displaytext }) => displaytext)).toEqual([
    'many one',
    'many two',
  ]);
  const next = await server.admin.get<Query>({ ...fields, ...first.continue });
  expect(next.query.wbsearch?.map(({ displaytext }) => displaytext)).toEqual(['many three']);
  expect(next.continue).toBeUndefined();
  const generator = { action: 'query', generator: 'wbsearch', gwbssearch: 'Deutschl' };
  const pages = await server.admin.get<Query>({ ...generator, gwbslanguage: 'de', prop: 'info' });
  expect(pages.query.pages?.map(({ title }) => title)).toEqual([germany]);
});
