import { expect, test } from 'vitest';
import type { Datatype } from '../../datatypes.ts';
import { EARTH, GREGORIAN_CALENDAR, JULIAN_CALENDAR, type DataValue } from '../data-value.ts';
import { formatValue, parseValue, validateValue } from './value.ts';

const ROCKET = '\u{1F680}';

/** What the text is read as, or the codes of its failures after `!`. */
function meaning(datatype: Datatype, text: string): string {
  const parsed = parseValue(datatype, text, { language: 'en', textLanguage: 'fr' });
  return parsed.ok
    ? formatValue(parsed.value, { language: 'en' })
    : `!${parsed.failures.map(({ code }) => code).join()}`;
}

test.each<[Datatype, string, string]>([
  ['string', 'text', 'text'],
  ['string', '  text\u00a0 ', 'text'],
  ['string', 'e\u0301', '\u00e9'],
  ['string', ' ', '!value-empty'],
  ['string', 'a\tb', '!value-has-control-character'],
  ['string', 'a\nb', '!value-has-control-character'],
  ['string', 'a\u2028b', '!value-has-control-character'],
  ['string', ROCKET.repeat(400), ROCKET.repeat(400)],
  ['string', ROCKET.repeat(401), '!value-too-long'],
  ['external-id', ' nm0010930\u200b', 'nm0010930'],
  ['math', 'E = m c^2', 'E = m c^2'],
  ['musical-notation', '\\relative c { c d e }', '\\relative c { c d e }'],
  ['url', 'https://example.org/', 'https://example.org/'],
  ['url', ' HTTPS://example.org/%41?q=ü#x ', 'HTTPS://example.org/%41?q=ü#x'],
  ['url', 'ftp://user@example.org/a', 'ftp://user@example.org/a'],
  ['url', 'mailto:someone@example.org', 'mailto:someone@example.org'],
  ['url', 'irc://irc.example.org/#wiki', 'irc://irc.example.org/#wiki'],
  ['url', `https://example.org/${'a'.repeat(480)}`, `https://example.org/${'a'.repeat(480)}`],
  ['url', `https://example.org/${'a'.repeat(481)}`, '!value-too-long'],
  ['url', 'example.org', '!value-not-a-url'],
  ['url', 'https:example.org', '!value-not-a-url'],
  ['url', 'https:///path', '!value-not-a-url'],
  ['url', 'https://a b', '!value-not-a-url'],
  ['url', 'https://a/"><script>', '!value-not-a-url'],
  ['url', 'mailto:nobody', '!value-not-a-url'],
  ['url', 'https://a.example/\u202Emoc', '!value-not-a-url'],
  ['url', 'https://a\u200B.example/', '!value-not-a-url'],
  ['url', 'javascript:alert(1)', '!value-bad-url-scheme'],
  ['url', 'JavaScript:alert(1)', '!value-bad-url-scheme'],
  ['url', 'data:text/html,x', '!value-bad-url-scheme'],
  ['url', 'java\tscript:alert(1)', '!value-has-control-character'],
  ['commonsMedia', 'White rhino.jpg', 'White rhino.jpg'],
  ['commonsMedia', 'File:White_rhino.jpg', 'White rhino.jpg'],
  [
    'commonsMedia',
    'https://commons.wikimedia.org/wiki/File:White_rhino%2C_Kenya.jpg?uselang=de',
    'White rhino, Kenya.jpg',
  ],
  ['commonsMedia', 'White rhino', '!value-bad-file-name'],
  ['commonsMedia', 'rhino.j', '!value-bad-file-name'],
  ['commonsMedia', 'a/b.jpg', '!value-bad-file-name'],
  ['commonsMedia', 'a|b.jpg', '!value-bad-file-name'],
  ['commonsMedia', 'a#b.jpg', '!value-bad-file-name'],
  ['commonsMedia', '.jpg', '!value-bad-file-name'],
  ['commonsMedia', `${'a'.repeat(237)}.jpg`, '!value-too-long'],
  ['geo-shape', 'Data:Kenya.map', 'Data:Kenya.map'],
  ['geo-shape', 'Data:Kenya.tab', '!value-bad-page-name'],
  ['geo-shape', 'Kenya.map', '!value-bad-page-name'],
  ['geo-shape', 'Data:.map', '!value-bad-page-name'],
  ['tabular-data', 'Data:Rainfall in Kenya.tab', 'Data:Rainfall in Kenya.tab'],
  ['tabular-data', 'Data:a|b.tab', '!value-bad-page-name'],
  ['monolingualtext', ' rhinocéros ', 'rhinocéros'],
  ['monolingualtext', '', '!value-empty'],
  ['wikibase-item', 'Q42', 'Q42'],
  ['wikibase-item', ' q42 ', 'Q42'],
  ['wikibase-item', '[[Q42]]', 'Q42'],
  ['wikibase-item', 'Item:Q42', 'Q42'],
  ['wikibase-item', 'http://www.wikidata.org/entity/Q42', 'Q42'],
  ['wikibase-item', 'https://www.wikidata.org/wiki/Q42', 'Q42'],
  ['wikibase-item', 'P31', '!value-wrong-entity-type'],
  ['wikibase-item', 'Q0', '!value-not-an-entity-id'],
  ['wikibase-item', 'Q99999999999', '!value-not-an-entity-id'],
  ['wikibase-item', 'rhinoceros', '!value-not-an-entity-id'],
  ['wikibase-property', 'https://www.wikidata.org/wiki/Property:P31', 'P31'],
  ['wikibase-property', 'Property:P31', 'P31'],
  ['wikibase-lexeme', 'L7', 'L7'],
  ['wikibase-lexeme', 'L7-F1', '!value-wrong-entity-type'],
  ['wikibase-form', 'l7-f1', 'L7-F1'],
  ['wikibase-sense', 'L7-S2', 'L7-S2'],
  ['entity-schema', 'E10', 'E10'],
  ['time', '8 Feb 1994', '8 February 1994'],
  ['quantity', '1,234.50', '1,234.50'],
  ['globe-coordinate', "52°31'N 13°23'E", `52°31'N, 13°23'E`],
])('%s: %s is %s', (datatype, text, expected) => {
  expect(meaning(datatype, text)).toBe(expected);
});

