/** The Action API's modules that undo, look after and watch what others did. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

const PASSWORD = 'a password of some length';

let server: TestServer;
let admin: ApiClient;
let bob: ApiClient;
let anybody: ApiClient;

interface Answer {
  readonly error?: { readonly code: string };
  readonly [member: string]: unknown;
}

beforeAll(async () => {
  server = await openTestServer({ SABIR_ANONYMOUS: 'address' });
  anybody = new ApiClient(server.url);
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
  bob = await newUser('Bob');
});
afterAll(() => server.close());

/** Through the form, like anybody. */
async function newUser(name: string): Promise<ApiClient> {
  const path = `${server.url}/wiki/Special:CreateAccount`;
  const form = await fetch(path);
  const cookie = form.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const token = /name="token" value="([^"]+)"/.exec(await form.text())?.[1] ?? '';
  const body = new URLSearchParams({ token, name, password: PASSWORD, repeated: PASSWORD });
  await fetch(path, { method: 'POST', headers: { Cookie: cookie }, body, redirect: 'manual' });
  const client = new ApiClient(server.url);
  if ((await client.logIn({ name, password: PASSWORD })) !== 'Success') throw new Error(name);
  return client;
}

/** With the token of the right kind. */
async function call(
  client: ApiClient,
  action: string,
  fields: Readonly<Record<string, string>>,
): Promise<Answer> {
  const type = ['rollback', 'patrol', 'watch'].includes(action) ? action : 'csrf';
  const { query } = await client.get<{ query: { tokens: Record<string, string> } }>({
    action: 'query',
    meta: 'tokens',
    type,
  });
  return client.post<Answer>({ action, token: query.tokens[`${type}token`] ?? '', ...fields });
}

interface History {
  readonly id: string;
  /** The numbers of the revisions, oldest first. */
  readonly revisions: readonly string[];
}

/** Labels in English, the first by the administrator, the others by Bob. */
async function history(...labels: string[]): Promise<History> {
  const [first = '', ...others] = labels;
  const created = await admin.edit({ new: 'item' }, label('en', first));
  const id = created.entity?.id ?? '';
  const revisions = [String(created.entity?.lastrevid)];
  for (const text of others) {
    const { entity } = await bob.edit({ id }, label('en', text));
    revisions.push(String(entity?.lastrevid));
  }
  return { id, revisions };
}

async function shown(id: string): Promise<string | undefined> {
  const answer = await anybody.get<{
    entities: Record<string, { labels?: Record<string, { value: string }> }>;
  }>({ action: 'wbgetentities', ids: id, props: 'labels' });
  return answer.entities[id]?.labels?.['en']?.value;
}

/** What a page of text holds. */
async function textOf(title: string): Promise<string | undefined> {
  const { query } = await anybody.get<{
    query: { pages: { revisions?: { slots: { main: { content: string } } }[] }[] };
  }>({ action: 'query', prop: 'revisions', rvprop: 'content', rvslots: 'main', titles: title });
  return query.pages[0]?.revisions?.[0]?.slots.main.content;
}

const codeOf = (answer: Answer) => answer.error?.code;

