import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemOf } from '../../test/entity-notation.ts';
import { alice, bob, openTemporaryWiki, sysop } from '../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../test/temporary-wiki.ts';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { EntityId, ItemId } from '../../schema/model/entity-id.ts';
import { emptyLexeme, emptyProperty } from '../../schema/model/entity.ts';
import type { ChangeOp } from '../edit/change-ops/change-op.ts';
import { readEntities, readEntity, readPage, readRevision } from './entities.ts';
import { readHistory } from './history.ts';
import { readChanges } from './changes.ts';

let wiki: TemporaryWiki;

beforeAll(async () => {
  wiki = await openTemporaryWiki();
  await wiki.load(
    itemOf('en=rhino | de=Nashorn | en~animal', 'Q1'),
    itemOf('mul=Name', 'Q2'),
    itemOf('fr=seul', 'Q3'),
    { type: 'redirect', id: 'Q4', target: 'Q1' },
    { type: 'redirect', id: 'Q5', target: 'Q4' },
    { ...emptyProperty('P1', 'external-id'), labels: new Map([['en', 'id']]) },
    {
      ...emptyLexeme('L1', 'Q1', 'Q2'),
      lemmas: new Map([['fr', 'chat']]),
      forms: [
        {
          id: 'L1-F1',
          representations: new Map([['fr', 'chats']]),
          grammaticalFeatures: [],
          statements: [],
        },
      ],
      senses: [{ id: 'L1-S1', glosses: new Map([['en', 'cat']]), statements: [] }],
      nextFormNumber: 2,
      nextSenseNumber: 2,
    },
  );
});

afterAll(() => wiki.close());

const setLabel = (value: string): ChangeOp => ({
  op: 'set-term',
  field: 'labels',
  language: 'en',
  value,
});

async function relabel(id: string, value: string, actor = alice): Promise<number> {
  const result = await wiki.edit({
    actor,
    target: { kind: 'existing', id },
    ops: [setLabel(value)],
  });
  if (result.outcome === 'rejected') throw new Error(JSON.stringify(result.failures));
  return result.revisionId;
}

async function found(id: EntityId, options = {}): Promise<string | undefined> {
  const page = await readEntity(wiki.storage.records, id, options);
  if (page === undefined) return undefined;
  return page.redirectedFrom === undefined
    ? page.document.id
    : `${page.redirectedFrom} → ${page.document.id}`;
}

async function label(id: EntityId, language: string): Promise<string | undefined> {
  const terms = await wiki.labels.displayTerms([id], language);
  const shown = terms.get(id)?.label;
  return shown && `${shown.value} (${shown.language})`;
}

describe('entities', () => {
  test.each<[EntityId, string | undefined]>([
    ['Q1', 'Q1'],
    ['Q4', 'Q4 → Q1'],
    ['Q5', undefined],
    ['Q999', undefined],
    ['L1', 'L1'],
    ['L1-F1', 'L1'],
    ['P1', 'P1'],
  ])('%s is %s', async (id, expected) => {
    expect(await found(id)).toBe(expected);
  });

  test('a redirect may be refused', async () => {
    expect(await found('Q4', { redirects: 'refuse' })).toBeUndefined();
  });

  test('many at once come by the ids that were asked for', async () => {
    const pages = await readEntities(wiki.storage.records, ['Q4', 'Q1', 'Q999', 'L1-S1']);
    expect([...pages].map(([id, { document }]) => [id, document.id])).toEqual([
      ['Q4', 'Q1'],
      ['Q1', 'Q1'],
      ['L1-S1', 'L1'],
    ]);
  });

  test('an entity as it was', async () => {
    await wiki.load(itemOf('en=old', 'Q10'));
    const sequence = (await wiki.storage.records.head()).sequence;
    await relabel('Q10', 'new');
    const page = await readEntity(wiki.storage.records, 'Q10', { at: { sequence } });
    expect(page?.document).toMatchObject({ labels: new Map([['en', 'old']]) });
    expect(page?.revision.revisionId).toBe(sequence);
  });

  test('one revision of a page', async () => {
    await wiki.load(itemOf('en=old', 'Q11'));
    const { sequence } = await wiki.storage.records.head();
    await relabel('Q11', 'new');
    const page = await readRevision(wiki.storage.records, 'Q11', sequence);
    expect(page).toMatchObject({ value: { document: { labels: new Map([['en', 'old']]) } } });
    expect(await readRevision(wiki.storage.records, 'Q1', sequence)).toMatchObject({
      failures: [{ code: 'foreign-revision' }],
    });
    expect(await readRevision(wiki.storage.records, 'Q1', 999_999)).toMatchObject({
      failures: [{ code: 'unknown-revision' }],
    });
  });

  test('pages of every kind', async () => {
    expect(await readPage(wiki.storage.records, 'Q4')).toMatchObject({
      document: { type: 'redirect' },
    });
    expect(await readPage(wiki.storage.records, 'Talk:Nothing')).toBeUndefined();
  });
});

