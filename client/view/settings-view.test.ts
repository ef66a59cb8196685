import { expect, test } from 'vitest';
import { diffDocuments } from '../../schema/model/diff.ts';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';
import { diffView } from './diff-view.ts';
import { entitiesInSettings, settingsView } from './settings-view.ts';
import { testContext } from './view-context.fixture.ts';

const context = testContext({ P31: 'instance of', Q3710: 'foot', Q11573: 'metre', Q7: 'featured' });
const site = (id: string, group?: string) => ({
  id,
  group,
  language: 'en',
  pageUrl: `https://${id}.example/$1`,
  ...(group === undefined ? {} : { api: `https://${id}.example/api.php` }),
});
const settings: SiteSettings = {
  ...defaultSiteSettings,
  name: new Map([['ru', 'Носороги']]),
  sites: [site('enwiki', 'wikipedia'), site('solo')],
  badges: ['Q7'],
  units: new Map([['Q3710', { factor: '0.3048', base: 'Q11573' }]]),
  properties: new Map([['instanceOf', 'P31']]),
};

test.each([
  ['name', 'Russian Носороги'],
  [
    'sites',
    'enwiki wikipedia English https://enwiki.example/$1 https://enwiki.example/api.php | solo  English https://solo.example/$1 ',
  ],
  ['badges', 'featured'],
  ['units', 'foot 0.3048 metre'],
  ['properties', 'instanceOf instance of'],
  ['items', ''],
])('the table of %s reads: %s', (part, text) => {
  const table = settingsView(settings, context).tables.find((each) => each.part === part);
  const rows = table?.rows.map((cells) => cells.map((cell) => cell.text).join(' ')).join(' | ');
  expect(rows).toBe(text);
});

test('every row has a cell for each column', () => {
  for (const { columns, rows } of settingsView(settings, context).tables) {
    expect(rows.filter((cells) => cells.length !== columns.length)).toEqual([]);
  }
});

test('the names of all entities in the tables are asked for', () => {
  expect(entitiesInSettings(settings)).toEqual(['Q7', 'Q3710', 'Q11573', 'P31']);
});

test.each<[string, Partial<SiteSettings>, string[]]>([
  ['nothing', {}, []],
  ['a name', { name: new Map([['ru', 'Рога']]) }, ['Name: Russian -Носороги +Рога']],
  ['the logo', { logo: '/rhino.svg' }, ['Logo +/rhino.svg']],
  [
    'the wiki with the media files',
    { mediaApi: 'https://media.example/api.php' },
    ['Where media files are looked up +https://media.example/api.php'],
  ],
  ['the language', { defaultLanguage: 'ru' }, ['Default language -en +ru']],
  [
    'when an account is known',
    { autoconfirm: { days: 1, edits: 50 } },
    ['An account counts as known -after 4 days and 10 edits +after one day and 50 edits'],
  ],
  [
    'who gives which tags',
    { tags: { onlyDefined: true, switchedOff: ['mw-undo'] } },
    ['Tags of changes -any may be given +only defined ones may be given; never set: mw-undo'],
  ],
  [
    'a site less',
    { sites: [site('solo')] },
    [
      'Sites that items can be linked to -enwiki · wikipedia · en · https://enwiki.example/$1 · https://enwiki.example/api.php',
    ],
  ],
  [
    'the order of sites',
    { sites: settings.sites.toReversed() },
    ['Sites that items can be linked to +solo has another place'],
  ],
  ['a badge', { badges: [] }, ['Badges of such links -featured']],
  [
    'a unit',
    { units: new Map([['Q3710', { factor: '0.3', base: 'Q11573' }]]) },
    ['Unit: foot -0.3048 × metre +0.3 × metre'],
  ],
  [
    'a namespace',
    { namespaces: new Map([...settings.namespaces, ['talk', { number: 3, name: 'Talk' }]]) },
    ['Namespaces: talk -1 Talk +3 Talk'],
  ],
  ['a role', { properties: new Map() }, ['Properties that play a role: instanceOf -instance of']],
  ['an item', { items: new Map([['circa', 'Q3710']]) }, ['Items that play a role: circa +foot']],
])('a comparison shows what changed: %s', (_, change, expected) => {
  const sides = { before: settings, after: { ...settings, ...change } };
  const sections = diffView(diffDocuments(sides.before, sides.after), sides, context);
  const shown = sections.map(({ heading, lines }) =>
    [
      heading.map(({ text }) => text).join(''),
      ...lines.map(({ sign, content }) => {
        const text = content.kind === 'text' ? content.value.text : content.kind;
        return `${sign === 'added' ? '+' : '-'}${text}`;
      }),
    ].join(' '),
  );
  expect(shown).toEqual(expected);
});
