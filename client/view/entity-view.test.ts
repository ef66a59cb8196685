import { expect, test } from 'vitest';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import { EARTH, GREGORIAN_CALENDAR, JULIAN_CALENDAR } from '../../schema/model/data-value.ts';
import type { DataValue } from '../../schema/model/data-value.ts';
import type { PropertyId } from '../../schema/model/entity-id.ts';
import { emptyItem } from '../../schema/model/entity.ts';
import type { Item } from '../../schema/model/entity.ts';
import type { Rank, Statement } from '../../schema/model/statement.ts';
import { entityView } from './entity-view.ts';
import { valueView } from './value-view.ts';
import { testContext } from './view-context.fixture.ts';

const site = {
  ...defaultSiteSettings,
  properties: new Map([['instanceOf', 'P31'] as const]),
  sites: [
    {
      id: 'enwiki',
      group: 'wikipedia',
      language: 'en',
      pageUrl: 'https://en.example/wiki/$1',
    },
    { id: 'commonswiki', group: undefined, language: 'en', pageUrl: 'https://commons.example/$1' },
  ],
};
const context = testContext(
  { Q5: 'human', P31: 'instance of', P1: 'note' },
  {
    site,
    languages: ['de', 'mul', 'en'],
    formatterUrlOf: (property) => (property === 'P2' ? 'https://id.example/$1' : undefined),
  },
  { P2: 'external-id', P3: 'url', P4: 'commonsMedia' },
);

function statement(property: PropertyId, value: string, rank: Rank = 'normal'): Statement {
  return {
    id: `Q1$${value}`,
    rank,
    mainSnak: { kind: 'value', property, value: { type: 'string', value } },
    qualifiers: [],
    references: [],
  };
}

const item = (parts: Partial<Item>): Item => ({ ...emptyItem('Q1'), ...parts });

test.each([
  [{ de: 'Nashorn', en: 'rhino' }, 'Nashorn'],
  [{ en: 'rhino', fr: 'rhinocéros' }, 'rhino'],
  [{ fr: 'rhinocéros' }, 'rhinocéros'],
  [{}, undefined],
])('of the labels %j the reader sees %s', (labels, heading) => {
  const view = entityView(item({ labels: new Map(Object.entries(labels)) }), context);
  expect(view.heading?.text).toBe(heading);
});

test('a description in a foreign language is left out', () => {
  const descriptions = new Map([['fr', 'animal']]);
  expect(entityView(item({ descriptions }), context).description).toBe(undefined);
});

test('the reader’s languages head the table of names', () => {
  const labels = new Map([
    ['ar', 'x'],
    ['en', 'x'],
    ['de', 'x'],
  ]);
  const { terms } = entityView(item({ labels }), context);
  expect(terms.map(({ language }) => language)).toEqual(['de', 'en', 'ar']);
});

test('what it is comes first, identifiers are set apart, best ranks lead', () => {
  const { groups, identifiers } = entityView(
    item({
      statements: [
        statement('P1', 'wrong', 'deprecated'),
        statement('P1', 'true'),
        statement('P1', 'best', 'preferred'),
        statement('P2', '123'),
        statement('P31', 'x'),
      ],
    }),
    context,
  );
  expect(groups.map(({ propertyId }) => propertyId)).toEqual(['P31', 'P1']);
  expect(groups[1]?.statements.map(({ value }) => value.text)).toEqual(['best', 'true', 'wrong']);
  expect(identifiers[0]?.statements[0]?.value.href).toBe('https://id.example/123');
});

test('sitelinks are grouped and linked', () => {
  const siteLinks = new Map([
    ['enwiki', { site: 'enwiki', title: 'Black rhino', badges: [] }],
    ['xxwiki', { site: 'xxwiki', title: 'X', badges: [] }],
  ]);
  expect(entityView(item({ siteLinks }), context).siteLinkGroups).toEqual([
    {
      group: 'wikipedia',
      links: [
        {
          site: 'enwiki',
          title: { text: 'Black rhino', language: 'en' },
          href: 'https://en.example/wiki/Black_rhino',
        },
      ],
    },
    {
      group: 'xxwiki',
      links: [{ site: 'xxwiki', title: { text: 'X', language: undefined }, href: undefined }],
    },
  ]);
});

const time = (calendarmodel: string): DataValue => ({
  type: 'time',
  time: '+1502-05-03T00:00:00Z',
  timezone: 0,
  before: 0,
  after: 0,
  precision: 11,
  calendarmodel,
});

test.each<[string, PropertyId, DataValue, object]>([
  [
    'an entity by its name',
    'P1',
    { type: 'wikibase-entityid', id: 'Q5' },
    { text: 'human', href: '/wiki/Q5', hint: 'Q5' },
  ],
  [
    'an entity without one by its id',
    'P1',
    { type: 'wikibase-entityid', id: 'Q6' },
    { text: 'Q6', href: '/wiki/Q6' },
  ],
  [
    'a form at its place',
    'P1',
    { type: 'wikibase-entityid', id: 'L7-F2' },
    { href: '/wiki/L7#F2' },
  ],
  [
    'a web address as a link',
    'P3',
    { type: 'string', value: 'https://a.example' },
    { href: 'https://a.example/', external: true },
  ],
  [
    'a file on Commons',
    'P4',
    { type: 'string', value: 'A b.jpg' },
    { href: 'https://commons.example/File:A_b.jpg' },
  ],
  [
    'text with its language',
    'P1',
    { type: 'monolingualtext', text: 'x', language: 'ar' },
    { text: 'x', language: 'ar', hint: 'ar' },
  ],
  [
    'a Julian date with its calendar',
    'P1',
    time(JULIAN_CALENDAR),
    { text: '3 May 1502', hint: 'Julian' },
  ],
  [
    'what cannot be read as that',
    'P1',
    { type: 'unknown', valueType: 'x', value: 1, error: 'e' },
    { special: true },
  ],
])('%s', (_what, property, value, view) => {
  expect(valueView(value, property, context)).toMatchObject(view);
});

test.each<[PropertyId, DataValue]>([
  ['P3', { type: 'string', value: 'javascript:alert(1)' }],
  ['P1', { type: 'string', value: 'https://a.example' }],
  ['P1', time(GREGORIAN_CALENDAR)],
  ['P1', { type: 'globecoordinate', latitude: 1, longitude: 2, precision: 1, globe: EARTH }],
])('%s %j is neither link nor small print', (property, value) => {
  expect(Object.keys(valueView(value, property, context)).toSorted()).toEqual(['language', 'text']);
});
