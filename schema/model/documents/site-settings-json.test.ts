import { expect, test } from 'vitest';
import {
  readSiteSettings,
  siteSettingsFromStored,
  siteSettingsJson,
} from './site-settings-json.ts';
import { defaultSiteSettings, hasKind } from './site-settings.ts';

test('what is left out is as by default', () => {
  expect(readSiteSettings({})).toEqual({ ok: true, value: defaultSiteSettings });
});

test('settings are read as they are written', () => {
  const json = {
    type: 'site-settings',
    id: 'Site:Settings',
    name: { mul: 'Rhinos', ru: 'Носороги' },
    logo: '/rhino.svg',
    defaultLanguage: 'ru',
    sites: [
      {
        id: 'enwiki',
        group: 'wikipedia',
        language: 'en',
        pageUrl: 'https://en.example.org/wiki/$1',
        api: 'https://en.example.org/w/api.php',
      },
    ],
    mediaApi: 'http://media.example.org/w/api.php?variant=x',
    badges: ['Q17437796'],
    units: { Q11573: { factor: '1', base: 'Q11573' }, Q3710: { factor: '0.3048', base: 'Q11573' } },
    namespaces: { property: { number: 122, name: 'Property' } },
    properties: { instanceOf: 'P1', formatterUrl: 'P2' },
    items: { mandatoryConstraint: 'Q2' },
    autoconfirm: { days: 1, edits: 0 },
    tags: { onlyDefined: true, switchedOff: ['mw-blank', 'mw-undo'] },
  };
  const result = readSiteSettings(json);
  if (!result.ok) throw new Error(JSON.stringify(result.failures));
  expect(result.value.properties.get('instanceOf')).toBe('P1');
  expect(siteSettingsJson(result.value)).toEqual({
    ...json,
    namespaces: {
      ...Object.fromEntries(defaultSiteSettings.namespaces),
      property: { number: 122, name: 'Property' },
    },
  });
});

test('a wiki can do without some kinds of entities, and says so', () => {
  const result = readSiteSettings({ namespaces: { lexeme: null } });
  if (!result.ok) throw new Error(JSON.stringify(result.failures));
  const settings = result.value;
  expect(settings.namespaces.has('lexeme')).toBe(false);
  expect(settings.namespaces.size).toBe(defaultSiteSettings.namespaces.size - 1);
  const json = siteSettingsJson(settings);
  expect(json).toMatchObject({ namespaces: { lexeme: null } });
  expect(readSiteSettings(json)).toEqual(result);
  expect(siteSettingsFromStored(JSON.parse(JSON.stringify(json)))).toEqual(settings);
});

test.each([
  ['item', true],
  ['lexeme', false],
  ['form', false],
  ['sense', false],
  ['entity-schema', true],
  ['talk', true],
])('without a namespace for lexemes, whether there is a type %s: %s', (type, there) => {
  const namespaces = new Map(defaultSiteSettings.namespaces);
  expect(hasKind({ namespaces }, type)).toBe(true);
  namespaces.delete('lexeme');
  expect(hasKind({ namespaces }, type)).toBe(there);
});

const site = { id: 'enwiki', language: 'en', pageUrl: 'https://en.example.org/wiki/$1' };

test.each<[unknown, string]>([
  [[], ' wrong-type'],
  [{ nmae: {} }, '/nmae unknown-field'],
  [{ type: 'item' }, '/type wrong-type'],
  [{ autoconfirm: { days: -1, edits: 0 } }, '/autoconfirm/days wrong-type'],
  [{ autoconfirm: { days: 1 } }, '/autoconfirm/edits missing-field'],
  [{ tags: { onlyDefined: 'yes' } }, '/tags/onlyDefined wrong-type'],
  [{ tags: { switchedOff: ['mw-redo'] } }, '/tags/switchedOff/0 unknown-field'],
  [{ tags: { off: [] } }, '/tags/off unknown-field'],
  [{ id: 'Site:Other' }, '/id wrong-type'],
  [{ name: { en: 1 } }, '/name/en wrong-type'],
  [{ defaultLanguage: null }, '/defaultLanguage wrong-type'],
  [{ properties: { instanceof: 'P31' } }, '/properties/instanceof unknown-field'],
  [{ properties: { instanceOf: 'Q31' } }, '/properties/instanceOf entity-type-mismatch'],
  [{ items: { mandatoryConstraint: 'P2' } }, '/items/mandatoryConstraint entity-type-mismatch'],
  [{ badges: ['Q1', 'badge'] }, '/badges/1 malformed-entity-id'],
  [{ units: { Q1: { factor: 'many', base: 'Q2' } } }, '/units/Q1/factor wrong-type'],
  [{ units: { metre: { factor: '1', base: 'Q2' } } }, '/units/metre malformed-entity-id'],
  [{ namespaces: { item: { number: 0 } } }, '/namespaces/item/name missing-field'],
  [{ namespaces: { item: null } }, '/namespaces/item wrong-type'],
  [{ namespaces: { items: { number: 0, name: '' } } }, '/namespaces/items unknown-field'],
  [{ sites: [{ ...site, pageUrl: 'javascript:$1' }] }, '/sites/0/pageUrl wrong-type'],
  [{ sites: [{ ...site, pageUrl: 'https://en.example.org/' }] }, '/sites/0/pageUrl wrong-type'],
  [{ sites: [{ ...site, colour: 'red' }] }, '/sites/0/colour unknown-field'],
  [{ sites: [site, site] }, '/sites duplicate-key'],
  ...[
    'media.example',
    'ftp://media.example/',
    'https://a:b@media.example/',
    'https://m.example/#x',
  ].map((mediaApi): [unknown, string] => [{ mediaApi }, '/mediaApi wrong-type']),
  [{ sites: [{ ...site, api: '/w/api.php' }] }, '/sites/0/api wrong-type'],
  [{ logo: 'rhino.svg' }, '/logo wrong-type'],
  [{ logo: 'javascript:alert(1)' }, '/logo wrong-type'],
  [{ logo: '//elsewhere.example/rhino.svg' }, '/logo wrong-type'],
])('%j is refused: %s', (json, failure) => {
  const result = readSiteSettings(json);
  expect(result.ok ? [] : result.failures.map(({ path, code }) => `${path} ${code}`)).toEqual([
    failure,
  ]);
});
