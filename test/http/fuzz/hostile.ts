/** What nobody should send, by chance and by craft: texts, JSON, forms, bodies, addresses, header fields. */
import fc from 'fast-check';

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** Wrong beyond doubt: whoever takes it is at fault. */
  readonly refusable?: boolean;
}

type Fields = Readonly<Record<string, string>>;

const FORM = 'application/x-www-form-urlencoded';
export const POISONED = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
];

/** Values of JSON that stand where something else should. */
export const oddity = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>('\ud800', 'a\u0000', '\u202e', 1e308, -1, [[]], { a: 1 }, ...POISONED),
);

const deep = (open: string, close: string): string => open.repeat(2_000) + close.repeat(2_000);

export const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  oddity.map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '',
    '[',
    deep('[', ']'),
    deep('{"a":', '}').replace(':}', ':1}'),
    'Q0',
    'Q1',
    'P1',
    'Q99999999999',
    'L1-F1',
    `Q1$${'0'.repeat(8)}`,
    '9'.repeat(400),
    '-1',
    '0',
    '1e999',
    '999999999999999',
    'NaN',
    '\u001fa\u001fb',
    'a|b',
    '__proto__|constructor',
    '20261123173412|999999999999999',
    'Q1|P1|L1-F1|Q0|Talk:x|Special:x|a[b]',
    '$',
    '%',
    '%00',
    '%2e%2e%2f',
    '../../etc/passwd',
    '..\\..\\',
    'a\r\nSet-Cookie: planted=1',
    '<script>alert(1)</script>',
    "' OR 1=1 --",
    '\u{1F98F}'.repeat(200),
    'é'.repeat(3_000),
    '2026-11-23T17:34:12Z',
    '99999-99-99',
    'infinity',
    'javascript:alert(1)',
    '//elsewhere.example',
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    'ASK {}',
    '*',
    'a:b c:d "',
    ...POISONED,
  ),
);

const pairs = (fields: Fields): string => new URLSearchParams(fields).toString();

/** The fields with one of them gone, replaced, doubled or renamed, or with one more. */
function spoiltFields(good: Fields): fc.Arbitrary<string> {
  const names = Object.keys(good);
  const change = fc.constantFrom(
    'replace',
    'replace',
    'replace',
    'drop',
    'double',
    'rename',
    'add',
  );
  return fc
    .record({ name: fc.constantFrom('', ...names), change, text: oddText, other: oddText })
    .map(({ name, change: kind, text, other }) => {
      const form = new URLSearchParams(good);
      if (kind !== 'add' && kind !== 'double') form.delete(name);
      if (kind === 'replace' || kind === 'double') form.append(name, text);
      if (kind === 'rename' || kind === 'add') form.append(other, text);
      return form.toString();
    });
}

const headers = fc.constantFrom<Fields>(
  {},
  {},
  {},
  { Accept: '*/*;q=x, text/html;q=99999' },
  { Accept: 'text/html' },
  { Accept: 'application/ld+json, text/turtle;q=0.5' },
  { 'Accept-Language': `${'x-'.repeat(500)},de;q=NaN` },
  { 'Accept-Language': '__proto__, constructor;q=0.9' },
  { 'If-None-Match': '"'.repeat(99) },
  { 'If-Modified-Since': 'the day after tomorrow' },
  { 'If-Match': '*' },
  { Range: 'bytes=9-1,-,5' },
  { Authorization: 'Bearer \u00ff\u00fe' },
  { Authorization: 'OAuth oauth_token="a\u00ff", oauth_signature=%zz, oauth_timestamp="-1"' },
  { Authorization: `Basic ${'A'.repeat(2_000)}` },
  { Cookie: 'sabirSession=../../; sabirLanguage=__proto__; sabirTheme=%00; =; ;;' },
  { Cookie: `sabirSession=${'f'.repeat(4_000)}` },
  { 'X-Forwarded-For': '::ffff:999.1.1.1, [::1%eth0]' },
  { 'X-HTTP-Method-Override': 'DELETE' },
  { Origin: 'null' },
  { Origin: 'http://[' },
  { Host: '<script>"' },
  { Host: 'a b' },
  { 'Last-Event-ID': '[{"topic":"__proto__","offset":1e999}]' },
  { 'Content-Encoding': 'gzip' },
  { 'User-Agent': '' },
);

const OTHER_TYPES = [
  '',
  'text/plain',
  'application/xml',
  'image/png',
  'application/x-www-form-urlencodedx',
];

