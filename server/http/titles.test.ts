import { describe, expect, test } from 'vitest';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import { kindsIn, namespacesOf, parseTitle, titleOf } from './titles.ts';

const moved = {
  ...defaultSiteSettings,
  namespaces: new Map([
    ...defaultSiteSettings.namespaces,
    ['item', { number: 120, name: 'Item' }],
    ['property', { number: 122, name: 'Property' }],
  ]),
};

describe('where items are in the main namespace', () => {
  test.each([
    ['Q42', 0, 'Q42', 'Q42'],
    ['q42', 0, 'Q42', 'Q42'],
    [':Q42', 0, 'Q42', 'Q42'],
    ['Item:Q42', 0, 'Q42', 'Q42'],
    ['item:q42', 0, 'Q42', 'Q42'],
    ['Item:P31', 0, 'P31', undefined],
    ['Property:P31', 120, 'Property:P31', 'P31'],
    ['property: p31', 120, 'Property:P31', 'P31'],
    ['P31', 120, 'Property:P31', 'P31'],
    ['Property:Q42', 120, 'Property:Q42', undefined],
    ['Talk:some_page', 1, 'Talk:Some page', 'Talk:Some page'],
    ['User talk:Ada', 1, 'Talk:User:Ada', 'Talk:User:Ada'],
    ['user_talk: ada_B', 1, 'Talk:User:Ada B', 'Talk:User:Ada B'],
    ['Property talk:p31', 1, 'Talk:P31', 'Talk:P31'],
    ['Property talk:Q42', 121, 'Property talk:Q42', undefined],
    ['Site talk:Settings', 1, 'Talk:Site:Settings', 'Talk:Site:Settings'],
    ['Project talk:Settings', 1, 'Talk:Site:Settings', 'Talk:Site:Settings'],
    ['Help talk:Editing', 13, 'Help talk:Editing', undefined],
    ['Special:Talk', -1, 'Special:Talk', undefined],
    ['Project:Settings', 4, 'Site:Settings', 'Site:Settings'],
    ['Main_Page', 0, 'Main Page', undefined],
    ['special:search', -1, 'Special:Search', undefined],
    ['Unheard of: what', 0, 'Unheard of: what', undefined],
    ['Q0', 0, 'Q0', undefined],
  ])('%s', (text, ns, title, documentId) => {
    expect(parseTitle(text, defaultSiteSettings)).toEqual({ ns, title, documentId });
  });
});

test.each(['', ' ', 'a[b]', 'a#b', 'a|b', '<a>', 'a\u0007', 'Property:', 'ü'.repeat(200)])(
  '%j is no title',
  (text) => {
    expect(parseTitle(text, defaultSiteSettings)).toBe(undefined);
  },
);

test('items may have a namespace of their own', () => {
  expect(titleOf({ documentId: 'Q42', kind: 'item' }, moved)).toEqual({
    ns: 120,
    title: 'Item:Q42',
  });
  expect(parseTitle('Item talk:q42', moved)).toEqual({
    ns: 1,
    title: 'Talk:Q42',
    documentId: 'Talk:Q42',
  });
  expect(parseTitle('item:q42', moved)).toEqual({ ns: 120, title: 'Item:Q42', documentId: 'Q42' });
  expect(parseTitle('Q42', moved)).toEqual({ ns: 120, title: 'Item:Q42', documentId: 'Q42' });
  expect(kindsIn([120], moved)).toContain('item');
});

test('every namespace of MediaWiki is there, and those of pages have talk beside them', () => {
  const names = new Map(namespacesOf(moved).map(({ number, name }) => [number, name]));
  expect([-2, -1, 0, 1, 2, 3, 6, 10, 14, 15].filter((number) => !names.has(number))).toEqual([]);
  expect([names.get(4), names.get(5), names.get(121)]).toEqual(['Site', 'Site talk', 'Item talk']);
});
