/** `wbparsevalue`: what people write as values, over HTTP. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultOf, openFurnishedServer } from '../furnished-server.ts';
import type { Answer, FurnishedServer } from '../furnished-server.ts';

let server: FurnishedServer;

beforeAll(async () => {
  server = await openFurnishedServer();
});
afterAll(() => server.close());

type Fields = Readonly<Record<string, string>>;
const parse = (fields: Fields): Promise<Answer> =>
  server.admin.get<Answer>({ action: 'wbparsevalue', ...fields });

interface Result {
  readonly raw: string;
  readonly value?: Readonly<Record<string, unknown>> | string;
  readonly type?: string;
  readonly valid?: boolean;
  readonly error?: string;
  readonly 'expected-format'?: string;
  readonly 'validation-errors'?: readonly string[];
  readonly messages?: readonly { readonly name: string }[];
}
const results = (answer: Answer): readonly Result[] => answer['results'] as readonly Result[];

function shown({ value, type, error, ...rest }: Result): string {
  if (error !== undefined) {
    const codes = rest['validation-errors'] ?? [rest['expected-format'] ?? ''];
    return `${error} ${codes.join(' ')}`;
  }
  const text = typeof value === 'string' ? value : Object.values(value ?? {}).join(' ');
  return `${type}: ${text}`;
}

const GREGORIAN = 'http://www.wikidata.org/entity/Q1985727';
const JULIAN = 'http://www.wikidata.org/entity/Q1985786';
test.each([
  ['time', '1994', {}, `time: +1994-00-00T00:00:00Z 0 0 0 9 ${GREGORIAN}`],
  ['time', '1990s', {}, `time: +1990-00-00T00:00:00Z 0 0 0 8 ${GREGORIAN}`],
  ['time', '1994-05-01', { precision: 9 }, `time: +1994-05-01T00:00:00Z 0 0 0 9 ${GREGORIAN}`],
  ['time', '1994-05-01', { precision: '9' }, `time: +1994-05-01T00:00:00Z 0 0 0 9 ${GREGORIAN}`],
  ['time', '1 May 1700', { calendar: 'Julian' }, `time: +1700-05-01T00:00:00Z 0 0 0 11 ${JULIAN}`],
  ['time', '1 May 1700', { calendar: JULIAN }, `time: +1700-05-01T00:00:00Z 0 0 0 11 ${JULIAN}`],
  ['time', '3. Oktober 1990', { lang: 'de' }, `time: +1990-10-03T00:00:00Z 0 0 0 11 ${GREGORIAN}`],
  ['time', '29 February 1994', {}, `time: +1994-02-29T00:00:00Z 0 0 0 11 ${GREGORIAN}`],
  ['time', 'never', {}, String.raw`ValueParsers\ParseException time`],
  ['quantity', '1,000', {}, 'quantity: +1000 1'],
  ['quantity', '1.234,5', { lang: 'de' }, 'quantity: +1234.5 1'],
  [
    'quantity',
    '5',
    { unit: 'http://x.example/entity/Q1' },
    'quantity: +5 http://x.example/entity/Q1',
  ],
  ['quantity', 'five', {}, String.raw`ValueParsers\ParseException quantity`],
  [
    'globe-coordinate',
    '52.5, 13.4',
    { precision: 0.01 },
    'globecoordinate: 52.5 13.4  0.01 http://www.wikidata.org/entity/Q2',
  ],
  [
    'globe-coordinate',
    '1, 2',
    { globe: 'http://x.example/entity/Q405' },
    'globecoordinate: 1 2  1 http://x.example/entity/Q405',
  ],
  ['globe-coordinate', 'nowhere', {}, String.raw`ValueParsers\ParseException globe-coordinate`],
  ['monolingualtext', 'texte', { valuelang: 'fr' }, 'monolingualtext: texte fr'],
  ['string', '  a b ', {}, 'string: a b'],
  ['wikibase-item', 'q1', {}, 'wikibase-entityid: item 1 Q1'],
  ['wikibase-item', 'zz', {}, String.raw`ValueParsers\ParseException wikibase-entityid`],
])('a %s of %j with %j is %s', async (datatype, values, options, expected) => {
  const fields = { datatype, values, options: JSON.stringify(options) };
  expect(results(await parse(fields)).map(shown)).toEqual([expected]);
});

test('each of several values has a result, the first failure is the error', async () => {
  const answer = await parse({ datatype: 'quantity', values: '1|x|1|y' });
  expect(results(answer).map(({ raw, error }) => `${raw} ${error === undefined}`)).toEqual([
    '1 true',
    'x false',
    '1 true',
    'y false',
  ]);
  expect(answer.error?.code).toBe('wikibase-parse-error-quantity');
});

test('newer error formats list all errors', async () => {
  const fields = { datatype: 'quantity', values: 'x|y', errorformat: 'plaintext' };
  const answer = await parse(fields);
  const codes = (answer['errors'] as { code: string; module: string }[]).map(
    ({ code, module }) => `${module} ${code}`,
  );
  const expected = 'wbparsevalue wikibase-parse-error-quantity';
  expect(codes).toEqual([expected, expected]);
});

test.each([
  [{ datatype: 'wikibase-item', values: 'Q1' }, true, undefined],
  [{ datatype: 'wikibase-item', values: 'Q999' }, false, ['no-such-entity']],
  [{ datatype: 'url', values: 'javascript:x' }, false, ['bad-url-scheme']],
  [{ datatype: 'string', values: 'x'.repeat(401) }, false, ['too-long']],
  [{ datatype: 'time', values: '29 February 1994' }, false, ['value-no-such-date']],
  [{ datatype: 'time', values: 'never' }, undefined, undefined],
])('%j is checked: %s %j', async (fields, valid, errors) => {
  const [result] = results(await parse({ ...fields, validate: '1' }));
  expect([result?.valid, result?.['validation-errors']]).toEqual([valid, errors]);
});

test('the parser of old clients is obeyed, with a warning', async () => {
  const taken = await parse({ parser: 'null', values: 'x' });
  expect(results(taken)).toEqual([{ raw: 'x', value: 'x', type: 'unknown' }]);
  expect(taken).toHaveProperty('warnings.wbparsevalue');
  const read = await parse({ parser: 'quantity', values: '5' });
  expect(results(read).map(shown)).toEqual(['quantity: +5 1']);
});

test.each([
  [{ values: 'x' }, 'param-missing wikibase-api-param-missing'],
  [{ datatype: 'nosuch', values: 'x' }, 'badvalue'],
  [{ datatype: 'time' }, 'missingparam'],
  [{ datatype: 'time', property: 'P1', values: 'x' }, 'param-illegal wikibase-api-param-illegal'],
  [{ property: 'zz', values: 'x' }, 'param-illegal wikibase-api-param-illegal'],
  [{ property: 'P999', values: 'x' }, 'param-illegal wikibase-api-param-illegal'],
  [
    { datatype: 'time', values: 'x', options: '{' },
    'malformed-options wikibase-api-malformed-options',
  ],
  [
    { datatype: 'time', values: 'x', options: '[]' },
    'malformed-options wikibase-api-malformed-options',
  ],
])('%j is refused: %s', async (fields, fault) => {
  expect(faultOf(await parse(fields as Fields))).toBe(fault);
});

test('a property says which datatype is meant', async () => {
  const answer = await parse({ property: 'P4', values: 'Q7' });
  expect(results(answer).map(shown)).toEqual(['wikibase-entityid: item 7 Q7']);
});
