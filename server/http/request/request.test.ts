import { describe, expect, test } from 'vitest';
import { MOST_FIELDS, readForm } from './form.ts';
import { MAX_BODY_BYTES, readBody, readText } from './limits.ts';
import { negotiateType } from './negotiate.ts';

const post = (body: string | FormData | Uint8Array<ArrayBuffer>, type?: string) =>
  new Request('http://localhost/', {
    method: 'POST',
    body,
    ...(type === undefined ? {} : { headers: { 'Content-Type': type } }),
  });

const codeOf = (result: { ok: boolean; failures?: readonly { code: string }[] }) =>
  result.ok ? 'ok' : result.failures?.[0]?.code;

describe('bodies', () => {
  test('up to the limit are read', async () => {
    const body = await readBody(post('x'.repeat(MAX_BODY_BYTES)));
    expect(body.ok && body.value.length).toBe(MAX_BODY_BYTES);
  });
  test('above the limit are refused', async () => {
    expect(codeOf(await readBody(post('x'.repeat(MAX_BODY_BYTES + 1))))).toBe('body-too-large');
  });
  test('are the same for everybody who looks at them', async () => {
    const request = post('a=1', 'application/x-www-form-urlencoded');
    const [body, form] = [await readBody(request), await readForm(request)];
    expect(body.ok && Buffer.from(body.value).toString()).toBe('a=1');
    expect(form).toEqual({ ok: true, value: new Map([['a', '1']]) });
  });
  test('that are not UTF-8 are refused', async () => {
    expect(codeOf(await readText(post(new Uint8Array([0xff, 0xfe]))))).toBe('malformed-text');
  });
});

describe('forms', () => {
  test('urlencoded: the last of two fields counts', async () => {
    const form = await readForm(post('a=1&b=%E2%82%AC&a=2', 'application/x-www-form-urlencoded'));
    expect(form).toEqual({
      ok: true,
      value: new Map([
        ['a', '2'],
        ['b', '€'],
      ]),
    });
  });
  test.each([
    ['a=%E2%82%AC', 'ok'],
    ['a=100%&b=%zz', 'ok'],
    ['a=%FF', 'malformed-text'],
    ['a=%ED%A0%80', 'malformed-text'],
    [new Uint8Array([0x61, 0x3d, 0xff]), 'malformed-text'],
  ])('urlencoded %j: %s', async (body, expected) => {
    const form = await readForm(post(body, 'application/x-www-form-urlencoded'));
    expect(codeOf(form)).toBe(expected);
  });
  test.each([
    [MOST_FIELDS, 'ok'],
    [MOST_FIELDS + 1, 'too-many'],
  ])('of %i fields: %s', async (count, expected) => {
    const names = Array.from({ length: count }, (_, i) => `f${i}`);
    const text = names.map((name) => `${name}=`).join('&');
    const data = new FormData();
    for (const name of names) data.set(name, '');
    expect(codeOf(await readForm(post(text, 'application/x-www-form-urlencoded')))).toBe(expected);
    expect(codeOf(await readForm(post(data)))).toBe(expected);
  });
  test('multipart', async () => {
    const data = new FormData();
    data.set('text', 'a = b & c');
    expect(await readForm(post(data))).toEqual({
      ok: true,
      value: new Map([['text', 'a = b & c']]),
    });
  });
  test('broken multipart and foreign types are refused', async () => {
    expect(codeOf(await readForm(post('x', 'multipart/form-data; boundary=b')))).toBe(
      'malformed-text',
    );
    expect(codeOf(await readForm(post('{}', 'application/json')))).toBe('unsupported-media-type');
  });
});

describe('negotiation', () => {
  const offers = ['application/json', 'text/turtle', 'text/html'] as const;
  test.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/*', 'text/turtle'],
    ['text/html, */*;q=0.1', 'text/html'],
    ['text/turtle;q=0.5, text/html;q=0.9', 'text/html'],
    ['application/json;q=0, */*', 'text/turtle'],
    ['image/png', undefined],
    ['TEXT/HTML', 'text/html'],
    ['text/html;q=x', undefined],
  ])('%s takes %s', (accept, type) => {
    expect(negotiateType(accept, offers)).toBe(type);
  });
});
