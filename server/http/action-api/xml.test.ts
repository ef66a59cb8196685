import { expect, test } from 'vitest';
import { indentedXml, xmlDocument } from './xml.ts';

const HEAD = '<?xml version="1.0"?>';

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['plain values are attributes', { a: 1, b: 'x', c: '' }, '<api a="1" b="x" c="" />'],
  ['objects are elements', { a: { b: 1 } }, '<api><a b="1" /></api>'],
  [
    'entries of a list have the name of one',
    { messages: ['x', 'y'] },
    '<api><messages><message>x</message><message>y</message></messages></api>',
  ],
  [
    'entries that are found by their own names are a list',
    { labels: { de: { language: 'de', value: 'Stadt' } } },
    '<api><labels><label language="de" value="Stadt" /></labels></api>',
  ],
  [
    'a star is text',
    { error: { code: 'x', '*': 'a < b' } },
    '<api><error code="x" xml:space="preserve">a &lt; b</error></api>',
  ],
  [
    'beside elements, an element of its own',
    { error: { code: 'x', messages: ['y'], '*': 'z' } },
    '<api><error code="x"><messages><message>y</message></messages><docref xml:space="preserve">z</docref></error></api>',
  ],
  ['quotes and breaks', { a: '"&\n' }, '<api a="&quot;&amp;&#10;" />'],
  ['what no XML may hold', { a: 'x\u0001y' }, '<api a="x\u{FFFD}y" />'],
  [
    'a key that is no name',
    { tree: { '1 2': 'x' } },
    '<api><tree><entry name="1 2"><value>x</value></entry></tree></api>',
  ],
])('%s', (_name, json, xml) => {
  expect(xmlDocument(json)).toBe(HEAD + xml);
});

test('for people, an element a line', () => {
  const { length } = HEAD;
  const xml = xmlDocument({
    a: 'x',
    list: { es: ['>', ''], f: {} },
    t: { '*': 'y', u: { v: [] } },
  });
  expect(indentedXml(xml, ' ').slice(length).split('\n')).toEqual([
    '',
    '<api a="x">',
    ' <list>',
    '  <es>',
    '   <e>&gt;</e>',
    '   <e />',
    '  </es>',
    '  <f />',
    ' </list>',
    ' <t>',
    '  <u>',
    '   <v />',
    '  </u>',
    '  <text xml:space="preserve">y</text>',
    ' </t>',
    '</api>',
  ]);
});
