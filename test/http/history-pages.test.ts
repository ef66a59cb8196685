/** The pages of history and of those who look after it: forms that work without JavaScript. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer, textStatement } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let admin: ApiClient;
let anybody: ApiClient;
let note: string;

beforeAll(async () => {
  server = await openTestServer({ SABIR_ANONYMOUS: 'address' });
  admin = new ApiClient(server.url);
  anybody = new ApiClient(server.url);
  await admin.logIn(ADMIN);
  note = await admin.create('property', { ...label('en', 'note'), datatype: 'string' });
});
afterAll(() => server.close());

const get = (path: string, client?: ApiClient) =>
  fetch(server.url + path, {
    redirect: 'manual',
    headers: client === undefined ? {} : { Cookie: client.cookie },
  });
const page = async (path: string, client?: ApiClient) => (await get(path, client)).text();

/** Sends the form of a page with the token that stands in it. */
async function submit(
  path: string,
  fields: Readonly<Record<string, string>>,
  client = admin,
): Promise<Response> {
  const token = await client.token();
  return fetch(server.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: client.cookie },
    body: new URLSearchParams({ token, ...fields }),
  });
}

/** Made by the administrator, then relabelled by somebody without an account. */
async function item(...labels: string[]): Promise<{ id: string; revisions: number[] }> {
  const [first = '', ...others] = labels;
  const made = await admin.edit({ new: 'item' }, label('en', first));
  const id = made.entity?.id ?? '';
  const revisions = [made.entity?.lastrevid ?? 0];
  for (const text of others) {
    const { entity } = await anybody.edit({ id }, label('en', text));
    revisions.push(entity?.lastrevid ?? 0);
  }
  return { id, revisions };
}

/** The numbers of the revisions that a history shows. */
async function historyOf(id: string, query = '', client?: ApiClient): Promise<number[]> {
  const html = await page(`/wiki/${id}?action=history${query}`, client);
  return [...html.matchAll(/name="diff"\s+value="(\d+)"/g)].map(([, number]) => Number(number));
}

async function shown(id: string): Promise<string> {
  return /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(await page(`/wiki/${id}`))?.[1] ?? '';
}

describe('the history of a page', () => {
  test('is filtered by user, kind of change, tag and day', async () => {
    const { id, revisions } = await item('one', 'two', 'three');
    const [first = 0, second = 0, third = 0] = revisions;
    const tagged = await admin.edit({ id, tags: 'a tag' }, label('de', 'drei'));
    const last = tagged.entity?.lastrevid ?? 0;
    const today = new Date().toISOString().slice(0, 10);
    const found = (query: string) => historyOf(id, query);
    expect(await found('')).toEqual([last, third, second, first]);
    expect(await found('&user=Admin')).toEqual([last, first]);
    expect(await found('&user=127.0.0.1')).toEqual([third, second]);
    expect(await found('&tag=a+tag')).toEqual([last]);
    expect(await found('&category=creation')).toEqual([first]);
    expect(await found('&category=terms&user=Admin')).toEqual([last]);
    expect(await found(`&since=${today}`)).toHaveLength(4);
    expect(await found('&until=2001-01-01')).toEqual([]);
    expect(await found(`&before=${third}`)).toEqual([second, first]);
    expect(await found('&since=&category=&limit=')).toHaveLength(4);
    expect(await found('&limit=1')).toEqual([last]);
  });

  test.each([
    ['since=never', 400, 'since'],
    ['until=2026-13-01', 400, 'until'],
    ['before=abc', 400, 'before'],
    ['limit=-1', 400, 'limit'],
    ['limit=501', 400, 'limit'],
    ['category=nonsense', 400, 'category'],
    ['hidebots=maybe', 400, 'hidebots'],
    ['statement=Q999$00000000-0000-4000-8000-000000000000', 404, 'Q999$'],
    ['statement=nothing', 404, 'nothing'],
  ])('is not shown for what a filter cannot mean: %s', async (query, status, named) => {
    const { id } = await item('one');
    const answer = await fetch(`${server.url}/wiki/${id}?action=history&${query}`);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(named);
    const others = await fetch(`${server.url}/wiki/Special:RecentChanges?${query}`);
    expect(others.status).toBe(query.startsWith('statement') ? 200 : 400);
  });

  test('goes on with its filter', async () => {
    const { id } = await item('0', ...Array.from({ length: 55 }, (_, n) => `x${n}`));
    const html = await page(`/wiki/${id}?action=history&user=127.0.0.1`);
    const next = /href="([^"]*before=\d+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(next).toContain('user=127.0.0.1');
    const rest = await page(next);
    expect([...rest.matchAll(/name="diff"/g)]).toHaveLength(5);
  });

  test('tells who set a statement', async () => {
    const id = await admin.create('item', { claims: [textStatement(note, 'a')] });
    const html = await page(`/wiki/${id}`);
    const path = /href="([^"]*statement=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    await admin.edit({ id }, label('en', 'another thing'));
    const { searchParams } = new URL(path, server.url);
    const statement = searchParams.get('statement') ?? '';
    const changed = await anybody.edit(
      { id },
      { claims: [{ ...textStatement(note, 'b'), id: statement }] },
    );
    const query = `&statement=${encodeURIComponent(statement)}`;
    const [newest, first, ...more] = await historyOf(id, query);
    expect([newest, more]).toEqual([changed.entity?.lastrevid, []]);
    expect(first).toBeLessThan(newest ?? 0);
  });

  test('offers what the reader may do, and nothing else', async () => {
    const { id } = await item('one', 'two');
    const [theirs, mine] = await Promise.all([
      page(`/wiki/${id}?action=history`),
      page(`/wiki/${id}?action=history`, admin),
    ]);
    for (const offer of ['name="rollback"', 'action=delete', 'action=revisiondelete']) {
      expect([offer, theirs.includes(offer), mine.includes(offer)]).toEqual([offer, false, true]);
    }
  });
});