describe('edit', () => {
  test('undoes a revision, and an old one whose parts nobody touched since', async () => {
    const { id, revisions } = await history('one', 'two');
    await bob.edit({ id }, label('de', 'zwei'));
    const answer = await call(admin, 'edit', { title: id, undo: revisions[1] ?? '' });
    expect(answer).toMatchObject({
      edit: { result: 'Success', contentmodel: 'wikibase-item', watched: true },
    });
    expect(await shown(id)).toBe('one');
  });

  test('undoes a range', async () => {
    const { id, revisions } = await history('one', 'two', 'three');
    const [first = '', , third = ''] = revisions;
    const range = { title: id, undo: third, undoafter: first };
    expect(await call(admin, 'edit', range)).toMatchObject({ edit: { result: 'Success' } });
    expect(await shown(id)).toBe('one');
  });

  test.each<[string, (each: History) => Record<string, string>, string]>([
    ['what others built on', ({ revisions }) => ({ undo: revisions[1] ?? '' }), 'undofailure'],
    ['the first revision', ({ revisions }) => ({ undo: revisions[0] ?? '' }), 'nosuchrevid'],
    ['what there is not', () => ({ undo: '99999999' }), 'nosuchrevid'],
    ['text', () => ({ text: 'plain' }), 'wikibase-no-direct-editing'],
    ['nothing', () => ({}), 'wikibase-no-direct-editing'],
    ['a page twice', () => ({ pageid: '1' }), 'invalidparammix'],
  ])('refuses %s', async (_name, fields, code) => {
    const made = await history('one', 'two', 'three');
    expect(codeOf(await call(admin, 'edit', { title: made.id, ...fields(made) }))).toBe(code);
    expect(await shown(made.id)).toBe('three');
  });

  test('refuses the revision of another page', async () => {
    const [one, two] = [await history('one', 'two'), await history('three', 'four')];
    const answer = await call(admin, 'edit', { title: one.id, undo: two.revisions[1] ?? '' });
    expect(codeOf(answer)).toBe('revwrongpage');
  });

  test('writes pages of text', async () => {
    const title = 'Talk:Q1';
    const first = await call(admin, 'edit', { title, text: 'Hello', createonly: '' });
    expect(first).toMatchObject({ edit: { new: true, result: 'Success', oldrevid: 0 } });
    expect(codeOf(await call(admin, 'edit', { title, text: 'x', createonly: '' }))).toBe(
      'articleexists',
    );
    const more = await call(admin, 'edit', { title, appendtext: ' there' });
    expect(more).toMatchObject({ edit: { result: 'Success' } });
    expect(await call(admin, 'edit', { title, text: 'Hello there' })).toMatchObject({
      edit: { nochange: true },
    });
    expect(codeOf(await call(admin, 'edit', { title: 'Talk:Q2', text: 'x', nocreate: '' }))).toBe(
      'missingtitle',
    );
  });

  describe('a section of its own', () => {
    test.each<[string, string, Record<string, string>, string]>([
      ['below the page', 'Hello', { sectiontitle: 'News' }, 'Hello\n\n== News ==\n\nsaid'],
      ['titled by the summary', 'Hello', { summary: 'Why' }, 'Hello\n\n== Why ==\n\nsaid'],
      ['without a title', 'Hello', {}, 'Hello\n\nsaid'],
      ['on a page that was empty', '', { sectiontitle: 'News' }, '== News ==\n\nsaid'],
      [
        'whatever others wrote since',
        'Hello',
        { sectiontitle: 'News', basetimestamp: '20010101000000' },
        'Hello\n\n== News ==\n\nsaid',
      ],
    ])('%s', async (name, before, fields, after) => {
      const title = `Talk:Section ${name}`;
      await call(bob, 'edit', { title, text: before });
      const sent = { title, section: 'new', text: 'said', ...fields };
      expect(await call(admin, 'edit', sent)).toMatchObject({ edit: { result: 'Success' } });
      expect(await textOf(title)).toBe(after);
    });
  });

  const LONG_AGO = '20010101000000';
  const MD5_OF_X = '9dd4e461268c8034f5c8564e155c67a6';
  test.each<[string, Record<string, string>, string | undefined]>([
    ['a section by its number', { text: 'x', section: '1' }, 'sectionsnotsupported'],
    ['the section before all headings', { text: 'x', section: '0' }, 'sectionsnotsupported'],
    ['a text with another sum', { text: 'y', md5: MD5_OF_X }, 'badmd5'],
    ['a text with its sum', { text: 'x', md5: MD5_OF_X }, undefined],
    ['an addition with its sum', { appendtext: 'x', md5: MD5_OF_X.toUpperCase() }, undefined],
    ['what somebody else changed since', { text: 'x', basetimestamp: LONG_AGO }, 'editconflict'],
    ['what nobody changed since', { text: 'x', basetimestamp: 'now' }, undefined],
    ['an addition, whoever wrote', { appendtext: 'x', basetimestamp: LONG_AGO }, undefined],
    ['what was there from the start', { text: 'x', starttimestamp: LONG_AGO }, undefined],
  ])('%s', async (name, fields, code) => {
    const title = `Talk:Edit ${name}`;
    await call(bob, 'edit', { title, text: 'before' });
    expect(codeOf(await call(admin, 'edit', { title, ...fields }))).toBe(code);
    const { text = 'before', appendtext = '' } = code === undefined ? fields : {};
    expect(await textOf(title)).toBe(`${text}${appendtext}`);
  });

  test('nobody conflicts with themselves', async () => {
    const title = 'Talk:Alone';
    await call(bob, 'edit', { title, text: 'one' });
    const again = { title, text: 'two', basetimestamp: LONG_AGO };
    expect(codeOf(await call(bob, 'edit', again))).toBe(undefined);
  });

  test('a page that was deleted in the meantime is not written again unasked', async () => {
    const title = 'Talk:Deleted';
    await call(bob, 'edit', { title, text: 'one' });
    await call(admin, 'delete', { title });
    const late = { title, text: 'two', starttimestamp: LONG_AGO };
    expect(codeOf(await call(bob, 'edit', late))).toBe('pagedeleted');
  });

  test('what several append to a page at once is all there', async () => {
    const title = 'Talk:Q7';
    await call(admin, 'edit', { title, text: '-' });
    const voices = ['a', 'b', 'c', 'd', 'e', 'f'];
    await Promise.all(voices.map((appendtext) => call(admin, 'edit', { title, appendtext })));
    const said = (await textOf(title))?.slice(1) ?? '';
    expect(said.split('').toSorted()).toEqual(voices);
  });
});

