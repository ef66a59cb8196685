import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchKey } from './search-key.ts';

/** Everything on a line has one key. */
const same = [
  ['Rhino', 'rhino', 'RHINO', ' rhino ', 'ｒｈｉｎｏ'],
  ['Škoda', 'skoda', 'SKODA', 'S\u030Ckoda'],
  ['Straße', 'strasse', 'STRASSE', 'STRAẞE'],
  ['İstanbul', 'istanbul', 'ISTANBUL', 'ıstanbul'],
  ['Łódź', 'lodz'],
  ['Ærø', 'aero'],
  ['Đà Nẵng', 'da nang', 'Da  Nang'],
  ['Ναύπλιος', 'ναυπλιοσ', 'ΝΑΥΠΛΙΟΣ'],
  ['Королёв', 'королев'],
  ['Тайвань', 'таивань'],
  ['L’Aquila', "l'aquila"],
  ['Rhône–Alpes', 'rhone-alpes'],
  ['שָׁלוֹם', 'שלום'],
  ['مُحَمَّد', 'محمد'],
  ['أحمد', 'احمد', 'إحمد', 'آحمد', 'ٱحمد'],
  ['مسؤول', 'مسوول'],
  ['علی', 'على', 'علي'],
  ['کتاب', 'كتاب'],
  ['مكتبة', 'مكتبه'],
  ['ሀገር', 'ሐገር', 'ኀገር', 'ሃገር', 'ሓገር', 'ኃገር'],
  ['ሠላም', 'ሰላም'],
  ['ዓለም', 'አለም', 'ኣለም', 'ዐለም'],
  ['ፀሐይ', 'ጸሀይ'],
  ['ﾄｳｷｮｳ', 'トウキョウ'],
  ['ﾊﾟﾝﾀﾞ', 'パンダ'],
  ['١٩٤٥', '1945', '۱۹۴۵', '१९४५', '１９４５', '๑๙๔๕', '𝟏𝟗𝟒𝟓'],
  ['می\u200cخواهم', 'میخواهم'],
  ['ﬁn', 'fin'],
  ['New\u00A0 York', 'new york'],
];
test.each(same.map((line) => [line]))('%j have one key', (line) => {
  expect(new Set(line.map(searchKey)).size).toBe(1);
});

const different = [
  ['か', 'が'],
  ['क', 'क़'],
  ['กา', 'ก่า'],
  ['कि', 'क'],
  ['a b', 'ab'],
  ['носорог', 'носороги'],
  ['ሁለት', 'ሀለት'],
  ['ሰላም', 'ጸላም'],
];
test.each(different)('%s and %s have different keys', (one, other) => {
  expect(searchKey(one)).not.toBe(searchKey(other));
});

test('in Korean the beginning of a syllable is a prefix of it', () => {
  expect(searchKey('한국').startsWith(searchKey('하'))).toBe(true);
});

test('marks that stand on something invisible go with it', () => {
  expect(searchKey('ø\u{FCF2}')).toBe('o');
});

test('the key of a key is the key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(searchKey(searchKey(text))).toBe(searchKey(text));
    }),
    { numRuns: 500 },
  );
});