describe('comparing', () => {
  test('any two revisions, and neighbours by name', async () => {
    const { id, revisions } = await item('one', 'two', 'three');
    const [first = 0, second = 0, third = 0] = revisions;
    const linesOf = async (query: string) => {
      const html = await page(`/wiki/${id}?${query}`);
      return [...html.matchAll(/<(ins|del)>[\s\S]*?<bdi[^>]*>([^<]*)/g)].map(
        ([, sign, text]) => `${sign === 'ins' ? '+' : '-'}${text}`,
      );
    };
    expect(await linesOf(`oldid=${first}&diff=${third}`)).toEqual(['-one', '+three']);
    expect(await linesOf(`oldid=${third}&diff=${first}`)).toEqual(['-one', '+three']);
    expect(await linesOf(`diff=${second}`)).toEqual(['-one', '+two']);
    expect(await linesOf(`oldid=${second}&diff=prev`)).toEqual(['-one', '+two']);
    expect(await linesOf(`oldid=${second}&diff=next`)).toEqual(['-two', '+three']);
    expect(await linesOf(`oldid=${first}&diff=cur`)).toEqual(['-one', '+three']);
    expect(await linesOf(`diff=${first}`)).toEqual(['+one']);
  });

  test('a deletion takes everything away', async () => {
    const { id } = await item('one');
    await submit(`/wiki/${id}?action=delete`, { reason: 'a test' });
    const [deletion] = await historyOf(id);
    const html = await page(`/wiki/${id}?diff=${deletion}`);
    expect(html).toContain('<del>');
  });

  test.each(['diff=abc', 'diff=next', 'diff=99999999'])('%s is refused', async (query) => {
    const { id } = await item('one');
    const { status } = await get(`/wiki/${id}?${query}`);
    expect([400, 404]).toContain(status);
  });

  test('whoever patrols says that they have looked', async () => {
    const { id, revisions } = await item('one', 'two');
    const path = `/wiki/${id}?diff=${revisions[1]}`;
    expect(await page(path, admin)).toContain('name="patrol"');
    expect(await page(path)).not.toContain('name="patrol"');
    const answer = await submit(`/wiki/${id}?action=revert`, { patrol: String(revisions[1]) });
    expect(answer.status).toBe(303);
    expect(await page(path, admin)).not.toContain('name="patrol"');
  });
});

