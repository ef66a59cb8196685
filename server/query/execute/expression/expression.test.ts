import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../example.fixture.ts';

/** What an expression gives, where `-` is an error. */
function valueOf(expression: string): string {
  return rowsOf('', `SELECT (${expression} AS ?v) { }`);
}

const groups: Record<string, readonly (readonly [string, string])[]> = {
  logic: [
    ['true || 1/0', 'true'],
    ['false || 1/0', '-'],
    ['false && 1/0', 'false'],
    ['!(1/0)', '-'],
    ['IF("", 1, 2)', '2'],
    ['COALESCE(?nothing, 1/0, 3)', '3'],
    ['2 IN (1/0, 2)', 'true'],
    ['2 IN (1/0, 3)', '-'],
    ['2 NOT IN (1, 3)', 'true'],
    ['BOUND(?nothing)', 'false'],
  ],
  numbers: [
    ['1 + 1.5', '2.5'],
    ['0.1 + 0.2', '0.3'],
    ['1 / 3 * 3', '0.999999999999999999999999999999'],
    ['7 / 2', '3.5'],
    ['1 / 0', '-'],
    ['1 / 0e0', 'INF^^double'],
    ['100000000000000000000 + 1', '100000000000000000001'],
    ['-(2)', '-2'],
    ['ROUND(2.5)', '3'],
    ['ROUND(-2.5)', '-2'],
    ['CEIL(1.2)', '2'],
    ['FLOOR(-1.2)', '-2'],
    ['ABS(-3)', '3'],
    ['1 = 1.0', 'true'],
    ['"1" = 1', '-'],
    ['1 < 2e0', 'true'],
    ['"a" + 1', '-'],
  ],
  text: [
    ['STRLEN("añ😀")', '3'],
    ['SUBSTR("motor car", 7)', "'car'"],
    ['SUBSTR("12345"@en, 0, 3)', "'12'@en"],
    ['UCASE("straße"@de)', "'STRASSE'@de"],
    ['CONCAT("a"@en, "b"@en)', "'ab'@en"],
    ['CONCAT("a"@en, "b")', "'ab'"],
    ['STRBEFORE("abc"@en, "b")', "'a'@en"],
    ['STRAFTER("abc", "z")', "''"],
    ['CONTAINS("abc"@en, "b"@de)', '-'],
    ['STRENDS("abc", "bc")', 'true'],
    ['ENCODE_FOR_URI("a b/ü!")', "'a%20b%2F%C3%BC%21'"],
    ['wikibase:decodeUri("a+b%C3%BC")', "'a bü'"],
    ['REGEX("Abc", "^a", "i")', 'true'],
    ['REGEX("abc", "(a")', '-'],
    ['REPLACE("abcabc", "b(c)", "[$1]")', "'a[c]a[c]'"],
    ['REPLACE("a.b", ".", "-", "q")', "'a-b'"],
    ['"a" < "b"', 'true'],
    ['"a"@en = "a"@EN', 'true'],
    ['"a"@en = "a"', 'false'],
  ],
  terms: [
    ['STR(wd:Q1)', "'http://wiki.example/entity/Q1'"],
    ['LANG("a"@de)', "'de'"],
    ['LANGMATCHES("de-AT", "de")', 'true'],
    ['DATATYPE(1)', 'xsd:integer'],
    ['DATATYPE("a"@en)', 'rdf:langString'],
    ['IRI("http://example.org/x")', ':x'],
    ['isIRI(:x)', 'true'],
    ['isNumeric("1")', 'false'],
    ['sameTerm(1, 1.0)', 'false'],
    ['STRDT("1", xsd:integer)', '1'],
    ['STRLANG("a", "en")', "'a'@en"],
    ['wikibase:isSomeValue(<http://wiki.example/.well-known/genid/abc>)', 'true'],
    ['xsd:integer("x")', '-'],
    ['xsd:integer(2.9)', '2'],
    ['xsd:boolean("1")', 'true'],
    ['xsd:string(1.50)', "'1.5'"],
  ],
  dates: [
    ['YEAR("-0044-03-15T00:00:00Z"^^xsd:dateTime)', '-44'],
    ['YEAR("-13798000000-01-01T00:00:00Z"^^xsd:dateTime)', '-13798000000'],
    ['MONTH("2020-02-29"^^xsd:date)', '2'],
    ['SECONDS("2020-01-01T01:02:03.5Z"^^xsd:dateTime)', '3.5'],
    ['YEAR("2019-02-29T00:00:00Z"^^xsd:dateTime)', '-'],
    ['"-13798000000-01-01T00:00:00Z"^^xsd:dateTime < "2020-01-01T00:00:00Z"^^xsd:dateTime', 'true'],
    ['"2020-01-01T12:00:00+02:00"^^xsd:dateTime = "2020-01-01T10:00:00Z"^^xsd:dateTime', 'true'],
    [
      '"2020-03-01T00:00:00Z"^^xsd:dateTime - "2020-02-01T00:00:00Z"^^xsd:dateTime',
      '2.9E1^^double',
    ],
    [
      '"2020-01-31T00:00:00Z"^^xsd:dateTime + "P1M"^^xsd:yearMonthDuration',
      '2020-02-29T00:00:00Z^^dateTime',
    ],
    [
      '"2020-01-01T00:00:00Z"^^xsd:dateTime - "P1D"^^xsd:duration',
      '2019-12-31T00:00:00Z^^dateTime',
    ],
    ['NOW() > "2020-01-01T00:00:00Z"^^xsd:dateTime', 'true'],
  ],
  places: [
    ['geof:latitude("Point(13.4 52.5)"^^geo:wktLiteral)', '5.25E1^^double'],
    [
      'geof:longitude("<http://wiki.example/entity/Q405> Point(13.4 52.5)"^^geo:wktLiteral)',
      '1.34E1^^double',
    ],
    ['geof:globe("<http://wiki.example/entity/Q405> Point(1 2)"^^geo:wktLiteral)', 'wd:Q405'],
    ['geof:globe("Point(1 2)"^^geo:wktLiteral)', "''"],
    [
      'ROUND(geof:distance("Point(13.4 52.5)"^^geo:wktLiteral, "Point(2.35 48.85)"^^geo:wktLiteral))',
      '8.77E2^^double',
    ],
    [
      'geof:distance("Point(1 1)"^^geo:wktLiteral, "Point(1 1.000001)"^^geo:wktLiteral)',
      '0.0E0^^double',
    ],
    ['geof:latitude("Point(a b)"^^geo:wktLiteral)', '-'],
  ],
};

describe.each(Object.entries(groups))('%s', (_, cases) => {
  test.each(cases)('%s is %s', (expression, value) => {
    expect(valueOf(expression)).toBe(value);
  });
});
