import { describe, expect, test } from 'vitest';
import { comparable } from './comparable.ts';
import type { Answer, Json } from './comparable.ts';

const told = (name: string, parameters: readonly string[], html: string): Answer => ({
  json: { error: { code: 'c', info: html, messages: [{ name, parameters, html }] } },
});
const xml = (text: string): Answer => ({
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  text,
});
const php = (text: string): Answer => ({
  headers: { 'content-type': 'application/vnd.php.serialized; charset=UTF-8' },
  text,
});
const json = (value: Json): Answer => ({ json: value });
const isSame = (one: Answer, other: Answer): boolean =>
  JSON.stringify(comparable(one)) === JSON.stringify(comparable(other));

describe('nothing but sentences', () => {
  test.each<[string, Answer, Answer]>([
    [
      'what an error says',
      json({ error: { code: 'c', info: 'No.', docref: 'See there.' } }),
      json({ error: { code: 'c', info: 'Not so.', docref: 'See here.' } }),
    ],
    [
      'a parameter that is all that a message says',
      told('n', ['No "x" here'], 'No "x" here'),
      told('n', ['This is no "x".'], 'This is no &quot;x&quot;.'),
    ],
    [
      'why somebody is not logged in',
      json({ clientlogin: { status: 'FAIL', message: 'No.', messagecode: 'wrongpassword' } }),
      json({ clientlogin: { status: 'FAIL', message: 'Wrong.', messagecode: 'wrongpassword' } }),
    ],
    [
      'the words of XML',
      xml('<api><error code="c" info="No." /><warnings><main>a b</main></warnings></api>'),
      xml('<api><error code="c" info="Not so." /><warnings><main>c</main></warnings></api>'),
    ],
  ])('%s', (_, one, other) => {
    expect(isSame(one, other)).toBe(true);
  });
});

describe('more than sentences', () => {
  test.each<[string, Answer, Answer]>([
    ['another code', json({ error: { code: 'c' } }), json({ error: { code: 'd' } })],
    ['another message', told('n', ['A b'], 'A b'), told('m', ['A b'], 'A b')],
    ['a place instead of a sentence', told('n', ['A b'], 'A b'), told('n', ['/a/0'], '/a/0')],
    ['nothing instead of a sentence', told('n', ['A b'], 'A b'), told('n', [''], '')],
    ['no parameter', told('n', ['A b'], 'A b'), told('n', [], 'A b')],
    [
      'another parameter within a sentence',
      told('n', ['a b'], 'No a b.'),
      told('n', ['c d'], 'No c d.'),
    ],
    ['one id for another', told('n', ['Q1'], 'Q1'), told('n', ['Q2'], 'Q2')],
    [
      'another code of a log-in',
      json({ clientlogin: { message: 'No.', messagecode: 'wrongpassword' } }),
      json({ clientlogin: { message: 'No.', messagecode: 'throttled' } }),
    ],
    ['another code in XML', xml('<error code="c" info="" />'), xml('<error code="d" info="" />')],
    ['a message in XML', xml('<html>a</html>'), xml('<html>a</html><html>b</html>')],
    ['a warning in XML', xml('<api><a /></api>'), xml('<api><a /><warnings>b</warnings></api>')],
    ['an attribute in XML', xml('<label value="a" />'), xml('<label value="b" />')],
    ['a text in PHP', php('a:1:{s:1:"a";s:1:"b";}'), php('a:1:{s:1:"a";s:1:"c";}')],
  ])('%s', (_, one, other) => {
    expect(isSame(one, other)).toBe(false);
  });
});

test('PHP is the JSON that it means', () => {
  const written = php('a:1:{s:1:"a";a:1:{i:0;i:5;}}');
  expect(comparable(written)).toMatchObject({ json: { a: [5] } });
});