describe('what is done to a page', () => {
  test('rollback, and undo of an old edit that nobody built on', async () => {
    const { id, revisions } = await item('one', 'two');
    await anybody.edit({ id }, label('de', 'zwei'));
    await submit(`/wiki/${id}?action=revert`, { undo: String(revisions[1]) });
    expect(await shown(id)).toContain('one');
    await anybody.edit({ id }, label('en', 'vandal'));
    const newest = (await historyOf(id))[0] ?? 0;
    const answer = await submit(`/wiki/${id}?action=revert`, { rollback: String(newest) });
    expect([answer.status, await shown(id)]).toEqual([303, expect.stringContaining('one')]);
  });

  test('deleting, bringing back', async () => {
    const { id } = await item('one');
    expect(await page(`/wiki/${id}?action=delete`, admin)).toContain('name="reason"');
    expect((await submit(`/wiki/${id}?action=delete`, { reason: 'spam 123' })).status).toBe(303);
    expect((await get(`/wiki/${id}`)).status).toBe(404);
    expect(await page(`/wiki/Special:Log?page=${id}`)).toContain('spam 123');
    expect((await submit(`/wiki/${id}?action=undelete`, {})).status).toBe(303);
    expect((await get(`/wiki/${id}`)).status).toBe(200);
    expect((await submit(`/wiki/${id}?action=undelete`, {})).status).toBe(409);
  });

  test('watching, for some time and not any more', async () => {
    const { id } = await item('one', 'two');
    await submit(`/wiki/${id}?action=watch`, { expiry: '1 week' });
    expect(await page('/wiki/Special:Watchlist', admin)).toContain(`/wiki/${id}?diff=`);
    expect(await page('/wiki/Special:Watchlist?pages=1', admin)).toContain(`value="${id}"`);
    expect(await page('/wiki/Special:Watchlist?all=1', admin)).toContain(`/wiki/${id}?diff=`);
    await submit('/wiki/Special:Watchlist', { unwatch: id });
    expect(await page('/wiki/Special:Watchlist', admin)).not.toContain(`/wiki/${id}?diff=`);
  });

  test('hiding: the page, its data and its history say it no more', async () => {
    const { id, revisions } = await item('one', 'secret 0815', 'three');
    const ids = String(revisions[1]);
    const form = { ids, content: '1', summary: '1', author: '1', reason: 'private' };
    expect((await submit(`/wiki/${id}?action=revisiondelete`, form)).status).toBe(303);
    for (const path of [
      `?oldid=${ids}`,
      `?diff=${ids}`,
      '?action=history',
      `?diff=${revisions[2]}`,
    ]) {
      expect(await page(`/wiki/${id}${path}`, admin)).not.toContain('0815');
    }
    expect((await submit(`/wiki/${id}?action=revisiondelete`, { ids })).status).toBe(400);
  });

  test.each(['delete', 'undelete', 'revisiondelete', 'watch'])(
    '%s is not for everybody',
    async (action) => {
      const { id } = await item('one');
      expect((await get(`/wiki/${id}?action=${action}`)).status).toBe(403);
      const answer = await submit(`/wiki/${id}?action=${action}`, { content: '1' }, anybody);
      expect([403, 409]).toContain(answer.status);
      expect((await get(`/wiki/${id}`)).status).toBe(200);
    },
  );

  test('nothing happens without a good token', async () => {
    const { id } = await item('one');
    for (const path of [
      `/wiki/${id}?action=delete`,
      '/wiki/Special:Watchlist',
      '/wiki/Special:RevertBatch',
    ]) {
      expect((await submit(path, { token: 'no', batch: 'OR/1' })).status).toBe(403);
    }
    expect((await get('/wiki/Special:Watchlist')).status).toBe(403);
  });
});

describe('lists of changes', () => {
  test('contributions also of those without an account, filtered by kind of page', async () => {
    const { id } = await item('one', 'two');
    const theirs = '/wiki/Special:Contributions/127.0.0.1';
    expect(await page(theirs)).toContain(`/wiki/${id}?diff=`);
    expect(await page(`${theirs}?kind=property`)).not.toContain(`/wiki/${id}?diff=`);
    expect((await get('/wiki/Special:Contributions/192.0.2.77')).status).toBe(404);
  });

  test('contributions say whose they are, and lead to what else there is about them', async () => {
    await item('one', 'two');
    const theirs = await page('/wiki/Special:Contributions/127.0.0.1');
    expect(theirs).toContain('<h1>Contributions of <bdi>127.0.0.1</bdi></h1>');
    expect(theirs).toContain('href="/wiki/Special:Log?user=127.0.0.1"');
    expect(theirs).not.toContain('Special:UserRights?user=');
    const hers = '/wiki/Special:Contributions/Admin';
    expect(await page(hers)).toContain('href="/wiki/Special:UserRights?user=Admin"');
    expect(await page(hers)).not.toContain('Special:Block?user=');
  });

  test('recent changes mark what nobody has looked at, for those who could', async () => {
    await item('one', 'two');
    const path = '/wiki/Special:RecentChanges?uselang=qqx';
    expect(await page(path, admin)).toContain('changes-unpatrolled');
    expect(await page(path)).not.toContain('<span class="tag">(changes-unpatrolled');
    expect(await page(`${path}&unpatrolled=1&user=Admin`)).toContain('changes-none');
  });
});