describe('labels', () => {
  test.each<[EntityId, string, string | undefined]>([
    ['Q1', 'en', 'rhino (en)'],
    ['Q1', 'de-at', 'Nashorn (de)'],
    ['Q1', 'ru', 'rhino (en)'],
    ['Q2', 'ru', 'Name (mul)'],
    ['Q3', 'en', undefined],
    ['Q4', 'de', 'Nashorn (de)'],
    ['P1', 'en', 'id (en)'],
    ['L1', 'en', 'chat (mul)'],
    ['L1', 'fr', 'chat (fr)'],
    ['L1-F1', 'en', 'chats (mul)'],
    ['L1-S1', 'de', 'cat (en)'],
    ['L1-F9', 'en', undefined],
    ['Q999', 'en', undefined],
  ])('of %s in %s: %s', async (id, language, expected) => {
    expect(await label(id, language)).toBe(expected);
  });

  test('what does not exist is left out', async () => {
    const terms = await wiki.labels.displayTerms(['Q999', 'Q3', 'Q1'], 'en');
    expect([...terms.keys()]).toEqual(['Q3', 'Q1']);
    expect(terms.get('Q1')?.description).toEqual({ language: 'en', value: 'animal' });
  });

  test('are never older than the last edit, and show the past where it is asked for', async () => {
    await wiki.load(itemOf('en=one', 'Q20'), { type: 'redirect', id: 'Q21', target: 'Q20' });
    expect(await label('Q21', 'en')).toBe('one (en)');
    const { sequence } = await wiki.storage.records.head();
    await relabel('Q20', 'two');
    expect(await label('Q20', 'en')).toBe('two (en)');
    expect(await label('Q21', 'en')).toBe('two (en)');
    const past = await wiki.labels.displayTerms(['Q21'], 'en', { sequence });
    expect(past.get('Q21')?.label?.value).toBe('one');
  });
});

describe('properties and settings', () => {
  test('a wiki without settings has the default ones; new ones count at once', async () => {
    expect(await wiki.site.current()).toEqual(defaultSiteSettings);
    const settings = {
      ...defaultSiteSettings,
      defaultLanguage: 'de',
      properties: new Map([
        ['formatterUrl', 'P1630'],
        ['canonicalUriFormatter', 'P1921'],
      ] as const),
    };
    await wiki.load(settings);
    expect(await wiki.site.current()).toEqual(settings);
  });

  test('datatypes and patterns are looked up together', async () => {
    await wiki.load({ ...emptyProperty('P1630', 'string') }, {
      ...emptyProperty('P50', 'external-id'),
      statements: itemOf(
        'P1630=https://one.example/$1#1 | P1630=https://best.example/$1#2! | P1921=no pattern#3',
        'Q1',
      ).statements.map((statement) => ({
        ...statement,
        id: `P50${statement.id.slice(2)}` as const,
      })),
    } as ReturnType<typeof emptyProperty>);
    const lookup = await wiki.properties.lookUp(['P50', 'P999']);
    expect(lookup.datatypeOf('P50')).toBe('external-id');
    expect(lookup.datatypeOf('P999')).toBeUndefined();
    expect(lookup.formatterUrlOf('P50')).toBe('https://best.example/$1');
    expect(lookup.uriPatternOf('P50')).toBeUndefined();
  });

  test('a property that is made is known at once, and one that is deleted no longer', async () => {
    expect((await wiki.properties.datatypesOf(['P60']))('P60')).toBeUndefined();
    await wiki.load(emptyProperty('P60', 'time'));
    expect((await wiki.properties.datatypesOf(['P60']))('P60')).toBe('time');
    await wiki.edit({
      actor: sysop,
      target: { kind: 'existing', id: 'P60' },
      ops: [{ op: 'delete' }],
    });
    expect((await wiki.properties.datatypesOf(['P60']))('P60')).toBeUndefined();
  });
});

describe('history and recent changes', () => {
  test('history comes in pages, with how much each revision added', async () => {
    await wiki.load(itemOf('en=a', 'Q30'));
    for (const text of ['ab', 'abcd', 'abc']) await relabel('Q30', text);
    const first = await readHistory(wiki.storage.records, 'Q30', { limit: 3 });
    expect(first.entries.map(({ sizeChange }) => sizeChange)).toEqual([-1, 2, 1]);
    const second = await readHistory(wiki.storage.records, 'Q30', {
      limit: 3,
      before: first.older ?? 0,
    });
    expect(second.entries.map(({ sizeChange, sizeBytes }) => [sizeChange === sizeBytes])).toEqual([
      [true],
    ]);
    expect(second.older).toBeUndefined();
    expect(await readHistory(wiki.storage.records, 'Q999', { limit: 3 })).toEqual({
      entries: [],
      older: undefined,
    });
  });

  test('recent changes are filtered, and go on where they stopped', async () => {
    const ids: ItemId[] = ['Q40', 'Q41', 'Q42'];
    await wiki.load(...ids.map((id) => itemOf('en=a', id)));
    const byBob: number[] = [];
    for (const id of ids) {
      await relabel(id, 'by alice');
      byBob.unshift(await relabel(id, 'by bob', bob));
    }
    const read = (more = {}) =>
      readChanges(wiki.storage.records, { limit: 2, author: { userId: bob.userId }, ...more });
    const first = await read();
    expect(first.changes.map(({ revisionId }) => revisionId)).toEqual(byBob.slice(0, 2));
    const second = await read({ before: first.next });
    expect(second.changes[0]?.revisionId).toBe(byBob[2]);
    const properties = await read({ author: undefined, kinds: ['property'] });
    expect(properties.changes.every(({ kind }) => kind === 'property')).toBe(true);
    const people = await read({ author: undefined, limit: 500, bot: false, minor: false });
    expect(people.changes.some(({ bot }) => bot)).toBe(false);
    expect(people.next).toBeUndefined();
  });
});
