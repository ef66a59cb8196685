import { expect, test } from 'vitest';
import { catalogue } from '../../../client/i18n/catalogues.ts';
import { createMessages } from '../../../client/i18n/message.ts';
import { exampleMarkup, timeMarkup } from './markup.ts';

const ltr = (text: string) => `<bdi dir="ltr">${text}</bdi>`;

test.each([
  ['Nothing special', 'Nothing special'],
  ['at least 10, not and/or', 'at least 10, not and/or'],
  ['أو 2001:db8::/32', `أو ${ltr('2001:db8::/32')}`],
  ['192.0.2.1, 192.0.2.0/24.', `${ltr('192.0.2.1')}, ${ltr('192.0.2.0/24')}.`],
  ['مثل 3 days أو', `مثل ${ltr('3 days')} أو`],
  ['2026-12-31', ltr('2026-12-31')],
  ['<b> 1:2', `&lt;b&gt; ${ltr('1:2')}`],
])('the examples in %j are set apart', async (hint, markup) => {
  expect(String(await exampleMarkup(hint))).toBe(markup);
});

test.each(['ar', 'en'])(
  'a moment on a page in %s is set apart from what surrounds it',
  async (language) => {
    const time = String(
      await timeMarkup('2026-11-24T02:20:00Z', createMessages(language, catalogue(language))),
    );
    expect(time).toMatch(/^<time datetime="2026-11-24T02:20:00Z"><bdi>[^<]+<\/bdi><\/time>$/);
  },
);
