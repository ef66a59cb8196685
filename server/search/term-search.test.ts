import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemOf } from '../../test/entity-notation.ts';
import { openTemporaryWiki } from '../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../test/temporary-wiki.ts';
import { emptyLexeme, emptyProperty } from '../../schema/model/entity.ts';
import { searchEntities } from './term-search.ts';
import type { EntityMatches, EntitySearch } from './term-search.ts';

let wiki: TemporaryWiki;

const links = (count: number): string =>
  Array.from({ length: count }, (_, i) => `${'abcdefghij'[i]}wiki:${Math.random()}`).join(' | ');

beforeAll(async () => {
  wiki = await openTemporaryWiki();
  await wiki.load(
    itemOf('en=rhino | en~the word', 'Q10'),
    itemOf('en=rhinoceros | de=Nashorn | ru=носорог', 'Q11'),
    itemOf('en=rhinovirus', 'Q12'),
    itemOf(`en=rhinoplasty | ${links(3)}`, 'Q13'),
    itemOf('en=pachyderm | en+rhino', 'Q9'),
    itemOf('en=surgery of the nose | en+rhino surgery', 'Q14'),
    itemOf('en=Côte d’Ivoire | fr=Côte d’Ivoire | en+Ivory Coast', 'Q20'),
    itemOf(`en=ivory gull | ${links(1)}`, 'Q21'),
    itemOf('en=Ivory | P1=a | P1=b', 'Q22'),
    itemOf('en=ivory', 'Q23'),
    itemOf('en=white ungulate | en+white dodo | de=weißes Huftier', 'Q24'),
    itemOf('en=grey dodo bird', 'Q25'),
    itemOf(`en=tufted dodo bird | ${links(2)}`, 'Q26'),
    itemOf('en=bird | en+dodo bird', 'Q27'),
    itemOf('en=last dodo', 'Q28'),
    itemOf('en=dodo of dodo island', 'Q29'),
    itemOf('zh=白犀牛', 'Q31'),
    { ...emptyProperty('P1', 'string'), labels: new Map([['en', 'rhino horn']]) },
    { ...emptyLexeme('L1', 'Q10', 'Q10'), lemmas: new Map([['en', 'rhino']]) },
    { type: 'redirect', id: 'Q30', target: 'Q11' },
  );
});

afterAll(() => wiki.close());

function search(text: string, more: Partial<EntitySearch> = {}): Promise<EntityMatches> {
  const query = { text, language: 'en', kinds: ['item'], limit: 10, ...more } as const;
  return searchEntities(query, { records: wiki.storage.records, ...wiki });
}

async function ids(text: string, more: Partial<EntitySearch> = {}): Promise<string> {
  return (await search(text, more)).matches.map(({ id }) => id).join(' ');
}

describe('what is found', () => {
  test.each<[string, Partial<EntitySearch>, string]>([
    ['rhinoc', {}, 'Q11'],
    ['RHINOC', {}, 'Q11'],
    [' rhinoc ', {}, 'Q11'],
    ['cote d’iv', {}, 'Q20'],
    ['COTE', { language: 'fr' }, 'Q20'],
    ['носорог', { language: 'ru' }, 'Q11'],
    ['rhinoc', { language: 'ru' }, 'Q11'],
    ['rhinoc', { language: 'ru', languages: 'only' }, ''],
    ['nashorn', {}, ''],
    ['nashorn', { languages: 'any' }, 'Q11'],
    ['nothing like it', {}, ''],
    ['huft', { language: 'de' }, 'Q24'],
    ['huft', { language: 'en' }, ''],
    ['犀牛', { language: 'zh' }, 'Q31'],
    ['dodo isl', {}, 'Q29'],
    ['island', {}, 'Q29'],
    ['sland', {}, ''],
    ['', {}, ''],
    ['  ', {}, ''],
    ['%', {}, ''],
    ['rhino horn', { kinds: ['property'] }, 'P1'],
    ['rhino', { kinds: ['lexeme'] }, 'L1'],
    ['rhino horn', { kinds: [] }, ''],
  ])('"%s" %j finds "%s"', async (text, more, expected) => {
    expect(await ids(text, more)).toBe(expected);
  });

  test.each<[string, Partial<EntitySearch>, string]>([
    ['Q11', {}, 'Q11'],
    ['q11', {}, 'Q11'],
    [' wd:Q11', {}, 'Q11'],
    ['https://example.org/entity/Q11', {}, 'Q11'],
    ['Property:P1', { kinds: ['property'] }, 'P1'],
    ['Q11', { kinds: ['property'] }, ''],
    ['Q999', {}, ''],
    ['Q30', {}, 'Q30'],
    ['L1', { kinds: ['lexeme'] }, 'L1'],
  ])('the id "%s" %j finds "%s"', async (text, more, expected) => {
    expect(await ids(text, more)).toBe(expected);
  });
});