const BAD_BYTES = Buffer.from([0x61, 0x3d, 0xc3, 0x28, 0x26, 0xed, 0xa0, 0x80, 0xff]);

const typed = (type: string) => (body: Buffer) => ({ headers: { 'Content-Type': type }, body });

/** Bodies that are no form at all. */
function spoiltFraming(good: Fields): fc.Arbitrary<Pick<Sent, 'headers' | 'body' | 'refusable'>> {
  const bytes = fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array));
  return fc.oneof(
    bytes.map(typed(FORM)),
    bytes.map(typed('application/json')),
    bytes.map(typed('multipart/form-data; boundary=x')),
    bytes.map(typed('multipart/form-data')),
    fc.constantFrom(
      {
        headers: { 'Content-Type': FORM },
        body: Buffer.concat([Buffer.from(`${pairs(good)}&`), BAD_BYTES]),
        refusable: true,
      },
      {
        headers: { 'Content-Type': FORM },
        body: Buffer.from(`${pairs(good)}&a=%ff%fe`),
        refusable: true,
      },
      {
        headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
        body: Buffer.from('--x\r\nContent-Disposition: form-data; name="a'),
        refusable: true,
      },
      {
        headers: { 'Content-Type': `${FORM}; charset=utf-16` },
        body: Buffer.from(pairs(good), 'utf16le'),
      },
    ),
    fc.constantFrom(...OTHER_TYPES).map((type) => ({
      headers: { 'Content-Type': type },
      body: Buffer.from(pairs(good)),
      refusable: true,
    })),
  );
}

/** Requests that send a form, one of whose parts is not what it should be. */
export function spoiltForms(path: string, good: Fields, session: Fields): fc.Arbitrary<Sent> {
  const framed = fc.oneof(
    {
      weight: 9,
      arbitrary: spoiltFields(good).map((text) => ({
        headers: { 'Content-Type': FORM },
        body: Buffer.from(text),
      })),
    },
    { weight: 2, arbitrary: spoiltFraming(good) },
  );
  const owned = fc.tuple(framed, headers, spoiltPath(path));
  return owned.map(([sent, extra, address]) => ({
    method: 'POST',
    ...sent,
    path: 'refusable' in sent ? path : address,
    // what is wrong beyond doubt is said by somebody who may
    headers: { ...('refusable' in sent ? {} : extra), ...session, ...sent.headers },
  }));
}

/** Far too much, of the right kind. */
export function tooLarge(path: string, session: Fields, contentType = FORM): Sent {
  return {
    method: 'POST',
    path,
    headers: { ...session, 'Content-Type': contentType },
    body: Buffer.alloc(4 * 1024 * 1024 + 1, 'a'),
    refusable: true,
  };
}

/** Requests without a body; `names` are fields that somebody looks for somewhere. */
export function spoiltReads(
  method: string,
  path: string,
  names: readonly string[],
  session: Fields,
): fc.Arbitrary<Sent> {
  const query = fc.array(fc.tuple(fc.constantFrom(...names, ...POISONED), oddText), {
    maxLength: 3,
  });
  return fc.tuple(spoiltPath(path), query, headers).map(([address, fields, extra]) => ({
    method,
    path:
      fields.length === 0
        ? address
        : `${address}?${new URLSearchParams(fields).toString().slice(0, 7_000)}`,
    headers: { ...session, ...extra },
  }));
}

const steps = fc.constantFrom(
  '%2e%2e',
  '..',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '..%5c..%5c',
  '%00',
  '%0d%0aSet-Cookie:%20planted=1',
  '%ff',
  '%c0%ae%c0%ae',
  '%ed%a0%80',
  '%',
  '%zz',
  '%E2%80%AE',
  '%3Cscript%3E',
  '__proto__',
  'constructor',
  'a'.repeat(2_000),
  '\\',
  '//elsewhere.example',
  ';a=b',
  '%252e%252e',
);

/** Mostly the path as it is. */
function spoiltPath(path: string): fc.Arbitrary<string> {
  const odd = fc.oneof(
    steps,
    oddText.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 3_000)),
  );
  return fc.tuple(fc.integer({ min: 0, max: 3 }), odd).map(([kind, step]) => {
    switch (kind) {
      case 0:
        return path.replace(/[^/]*$/, step);
      case 1:
        return path + (path.endsWith('/') ? '' : '/') + step;
      default:
        return path;
    }
  });
}
