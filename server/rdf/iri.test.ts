import { expect, test } from 'vitest';
import { encodeIriPart, encodePageTitle, escapeIri, fillPattern } from './iri.ts';

test.each([
  ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
  ['https://example.org/привет', 'https://example.org/привет'],
  ['https://example.org/%20', 'https://example.org/%20'],
  ['a b', 'a%20b'],
  ['<>"{}|^`\\', '%3C%3E%22%7B%7D%7C%5E%60%5C'],
  ['tab\tline\n', 'tab%09line%0A'],
])('escapeIri(%j) is %s', (text, iri) => {
  expect(escapeIri(text)).toBe(iri);
});

test.each([
  ['Universe.svg', 'Universe.svg'],
  ["Côte d'Or (1).jpg", 'C%C3%B4te%20d%27Or%20%281%29.jpg'],
  ['a/b:c~d', 'a%2Fb%3Ac~d'],
])('encodeIriPart(%j) is %s', (text, encoded) => {
  expect(encodeIriPart(text)).toBe(encoded);
});

test.each([
  ['San_Francisco', 'San_Francisco'],
  ['Сан', '%D0%A1%D0%B0%D0%BD'],
  ['AC/DC_(band)', 'AC/DC_(band)'],
  ["What's_up?", 'What%27s_up%3F'],
  [';@$!*,~:', ';@$!*,~:'],
  ['a b&c', 'a+b%26c'],
])('encodePageTitle(%j) is %s', (text, encoded) => {
  expect(encodePageTitle(text)).toBe(encoded);
});

test('a pattern takes the text as it is, dollar signs too', () => {
  expect(fillPattern('https://example.org/$1/view', '$1$&')).toBe(
    'https://example.org/$1$%26/view',
  );
});