describe('rollback', () => {
  test('takes back what the last editor did in a row, as a minor edit', async () => {
    const { id, revisions } = await history('one', 'two', 'three');
    const answer = await call(admin, 'rollback', { title: id, user: 'Bob' });
    expect(answer).toMatchObject({
      rollback: { old_revid: Number(revisions[2]), last_revid: Number(revisions[0]) },
    });
    expect(await shown(id)).toBe('one');
  });

  test.each([
    ['by whom the newest is not', 'Admin', 'alreadyrolled'],
    ['of nobody known', 'Nobody', 'alreadyrolled'],
  ])('edits %s are left', async (_name, user, code) => {
    const { id } = await history('one', 'two');
    expect(codeOf(await call(admin, 'rollback', { title: id, user }))).toBe(code);
  });

  test('an only author has nobody to go back to', async () => {
    const { id } = await history('one');
    expect(codeOf(await call(admin, 'rollback', { title: id, user: 'Admin' }))).toBe('onlyauthor');
  });

  test('is not for everybody, and needs its own token', async () => {
    const { id } = await history('one', 'two');
    expect(codeOf(await call(bob, 'rollback', { title: id, user: 'Bob' }))).toBe(
      'permissiondenied',
    );
    const token = await admin.token();
    const answer = await admin.post<Answer>({ action: 'rollback', token, title: id, user: 'Bob' });
    expect(codeOf(answer)).toBe('badtoken');
  });
});