describe('ranking', () => {
  test('exact label, then labels and exact aliases by sitelinks, then other aliases', async () => {
    expect(await ids('rhino')).toBe('Q10 Q13 Q11 Q12 Q9 Q14');
  });

  test('among exact labels the one with more statements, before any longer label', async () => {
    expect(await ids('ivory')).toBe('Q22 Q23 Q21 Q20');
  });

  test('beginnings, then words in labels, then words in aliases; each page once', async () => {
    expect(await ids('dodo')).toBe('Q29 Q27 Q28 Q26 Q25 Q24');
    expect(await ids('dodo', { limit: 2, offset: 3 })).toBe('Q26 Q25');
  });

  test('results come in pages', async () => {
    const first = await search('rhino', { limit: 2 });
    expect(first.matches.map(({ id }) => id)).toEqual(['Q10', 'Q13']);
    expect(first.more).toBe(true);
    const last = await search('rhino', { limit: 3, offset: 4 });
    expect(last.matches.map(({ id }) => id)).toEqual(['Q9', 'Q14']);
    expect(last.more).toBe(false);
  });
});

describe('a match', () => {
  test('says what was found and how the entity is called', async () => {
    const { matches } = await search('rhino horn', { kinds: ['property'], language: 'de' });
    expect(matches).toEqual([
      {
        id: 'P1',
        kind: 'property',
        match: { type: 'label', language: 'en', text: 'rhino horn' },
        label: { language: 'en', value: 'rhino horn' },
        description: undefined,
        datatype: 'string',
      },
    ]);
  });

  test('by alias or id says so', async () => {
    const [alias] = (await search('Ivory C')).matches;
    expect(alias).toMatchObject({
      id: 'Q20',
      match: { type: 'alias', text: 'Ivory Coast' },
      label: { value: 'Côte d’Ivoire' },
    });
    const [id] = (await search('q10')).matches;
    expect(id).toMatchObject({
      match: { type: 'entityId', text: 'Q10', language: undefined },
      description: { value: 'the word' },
    });
  });

  test('is told in the language of the reader where several match', async () => {
    const [match] = (await search('Côte', { language: 'fr' })).matches;
    expect(match?.match.language).toBe('fr');
  });

  test('by a later word says the whole term', async () => {
    const [match] = (await search('dodo isl')).matches;
    expect(match?.match).toEqual({ type: 'label', language: 'en', text: 'dodo of dodo island' });
  });

  test('of a redirect shows the terms of its target', async () => {
    const [match] = (await search('Q30')).matches;
    expect(match?.label?.value).toBe('rhinoceros');
  });
});

test('what an edit changed is found by the next search', async () => {
  await wiki.load(itemOf('en=before it | en+the day before', 'Q40'));
  await wiki.edit({
    target: { kind: 'existing', id: 'Q40' },
    ops: [
      { op: 'set-term', field: 'labels', language: 'en', value: 'afterwards then' },
      { op: 'set-aliases', language: 'en', values: [] },
    ],
  });
  expect(await ids('before')).toBe('');
  expect(await ids('it')).toBe('');
  expect(await ids('afterw')).toBe('Q40');
  expect(await ids('then')).toBe('Q40');
});
