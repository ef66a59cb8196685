/** The modules for lexemes, their forms and senses. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultOf, openFurnishedServer } from '../furnished-server.ts';
import type { Answer, FurnishedServer } from '../furnished-server.ts';

let server: FurnishedServer;
let lexeme: string;

beforeAll(async () => {
  server = await openFurnishedServer();
  lexeme = await newLexeme('tree');
});
afterAll(() => server.close());

const english = (value: string) => ({ en: { language: 'en', value } });

async function newLexeme(lemma: string, more: object = {}): Promise<string> {
  const data = { lemmas: english(lemma), language: 'Q1', lexicalCategory: 'Q1', ...more };
  const { entity, error } = await server.admin.edit({ new: 'lexeme' }, data);
  if (entity === undefined) throw new Error(JSON.stringify(error));
  return entity.id;
}

const post = (action: string, fields: Record<string, unknown>): Promise<Answer> => {
  const { data, ...others } = fields as Record<string, string>;
  const text = typeof data === 'string' || data === undefined ? data : JSON.stringify(data);
  return server.post(action, { ...others, ...(text === undefined ? {} : { data: text }) });
};

test('forms are added, changed and removed', async () => {
  const data = { representations: english('trees'), grammaticalFeatures: ['Q1'] };
  const added = await post('wbladdform', { lexemeId: lexeme, data });
  const formId = `${lexeme}-F1`;
  expect(added).toEqual({
    lastrevid: expect.any(Number) as unknown,
    success: 1,
    form: { id: formId, ...data, claims: {} },
  });
  expect((await server.latest(`Lexeme:${lexeme}`)).comment).toBe(`/* add-form:0||${formId} */`);
  const british = { 'en-gb': { language: 'en-gb', value: 'trees' } };
  const changed = await post('wbleditformelements', { formId, data: { representations: british } });
  expect(changed).toMatchObject({
    form: { representations: { ...english('trees'), ...british }, grammaticalFeatures: ['Q1'] },
  });
  expect(await post('wblremoveform', { id: formId })).toEqual({
    lastrevid: expect.any(Number) as unknown,
    success: 1,
  });
  const again = await post('wbladdform', { lexemeId: lexeme, data });
  expect(again).toMatchObject({ form: { id: `${lexeme}-F2` } });
});

test('senses are added, changed and removed', async () => {
  const added = await post('wbladdsense', {
    lexemeId: lexeme,
    data: { glosses: english('plant') },
  });
  const senseId = `${lexeme}-S1`;
  expect(added).toMatchObject({
    success: 1,
    sense: { id: senseId, glosses: english('plant'), claims: {} },
  });
  const data = {
    glosses: { de: { language: 'de', value: 'Pflanze' }, en: { language: 'en', remove: '' } },
  };
  expect(await post('wbleditsenseelements', { senseId, data })).toMatchObject({
    sense: { glosses: { de: { value: 'Pflanze' } } },
  });
  expect(await post('wblremovesense', { id: senseId })).toMatchObject({ success: 1 });
  expect(faultOf(await post('wblremovesense', { id: senseId }))).toBe(
    'not-found wikibase-api-not-found',
  );
});

const representations = english('x');
test.each<[action: string, fields: () => Record<string, unknown>, code: string]>([
  ['wbladdform', () => ({ lexemeId: 'Q1', data: { representations } }), 'bad-request'],
  ['wbladdform', () => ({ lexemeId: 'L99', data: { representations } }), 'not-found'],
  ['wbladdform', () => ({ lexemeId: lexeme, data: '{' }), 'bad-request'],
  ['wbladdform', () => ({ lexemeId: lexeme, data: '[]' }), 'bad-request'],
  ['wbladdform', () => ({ lexemeId: lexeme, data: {} }), 'unprocessable-request'],
  ['wbladdform', () => ({ lexemeId: lexeme }), 'missingparam'],
  ['wbladdform', () => ({ lexemeId: lexeme, data: { representations: 'x' } }), 'bad-request'],
  [
    'wbladdform',
    () => ({ lexemeId: lexeme, data: { representations: { de: representations.en } } }),
    'inconsistent-language',
  ],
  [
    'wbladdform',
    () => ({ lexemeId: lexeme, data: { representations: { xy: { language: 'xy', value: 'a' } } } }),
    'not-recognized-language',
  ],
  [
    'wbladdform',
    () => ({ lexemeId: lexeme, data: { representations, grammaticalFeatures: ['Q999'] } }),
    'modification-failed',
  ],
  ['wbleditformelements', () => ({ formId: `${lexeme}-F99`, data: {} }), 'not-found'],
  ['wbleditformelements', () => ({ formId: lexeme, data: {} }), 'bad-request'],
  ['wblremoveform', () => ({ id: `${lexeme}-S1` }), 'bad-request'],
])('%s refuses %o: %s', async (action, fields, code) => {
  expect((await post(action, fields())).error?.code).toBe(code);
});

test('wbeditentity edits a form by its id', async () => {
  const id = `${lexeme}-F2`;
  const { entity } = await server.admin.edit({ id }, { representations: english('forest') });
  expect(entity).toMatchObject({ id, type: 'form', representations: english('forest') });
});

test('lexemes are merged: what is the same becomes one, the rest moves', async () => {
  const form = (value: string, features: string[]) => ({
    add: '',
    representations: english(value),
    grammaticalFeatures: features,
  });
  const forms = [form('oaks', ['Q1']), form('oaken', [])];
  const source = await newLexeme('oak', { forms });
  const target = await newLexeme('oak', { forms: [form('oaks', ['Q1'])] });
  expect(await post('wblmergelexemes', { source, target })).toMatchObject({
    success: 1,
    redirected: 1,
    from: { id: source, type: 'lexeme' },
    to: { id: target, type: 'lexeme' },
  });
  const { entities } = await server.admin.get<{
    entities: Record<string, { id: string; forms: { id: string; representations: object }[] }>;
  }>({ action: 'wbgetentities', ids: source });
  expect(entities[source]?.id).toBe(target);
  expect(entities[source]?.forms.map(({ id, representations: texts }) => [id, texts])).toEqual([
    [`${target}-F1`, english('oaks')],
    [`${target}-F2`, english('oaken')],
  ]);
  expect((await server.latest(`Lexeme:${target}`)).comment).toBe(
    `/* wblmergelexemes-from:0||${source} */`,
  );
});

test.each<[source: () => Promise<string>, code: string]>([
  [() => newLexeme('another'), 'failed-modify'],
  [() => newLexeme('tree', { lexicalCategory: 'Q2' }), 'failed-modify'],
  [() => Promise.resolve(lexeme), 'cant-merge-self'],
  [() => Promise.resolve('Q1'), 'invalid-entity-id'],
  [() => Promise.resolve('L999'), 'no-such-entity'],
])('wblmergelexemes refuses %o: %s', async (source, code) => {
  await server.admin.create('item', {});
  const answer = await post('wblmergelexemes', { source: await source(), target: lexeme });
  expect(answer.error?.code).toBe(code);
});