describe('delete and undelete', () => {
  test('a page goes and comes back, and the log tells of it', async () => {
    const { id } = await history('one', 'two');
    const gone = await call(admin, 'delete', { title: id, reason: 'spam' });
    expect(gone).toMatchObject({ delete: { title: id, reason: 'spam' } });
    expect((gone['delete'] as { logid: number }).logid).toBeGreaterThan(0);
    expect(await shown(id)).toBeUndefined();
    expect(codeOf(await call(admin, 'delete', { title: id }))).toBe('missingtitle');
    const back = await call(admin, 'undelete', { title: id, reason: 'ok' });
    expect(back).toEqual({
      undelete: { title: id, revisions: 2, fileversions: 0, reason: 'ok' },
    });
    expect(await shown(id)).toBe('two');
    expect(codeOf(await call(admin, 'undelete', { title: id }))).toBe('cantundelete');
  });

  test('what has been erased does not come back, and what was before it does', async () => {
    const { id, revisions } = await history('one', 'two');
    const [first = '', second = ''] = revisions;
    await call(admin, 'delete', { title: id });
    const erase = { type: 'revision', target: id, hide: 'content' };
    await call(admin, 'revisiondelete', { ...erase, ids: second });
    expect(await call(admin, 'undelete', { title: id })).toMatchObject({ undelete: { title: id } });
    expect(await shown(id)).toBe('one');
    await call(admin, 'delete', { title: id });
    const { query } = await admin.get<{
      query: { allrevisions: { revisions: { revid: number }[] }[] };
    }>({ action: 'query', list: 'allrevisions', arvlimit: '20', arvprop: 'ids' });
    const all = query.allrevisions.flatMap((page) => page.revisions.map(({ revid }) => revid));
    const ids = [first, ...all.filter((revid) => revid > Number(second))].join('|');
    await call(admin, 'revisiondelete', { ...erase, ids });
    const answer = await call(admin, 'undelete', { title: id });
    expect(codeOf(answer)).toBe('cantundelete');
  });

  test.each([
    ['delete', 'Q99999999', 'missingtitle'],
    ['delete', 'Item:a|b', 'invalidtitle'],
    ['undelete', 'Q99999999', 'missingtitle'],
  ])('%s %s: %s', async (action, title, code) => {
    expect(codeOf(await call(admin, action, { title }))).toBe(code);
  });

  test('are not for everybody', async () => {
    const { id } = await history('one');
    expect(codeOf(await call(bob, 'delete', { title: id }))).toBe('permissiondenied');
    await call(admin, 'delete', { title: id });
    expect(codeOf(await call(bob, 'undelete', { title: id }))).toBe('permissiondenied');
  });
});

describe('patrol', () => {
  test('a revision is looked at by its number', async () => {
    const { id, revisions } = await history('one', 'two');
    const answer = await call(admin, 'patrol', { revid: revisions[1] ?? '' });
    expect(answer).toMatchObject({ patrol: { rcid: Number(revisions[1]), title: id } });
    expect(await call(admin, 'patrol', { rcid: revisions[1] ?? '' })).toEqual(answer);
  });

  test.each([
    [{ rcid: '99999999' }, 'nosuchrcid'],
    [{ revid: '99999999' }, 'nosuchrevid'],
    [{}, 'missingparam'],
    [{ rcid: '1', revid: '1' }, 'invalidparammix'],
  ])('%j: %s', async (fields, code) => {
    expect(codeOf(await call(admin, 'patrol', { ...fields }))).toBe(code);
  });

  test('is not for everybody', async () => {
    expect(codeOf(await call(bob, 'patrol', { revid: '1' }))).toBe('permissiondenied');
  });
});

describe('watch', () => {
  test('pages are watched, for ever or for some time, and not any more', async () => {
    const { id } = await history('one');
    const title = id;
    expect(await call(bob, 'watch', { titles: `${title}|Q99999999` })).toMatchObject({
      watch: [{ title, watched: true }, { watched: true }],
    });
    const answer = await call(bob, 'watch', { titles: id, expiry: '1 week' });
    expect(answer).toMatchObject({ watch: [{ title, expiry: expect.stringMatching(/Z$/) }] });
    expect(await call(bob, 'watch', { titles: id, unwatch: '' })).toMatchObject({
      watch: [{ title, unwatched: true }],
    });
  });

  test.each<[Record<string, string>, string]>([
    [{}, 'missingparam'],
    [{ titles: 'Q1', expiry: 'soon' }, 'badexpiry'],
    [{ titles: 'Q1', expiry: '2001-01-01' }, 'badexpiry'],
  ])('%j: %s', async (fields, code) => {
    expect(codeOf(await call(bob, 'watch', fields))).toBe(code);
  });

  test('takes an account', async () => {
    expect(codeOf(await call(anybody, 'watch', { titles: 'Q1' }))).toBe('notloggedin');
  });
});

test.each([
  ['delete', { title: 'Q1' }],
  ['patrol', { revid: '1' }],
  ['revisiondelete', { type: 'revision', ids: '1', hide: 'user' }],
  ['block', { user: '192.0.2.77' }],
  ['protect', { title: 'Q1', protections: 'edit=sysop' }],
  ['userrights', { user: 'Bob', add: 'patroller' }],
])('%s: the tags of what is done are judged', async (action, fields) => {
  const answer = await call(admin, action, { ...fields, tags: '<b>' });
  expect(codeOf(answer)).toBe('badvalue');
});