describe('batches', () => {
  test('are shown, then taken back', async () => {
    const [one, two] = [await item('one'), await item('two')];
    for (const { id } of [one, two]) {
      await anybody.edit({ id, summary: summary('aa11') }, label('en', 'vandal'));
    }
    const path = '/wiki/Special:RevertBatch';
    const preview = await page(`${path}?batch=OR/aa11`, admin);
    expect(preview).toContain(`/wiki/${one.id}`);
    expect(preview).toContain(`/wiki/${two.id}`);
    expect(await shown(one.id)).toContain('vandal');
    const done = await submit(path, { batch: summary('aa11') });
    expect(done.status).toBe(200);
    expect([await shown(one.id), await shown(two.id)]).toEqual([
      expect.stringContaining('one'),
      expect.stringContaining('two'),
    ]);
    const again = await page(`${path}?batch=OR/aa11`, admin);
    expect([again.includes('taken back already'), again.includes('Take all of this back')]).toEqual(
      [true, false],
    );
  });

  test('that several people name are taken back of one of them, who is chosen', async () => {
    const [theirs, mine] = [await item('one'), await item('two')];
    await anybody.edit({ id: theirs.id, summary: summary('bb22') }, label('en', 'vandal'));
    await admin.edit({ id: mine.id, summary: summary('bb22') }, label('en', 'better'));
    const path = '/wiki/Special:RevertBatch';
    const preview = await page(`${path}?batch=OR/bb22`, admin);
    expect(preview).toContain('?batch=OR%2Fbb22&amp;user=127.0.0.1"');
    expect(preview).toContain('?batch=OR%2Fbb22&amp;user=Admin"');
    expect(preview).not.toContain('Take all of this back');
    expect((await submit(path, { batch: 'OR/bb22' })).status).toBe(422);
    expect((await submit(path, { batch: 'OR/bb22', user: '127.0.0.1' })).status).toBe(200);
    expect([await shown(theirs.id), await shown(mine.id)]).toEqual([
      expect.stringContaining('one'),
      expect.stringContaining('better'),
    ]);
  });

  test('of which nothing can be taken back answer with the reason', async () => {
    const { id } = await item('one');
    await anybody.edit({ id, summary: summary('cc33') }, label('en', 'x'));
    await admin.edit({ id }, label('en', 'y'));
    const answer = await submit('/wiki/Special:RevertBatch', { batch: 'OR/cc33' });
    expect(answer.status).toBe(409);
  });

  test('need a name, and the right', async () => {
    const path = '/wiki/Special:RevertBatch';
    expect((await get(path)).status).toBe(200);
    expect((await get(`${path}?batch=nonsense`, admin)).status).toBe(422);
    expect((await get(`${path}?batch=OR/aa11`)).status).toBe(403);
  });
});

describe('merging', () => {
  test('one item into another', async () => {
    const [from, to] = [await item('one'), await item('two')];
    const form = { from: from.id, to: to.id.toLowerCase() };
    const answer = await submit('/wiki/Special:MergeItems', form);
    expect(answer.headers.get('Location')).toBe(`/wiki/${to.id}`);
    expect(await page(`/wiki/${from.id}?redirect=no`)).toContain(`/wiki/${to.id}`);
  });

  test('an empty item leads to another', async () => {
    const to = await item('two');
    const from = await admin.create('item', {});
    const path = '/wiki/Special:RedirectEntity';
    expect((await submit(path, { from, to: to.id })).headers.get('Location')).toBe(
      `/wiki/${to.id}`,
    );
    expect((await submit(path, { from: to.id, to: from })).status).toBe(422);
  });

  test.each([
    [{ from: 'Q99999999', to: 'Q1' }, 404],
    [{ from: 'nonsense', to: 'Q1' }, 400],
  ])('%j is refused', async (form, status) => {
    expect((await submit('/wiki/Special:MergeItems', form)).status).toBe(status);
  });
});

function summary(batch: string): string {
  return `x ([[:toollabs:editgroups/b/OR/${batch}|details]])`;
}