test('a text is in the language that is given, else in the one it was written in', () => {
  const given = parseValue('monolingualtext', 'x', { language: 'en', textLanguage: 'und' });
  expect(given).toMatchObject({ ok: true, value: { language: 'und' } });
  const written = parseValue('monolingualtext', 'x', { language: 'de' });
  expect(written).toMatchObject({ ok: true, value: { language: 'de' } });
  const unknown = parseValue('monolingualtext', 'x', { language: 'xyzzy' });
  expect(!unknown.ok && unknown.failures[0]?.code).toBe('value-unknown-language');
});

function time(text: string, precision: number, calendarmodel = GREGORIAN_CALENDAR): DataValue {
  const none = { timezone: 0, before: 0, after: 0 };
  return { type: 'time', time: text, ...none, precision, calendarmodel };
}

test.each<[Datatype, DataValue, string[]]>([
  ['time', time('+1994-02-08T00:00:00Z', 11), []],
  ['time', time('+1994-02-08T00:00:00Z', 7), []],
  ['time', time('-13798000000-00-00T00:00:00Z', 3), []],
  ['time', time('+1900-02-29T00:00:00Z', 11, JULIAN_CALENDAR), []],
  ['time', time('-0005-02-29T00:00:00Z', 11, JULIAN_CALENDAR), []],
  ['time', time('-0001-02-29T00:00:00Z', 11), []],
  ['time', time('+0000-00-00T00:00:00Z', 9), []],
  ['time', time('+1900-02-29T00:00:00Z', 11), ['value-no-such-date']],
  ['time', time('+2019-02-29T00:00:00Z', 11), ['value-no-such-date']],
  ['time', time('+2016-06-31T00:00:00Z', 11), ['value-no-such-date']],
  ['time', time('+1994-13-01T00:00:00Z', 11), ['value-no-such-date']],
  ['time', time('+1994-00-08T00:00:00Z', 11), ['value-no-such-date']],
  ['time', time('+1994-02-08T12:00:00Z', 11), ['value-time-of-day']],
  ['time', time('+1994-02-08T12:00:00Z', 14), ['value-time-of-day']],
  ['time', time('+1994-02-08T00:00:00Z', 12), ['value-bad-precision']],
  ['time', time('+1994-02-08T00:00:00Z', 14), ['value-bad-precision']],
  ['time', time('+1994-02-08T00:00:00Z', -1), ['value-bad-precision']],
  ['time', time('+1994-02-00T00:00:00Z', 11), ['value-bad-precision']],
  ['time', time('+1994-00-00T00:00:00Z', 10), ['value-bad-precision']],
  ['time', time('1994-02-08', 11), ['value-not-a-time']],
  ['time', time('+1994-02-08T00:00:00+01:00', 11), ['value-not-a-time']],
  ['time', time('+9999999999999999-00-00T00:00:00Z', 0), ['value-time-out-of-range']],
  ['time', time('+1994-02-08T00:00:00Z', 11, 'Q1985727'), ['value-bad-calendar']],
  ['string', { type: 'string', value: ' a' }, ['value-has-edge-whitespace']],
  ['string', { type: 'string', value: '' }, ['value-empty']],
  ['url', { type: 'string', value: 'javascript:alert(1)' }, ['value-bad-url-scheme']],
  ['quantity', { type: 'quantity', amount: '+5', unit: '1' }, []],
  ['wikibase-item', { type: 'wikibase-entityid', id: 'Q1' }, []],
  ['wikibase-item', { type: 'wikibase-entityid', id: 'P1' }, ['value-wrong-entity-type']],
  ['monolingualtext', { type: 'monolingualtext', text: 'x', language: 'zxx' }, []],
  [
    'monolingualtext',
    { type: 'monolingualtext', text: 'x', language: 'zh-classical' },
    ['value-unknown-language'],
  ],
  [
    'globe-coordinate',
    { type: 'globecoordinate', latitude: 200, longitude: 0, precision: 1, globe: EARTH },
    ['value-latitude-out-of-range'],
  ],
  ['quantity', { type: 'string', value: '5' }, ['wrong-type']],
  ['string', { type: 'unknown', valueType: 'edtf', value: 1, error: 'x' }, ['wrong-type']],
])('%s %j: %j', (datatype, value, codes) => {
  expect(validateValue(datatype, value).map(({ code }) => code)).toEqual(codes);
});

test('a wiki may allow longer strings', () => {
  const limits = { string: 1_500, url: 500, monolingualText: 1_500 };
  const value: DataValue = { type: 'string', value: 'a'.repeat(1_500) };
  expect(validateValue('string', value, limits)).toEqual([]);
  expect(validateValue('string', value)).toHaveLength(1);
});

test('entities are shown by label, and by id where there is none', () => {
  const names = new Map([['Q42', 'rhinoceros']]);
  const shown = (id: 'Q42' | 'Q43') =>
    formatValue(
      { type: 'wikibase-entityid', id },
      { language: 'en', label: (each) => names.get(each) },
    );
  expect([shown('Q42'), shown('Q43')]).toEqual(['rhinoceros', 'Q43']);
});

test('a value of an unknown kind is shown as it came', () => {
  const value: DataValue = { type: 'unknown', valueType: 'edtf', value: { a: 1 }, error: 'x' };
  expect(formatValue(value, { language: 'en' })).toBe('{"a":1}');
});