async function compared(fields: Record<string, string>): Promise<object> {
  const asked = { action: 'compare', prop: 'diff|diffsize', ...fields };
  return (await anybody.get<{ compare: object }>(asked)).compare;
}

describe('revisiondelete', () => {
  const hide = { type: 'revision', reason: 'private data', hide: 'content|comment|user' };

  test('what is erased is seen nowhere', async () => {
    const { id, revisions } = await history('one', 'a secret 4711', 'three');
    const [, second = ''] = revisions;
    const answer = await call(admin, 'revisiondelete', { ...hide, target: id, ids: second });
    expect(answer).toMatchObject({
      revisiondelete: {
        status: 'Success',
        target: id,
        items: [{ id: Number(second), userhidden: true, commenthidden: true, texthidden: true }],
      },
    });
    // whoever erases it is told for the last time what it was
    expect(answer).toMatchObject({
      revisiondelete: {
        items: [{ user: 'Bob', comment: expect.stringContaining('4711') as unknown }],
      },
    });
    const again = await call(admin, 'revisiondelete', { ...hide, target: id, ids: second });
    expect(JSON.stringify(again)).not.toMatch(/4711|Bob/);
    const places = [
      `/wiki/${id}?action=history`,
      `/wiki/${id}?oldid=${second}`,
      `/wiki/${id}?diff=${second}`,
      '/wiki/Special:RecentChanges',
      '/wiki/Special:Contributions/Bob',
      `/wiki/Special:EntityData/${id}.json?revision=${second}`,
      `/w/api.php?action=query&list=logevents&format=json`,
      `/w/api.php?action=query&list=recentchanges&rcprop=comment|user|ids&format=json`,
      `/w/api.php?action=query&revids=${second}&prop=revisions&rvprop=content|comment|user&rvslots=*&format=json`,
    ];
    const texts = await Promise.all(
      places.map(async (path) => (await fetch(server.url + path)).text()),
    );
    expect(texts.filter((text) => text.includes('4711'))).toEqual([]);
  });

  test('nothing is compared with what is erased', async () => {
    const { id, revisions } = await history('one', 'a secret 4712', 'three');
    const [fromrev = '', second = '', third = ''] = revisions;
    await call(admin, 'revisiondelete', { ...hide, target: id, ids: second });
    expect(await compared({ fromrev, torev: second })).toEqual({ totexthidden: true });
    expect(await compared({ fromrev: second, torev: third })).toEqual({ fromtexthidden: true });
    expect(await compared({ fromrev, torev: third })).toHaveProperty('diffsize');
  });

  test('one that cannot be erased does not save the others', async () => {
    const { id, revisions } = await history('one', 'two');
    const ids = [...revisions, '99999999'].join('|');
    const answer = await call(admin, 'revisiondelete', { ...hide, target: id, ids });
    expect(answer).toMatchObject({
      revisiondelete: {
        status: 'Success',
        items: [
          { status: 'Success' },
          { status: 'Fail', errors: [{ code: 'current-content' }] },
          { status: 'Fail', errors: [{ code: 'unknown-revision' }] },
        ],
      },
    });
  });

  test.each<[string, Record<string, string>, string]>([
    ['showing again', { show: 'content' }, 'badvalue'],
    ['hiding nothing', { hide: '' }, 'param-missing'],
    ['a type that is not there', { type: 'archive' }, 'badvalue'],
  ])('%s is refused', async (_name, fields, code) => {
    const { id, revisions } = await history('one', 'two');
    const answer = await call(admin, 'revisiondelete', {
      ...hide,
      target: id,
      ids: revisions[0] ?? '',
      ...fields,
    });
    expect(codeOf(answer)).toBe(code);
  });

  test('is not for everybody', async () => {
    const { id, revisions } = await history('one', 'two');
    const fields = { ...hide, target: id, ids: revisions[0] ?? '' };
    expect(codeOf(await call(bob, 'revisiondelete', fields))).toBe('permissiondenied');
  });
});
