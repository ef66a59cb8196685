import { expect, test } from 'vitest';
import { readUserName } from './user-names.ts';

function outcome(text: string): string {
  const name = readUserName(text);
  return name.ok ? name.value : `refused: ${name.failures[0]?.parameters['reason']}`;
}

test.each([
  ['alice', 'Alice'],
  [' white__rhino ', 'White rhino'],
  ['e\u0301milie', '\u00C9milie'],
  ['ßeta', 'ßeta'],
  ['O’Neill-Smith (WMF)', 'O’Neill-Smith (WMF)'],
  ['Bot 42', 'Bot 42'],
])('%j becomes %s', (text, name) => {
  expect(outcome(text)).toBe(name);
});

test.each(
  [
    'Björk Ólafsdóttir',
    'Анна Каренина',
    'Ελευθερία',
    'Արմեն',
    'თამარი',
    'דוד בן־גוריון'.replace('־', ' '),
    'محمد علی',
    'نیما می\u200Cخواهم',
    'ܝܘܚܢܢ',
    'ޙުސެއިން',
    'ߒߞߏ',
    'አበበ ቢቂላ',
    'ⵜⵉⴼⵉⵏⴰⵖ',
    'रवि कुमार',
    'রবীন্দ্রনাথ',
    'ਗੁਰਪ੍ਰੀਤ',
    'ગાંધી',
    'ଓଡ଼ିଆ',
    'தமிழ்',
    'తెలుగు',
    'ಕನ್ನಡ',
    'മലയാളം',
    'සිංහල',
    'བོད་པ'.replace('་', ''),
    'ภาษาไทย',
    'ລາວ',
    'ភាសាខ្មែរ',
    'မြန်မာ',
    'ꦗꦮ',
    'ᬩᬮᬶ',
    'ᮞᮥᮔ᮪ᮓ',
    'ᠮᠣᠩᠭᠣᠯ',
    'ᏣᎳᎩ',
    'ᐃᓄᒃᑎᑐᑦ',
    'ꆈꌠ',
    'ᱥᱟᱱᱛᱟᱲᱤ',
    '山田太郎さん',
    'サトウ・ケン',
    '김민준',
    '金민준',
    '王小明',
    'ㄅㄆㄇ王',
    '田中2',
    '𞤀𞤣𞤤𞤢𞤥',
    'ꯃꯤꯇꯩ',
  ].map((name) => [name]),
)('%s is a name', (name) => {
  expect(readUserName(name).ok).toBe(true);
});

test.each([
  ['', 'empty'],
  [' _ ', 'empty'],
  ['a'.repeat(86), 'too-long'],
  ['ж'.repeat(43), 'too-long'],
  ['127.0.0.1', 'ip-address'],
  ['12345', 'illegal-character'],
  ['a#b', 'illegal-character'],
  ['a/b', 'illegal-character'],
  ['a@b', 'illegal-character'],
  ['a:b', 'illegal-character'],
  ['<script>', 'illegal-character'],
  ['a|b', 'illegal-character'],
  ['a\u202Eb', 'illegal-character'],
  ['a\u200Bb', 'illegal-character'],
  ['a\u200Db', 'illegal-character'],
  ['Аl\u200Cice', 'illegal-character'],
  ['a\0b', 'illegal-character'],
  ['a\uD800', 'illegal-character'],
  ['🦏', 'illegal-character'],
  ['pаypal', 'mixed-scripts'],
  ['Αlice', 'mixed-scripts'],
  ['Ваsil', 'mixed-scripts'],
  ['Ali١2', 'mixed-scripts'],
  ['Tom王', 'mixed-scripts'],
])('%j is refused: %s', (text, reason) => {
  expect(outcome(text)).toBe(`refused: ${reason}`);
});
