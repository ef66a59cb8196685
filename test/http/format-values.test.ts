/** `wbformatvalue`, `wbformatentities`, `wbavailablebadges`: values for readers, over HTTP. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultOf, openFurnishedServer } from '../furnished-server.ts';
import type { Answer, FurnishedServer } from '../furnished-server.ts';
import { label } from '../test-server.ts';

let server: FurnishedServer;
let item: string;

beforeAll(async () => {
  server = await openFurnishedServer();
  item = await server.admin.create('item', {
    labels: { ...label('en', 'cat <3').labels, ...label('fr', 'chat').labels },
  });
});
afterAll(() => server.close());

type Fields = Readonly<Record<string, string>>;
const get = (action: string, fields: Fields): Promise<Answer> =>
  server.admin.get<Answer>({ action, ...fields });

const EARTH = 'http://www.wikidata.org/entity/Q2';
const time = (text: string, precision: number, calendar = 'Q1985727') => ({
  type: 'time',
  value: {
    time: text,
    timezone: 0,
    before: 0,
    after: 0,
    precision,
    calendarmodel: `http://www.wikidata.org/entity/${calendar}`,
  },
});
const quantity = (amount: string, more: object = {}) => ({
  type: 'quantity',
  value: { amount, unit: '1', ...more },
});
const place = {
  type: 'globecoordinate',
  value: { latitude: 52.5, longitude: 13.4, precision: 0.1, globe: EARTH },
};
const text = (value: string) => ({ type: 'string', value });
const french = { type: 'monolingualtext', value: { text: '<b>', language: 'fr' } };
const entity = (id: string) => ({ type: 'wikibase-entityid', value: { id } });
const even = { upperBound: '+3.24159', lowerBound: '+3.04159' };
const bounds = { upperBound: '+3.2', lowerBound: '+3.0' };

const html = async (fields: Fields, value: string): Promise<unknown> => {
  const datavalue = JSON.stringify(text(value));
  return (await get('wbformatvalue', { generate: 'text/html', datavalue, ...fields }))['result'];
};

describe('wbformatvalue', () => {
  test.each([
    ['text/plain', time('+1994-05-01T00:00:00Z', 11), {}, '1 May 1994'],
    ['text/plain', time('+1994-05-01T00:00:00Z', 11), { lang: 'de' }, '1. Mai 1994'],
    [
      'text/plain',
      time('+1994-05-01T00:00:00Z', 11),
      { showcalendar: true },
      '1 May 1994 (Gregorian)',
    ],
    ['text/plain', time('+1994-05-01T00:00:00Z', 11, 'Q1985786'), {}, '1 May 1994 (Julian)'],
    [
      'text/plain',
      time('+1994-05-01T00:00:00Z', 11, 'Q1985786'),
      { showcalendar: false },
      '1 May 1994',
    ],
    ['text/plain', quantity('+3.14159', bounds), {}, '3.14 [3.00…3.20]'],
    ['text/plain', quantity('+3.14159', even), {}, '3.1 ± 0.1'],
    ['text/plain', quantity('+3.14159', even), { applyRounding: false }, '3.14159 ± 0.10000'],
    ['text/plain', quantity('+1234567.890'), {}, '1,234,567.890'],
    ['text/plain', quantity('+1234567.890'), { applyRounding: -1 }, '1,234,567.9'],
    ['text/plain', quantity('+1234567.890'), { applyRounding: 3 }, '1,235,000'],
    ['text/plain', quantity('+1234567.890'), { applyRounding: 1e9 }, '1,234,567.890'],
    [
      'text/plain',
      quantity('+5', { unit: 'http://x.example/entity/Q999' }),
      {},
      '5 http://x.example/entity/Q999',
    ],
    [
      'text/plain',
      quantity('+5', { unit: 'http://x.example/entity/Q999' }),
      { applyUnit: false },
      '5',
    ],
    ['text/plain', text("''a''"), {}, "''a''"],
    [
      'text/x-wiki',
      text("''a'' [[b]] {{c}}"),
      {},
      '&#39;&#39;a&#39;&#39; &#91;&#91;b&#93;&#93; &#123;&#123;c&#125;&#125;',
    ],
    [
      'text/x-wiki',
      text('# http://x __TOC__ ~~~~'),
      {},
      '&#35; http&#58;//x &#95;_TOC&#95;_ &#126;&#126;~~',
    ],
    ['text/x-wiki', entity('Q999'), {}, '[[Q999]]'],
    ['text/html', place, {}, '52°30&apos;N, 13°24&apos;E'],
    ['text/html', text('a <b>'), {}, 'a &lt;b&gt;'],
    [
      'text/html',
      french,
      {},
      '<span lang="fr" dir="ltr" class="wb-monolingualtext-value">&lt;b&gt;</span> <span class="wb-monolingualtext-language-name" dir="auto">(French)</span>',
    ],
    [
      'text/html',
      entity('Q999'),
      {},
      'Q999 <span class="wb-entity-undefinedinfo">(there is no such page)</span>',
    ],
    ['text/html', { type: 'string', value: 'x' }, { lang: '"><b>' }, 'x'],
  ])('as %s, %j with %j is %s', async (generate, datavalue, options, expected) => {
    const fields = { datavalue: JSON.stringify(datavalue), options: JSON.stringify(options) };
    expect(await get('wbformatvalue', { generate, ...fields })).toEqual({ result: expected });
  });

  test('links lead where the datatype says', async () => {
    expect(await html({ datatype: 'url' }, 'https://x.example/?a&b')).toBe(
      '<a class="external free" href="https://x.example/?a&amp;b" rel="nofollow">https://x.example/?a&amp;b</a>',
    );
    expect(await html({ property: 'P3' }, 'https://x.example/')).toContain(
      'href="https://x.example/"',
    );
    expect(await html({ datatype: 'url' }, 'javascript:alert(1)')).toBe('javascript:alert(1)');
    expect(await html({ datatype: 'quantity' }, 'x')).toBe('x');
  });

  test('a unit of this wiki is shown by its name, or by its id', async () => {
    const shown: unknown[] = [];
    for (const unit of [item, 'Q999']) {
      const datavalue = JSON.stringify(quantity('+5', { unit: `${server.url}/entity/${unit}` }));
      shown.push((await get('wbformatvalue', { generate: 'text/plain', datavalue }))['result']);
    }
    expect(shown).toEqual(['5 cat <3', '5 Q999']);
  });

  test('an item is a link with its name, which says its language', async () => {
    const datavalue = JSON.stringify(entity(item));
    const link = async (lang: string): Promise<unknown> => {
      const fields = { generate: 'text/html', datavalue, options: JSON.stringify({ lang }) };
      return (await get('wbformatvalue', fields))['result'];
    };
    const start = `<a title="${item}" href="/wiki/${item}"`;
    expect(await link('en')).toBe(`${start}>cat &lt;3</a>`);
    expect(await link('fr')).toBe(`${start}>chat</a>`);
    expect(await link('de')).toBe(`${start} lang="en" dir="ltr">cat &lt;3</a>`);
  });

  test.each([
    [time('+1994-05-01T00:00:00Z', 11), ['1 May 1994', '+1994-05-01T00:00:00Z', 'Q1985727']],
    [quantity('+3.14159', bounds), ['3.14159', '3.2', '3.0']],
    [place, ['52.5', '13.4', '0.1', EARTH]],
    [text('<x>'), ['&lt;x&gt;']],
  ])('in full, %j tells %j', async (datavalue, told) => {
    for (const disposition of ['verbose', 'verbose-preview']) {
      const generate = `text/html; disposition=${disposition}`;
      const fields = { generate, datavalue: JSON.stringify(datavalue) };
      const { result } = (await get('wbformatvalue', fields)) as { result?: string };
      expect(told.filter((each) => result?.includes(each) !== true)).toEqual([]);
    }
  });

  test.each([
    [{}, 'missingparam'],
    [{ datavalue: '{' }, 'baddatavalue wikibase-api-baddatavalue'],
    [{ datavalue: '{"type":"string"}' }, 'baddatavalue wikibase-api-baddatavalue'],
    [{ datavalue: '{"type":"nosuch","value":1}' }, 'baddatavalue wikibase-api-baddatavalue'],
    [{ datavalue: '[]' }, 'baddatavalue wikibase-api-baddatavalue'],
    [{ datavalue: JSON.stringify(text('x')), generate: 'image/png' }, 'badvalue'],
    [{ datavalue: JSON.stringify(text('x')), datatype: 'zz' }, 'badvalue'],
    [
      { datavalue: JSON.stringify(text('x')), property: 'zz' },
      'badpropertyid wikibase-api-badpropertyid',
    ],
    [
      { datavalue: JSON.stringify(text('x')), options: '1' },
      'malformed-options wikibase-api-malformed-options',
    ],
  ])('%j is refused: %s', async (fields, fault) => {
    expect(faultOf(await get('wbformatvalue', fields as Fields))).toBe(fault);
  });
});

describe('wbformatentities', () => {
  test('entities are links with names, those that do not exist are none', async () => {
    const answer = await get('wbformatentities', { ids: `${item}|P1|Q999`, uselang: 'fr' });
    expect(answer).toMatchObject({
      wbformatentities: {
        [item]: `<a title="${item}" href="${server.url}/wiki/${item}">chat</a>`,
        P1: `<a title="Property:P1" href="${server.url}/wiki/Property:P1">P1</a>`,
        Q999: expect.stringMatching(/^Q999 <span class="wb-entity-undefinedinfo">/),
      },
      success: 1,
    });
  });

  test.each([
    [{}, 'missingparam'],
    [{ ids: `Q1|zz` }, 'no-such-entity wikibase-api-no-such-entity'],
  ])('%j is refused: %s', async (fields, fault) => {
    expect(faultOf(await get('wbformatentities', fields as Fields))).toBe(fault);
  });
});

test('wbavailablebadges tells the badges of the site settings', async () => {
  expect(await get('wbavailablebadges', {})).toEqual({ badges: ['Q1'] });
});
