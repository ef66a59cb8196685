/** After every commit here, closing the store checks that the index says what the records say. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultSiteSettings } from '../../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import {
  commitOf,
  deletion,
  documentChange,
  itemChange,
  propertyChange,
  savedIn,
} from '../../../test/commits.ts';
import { statementOf } from '../../../test/entity-notation.ts';
import { openTestStore } from '../../../test/test-store.ts';
import type { TestStore } from '../../../test/test-store.ts';
import type { DocumentChange } from '../records/commit.ts';
import type { RdfTerm } from '../../rdf/term.ts';

let store: TestStore;

beforeEach(async () => {
  store = await openTestStore();
});

afterEach(() => store.close());

async function save(...changes: DocumentChange[]): Promise<number> {
  const { revisionId } = savedIn(await store.commit(commitOf(changes)));
  expect(store.verify()).toEqual([]);
  return revisionId;
}

/** How many triples have this object, now or as of a sequence. */
function withObject(object: string, sequence?: number): number {
  const snapshot = store.quads.snapshot(sequence);
  const id = snapshot.encode(object as RdfTerm);
  return id === undefined
    ? 0
    : snapshot.count({ subject: undefined, predicate: undefined, object: id });
}

const EXTERNAL_ID = { datatype: 'external-id' } as const;
const FORMATTER = 'http://example.org/id/$1';

function settings(more: Partial<SiteSettings>, parentRevisionId = 0): DocumentChange {
  return documentChange({ ...defaultSiteSettings, ...more }, parentRevisionId);
}

const ROLES = { properties: new Map([['canonicalUriFormatter', 'P9']] as const) };

test('a property that becomes known brings the triples of those who used it', async () => {
  const before = await save(itemChange('Q1', 'P1=a [P2=b] {P3=c}'));
  expect(withObject('"a"')).toBe(0);
  const after = await save(propertyChange('P1'));
  expect(withObject('"a"')).toBe(2);
  expect(withObject('"a"', before)).toBe(0);
  await save(propertyChange('P2'));
  await save(propertyChange('P3'));
  expect([withObject('"b"'), withObject('"c"')]).toEqual([1, 1]);
  expect(withObject('"b"', after)).toBe(0);
});

test('a property that is deleted takes them along', async () => {
  const property = await save(propertyChange('P1'));
  await save(itemChange('Q1', 'P1=a'));
  await save({ ...deletion('Q1', property), kind: 'property', documentId: 'P1' });
  expect(withObject('"a"')).toBe(0);
});

test('a formatter URI that changes, and one whose role changes, make other IRIs', async () => {
  const site = await save(settings(ROLES));
  await save(propertyChange('P9'));
  const property = await save(propertyChange('P1', EXTERNAL_ID));
  await save(itemChange('Q1', 'P1=x {P1=y}'));
  const statements = [statementOf(`P9=${FORMATTER}`)];
  await save({
    ...propertyChange('P1', { ...EXTERNAL_ID, statements }),
    parentRevisionId: property,
  });
  expect(withObject('http://example.org/id/x')).toBe(2);
  expect(withObject('http://example.org/id/y')).toBe(1);
  await save(settings({}, site));
  expect(withObject('http://example.org/id/x')).toBe(0);
});

test('a property and those who use it may come in one commit', async () => {
  await save(itemChange('Q1', 'P1=a'));
  await save(propertyChange('P1'), itemChange('Q2', 'P1=a'), itemChange('Q1', 'P1=a | P2=b', 1));
  expect(withObject('"a"')).toBe(4);
});

test('a site that becomes known brings its articles, one that goes takes them', async () => {
  const item = await save(itemChange('Q1', 'enwiki:Rhino'));
  const site = {
    id: 'enwiki',
    group: 'wikipedia',
    language: 'en',
    pageUrl: 'https://en.example/$1',
  };
  const known = await save(settings({ sites: [site] }));
  expect(withObject('"wikipedia"')).toBe(1);
  await save(itemChange('Q2', 'enwiki:Elephant'));
  await save(settings({ sites: [{ ...site, group: 'encyclopedia' }] }, known));
  expect(withObject('"wikipedia"')).toBe(0);
  expect(withObject('"encyclopedia"')).toBe(1);
  await save(settings({}, known + 2));
  expect(withObject('"Rhino"@en')).toBe(0);
  expect(withObject('"Rhino"@en', known)).toBe(1);
  expect(item).toBe(1);
});

test('a unit that gets a conversion brings the quantity in base units', async () => {
  await save(propertyChange('P1', { datatype: 'quantity' }));
  const quantity = { type: 'quantity', amount: '+3', unit: 'http://localhost/entity/Q7' } as const;
  const statement = {
    ...statementOf('P1=x'),
    mainSnak: { kind: 'value', property: 'P1', value: quantity },
  } as const;
  const change = (id: 'Q1' | 'Q2') => {
    const item = {
      type: 'item',
      id,
      statements: [{ ...statement, id: `${id}$1-2` as const }],
    } as const;
    const terms = { labels: new Map(), descriptions: new Map(), aliases: new Map() };
    return documentChange({ ...item, ...terms, siteLinks: new Map() });
  };
  await save(change('Q1'));
  await save(change('Q2'));
  const three = '"3000"^^http://www.w3.org/2001/XMLSchema#decimal';
  expect(withObject(three)).toBe(0);
  const units = new Map([['Q7', { factor: '1000', base: 'Q8' }]] as const);
  const site = await save(settings({ units }));
  expect(withObject(three)).toBe(1);
  await save(settings({}, site));
  expect(withObject(three)).toBe(0);
});

test('a commit that fails leaves the context as it was', async () => {
  await save(itemChange('Q1', 'P1=a'));
  const broken = { ...itemChange('Q2', ''), content: '{"type":"item","id":"Q2","labels":3' };
  await expect(store.commit(commitOf([propertyChange('P1'), broken]))).rejects.toThrow('JSON');
  await save(itemChange('Q3', 'P1=a'));
  expect(withObject('"a"')).toBe(0);
});
