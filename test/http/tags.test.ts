/** Tags of changes from end to end: who may give which, those of the software, those given later. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pagePath } from '../../client/view/safe-link.ts';
import { SITE_SETTINGS_ID } from '../../schema/model/documents/site-settings.ts';
import { ADMIN, ApiClient, label, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let admin: ApiClient;
let nobody: ApiClient;

beforeAll(async () => {
  server = await openTestServer();
  admin = new ApiClient(server.url);
  nobody = new ApiClient(server.url);
  await admin.logIn(ADMIN);
});
afterAll(() => server.close());

interface Revision {
  readonly revid: number;
  readonly parentid: number;
  readonly tags: readonly string[];
}

interface Answer {
  readonly error?: { readonly code: string };
  readonly managetags?: { readonly success: boolean; readonly logid: number };
  readonly tag?: readonly Record<string, unknown>[];
  readonly query?: {
    readonly pages?: readonly { readonly revisions?: readonly Revision[] }[];
    readonly [list: string]: unknown;
  };
}

async function act(client: ApiClient, fields: Record<string, string>): Promise<Answer> {
  return client.post<Answer>({ ...fields, token: await client.token() });
}

async function code(client: ApiClient, fields: Record<string, string>) {
  return (await act(client, fields)).error?.code;
}

/** Oldest first. */
async function revisions(id: string): Promise<readonly Revision[]> {
  const fields = { prop: 'revisions', titles: id, rvprop: 'ids|tags', rvlimit: 'max' };
  const answer = await admin.get<Answer>({ action: 'query', ...fields });
  return (answer.query?.pages?.[0]?.revisions ?? []).toReversed();
}

async function newest(id: string): Promise<Revision> {
  const [last] = (await revisions(id)).toReversed();
  if (last === undefined) throw new Error(id);
  return last;
}

async function setLabel(id: string, value: string, tags = ''): Promise<number> {
  await act(admin, { action: 'wbsetlabel', id, language: 'en', value, tags });
  return (await newest(id)).revid;
}

function manage(operation: string, tag: string, more: Record<string, string> = {}) {
  return { action: 'managetags', operation, tag, ...more };
}

describe('tags that are defined', () => {
  test('are created, switched off and on, and deleted, which the log tells', async () => {
    const made = await act(admin, manage('create', 'batch', { description: 'done in batches' }));
    expect(made.managetags).toMatchObject({ success: true, tag: 'batch' });
    for (const operation of ['deactivate', 'activate', 'delete']) {
      expect(await code(admin, manage(operation, 'batch'))).toBeUndefined();
    }
    const list = { action: 'query', list: 'logevents', letype: 'managetags', leprop: 'type|title' };
    const logged = await admin.get<Answer>(list);
    expect(logged.query?.['logevents']).toEqual(
      ['delete', 'activate', 'deactivate', 'create'].map((action) => ({
        ns: -1,
        title: 'Special:Tags',
        type: 'managetags',
        action,
      })),
    );
  });

  test.each([
    ['create', '<b>', 'tags-create-invalid-chars'],
    ['create', 'mw-mine', 'tags-create-reserved'],
    ['create', 'twice', 'tags-create-already-exists'],
    ['delete', 'unheard of', 'tags-delete-not-found'],
    ['delete', 'mw-undo', 'tags-delete-not-allowed'],
    ['activate', 'unheard of', 'tags-activate-not-found'],
    ['activate', 'twice', 'tags-activate-not-allowed'],
    ['deactivate', 'unheard of', 'tags-deactivate-not-allowed'],
    ['forget', 'twice', 'badvalue'],
  ])('%s %s is refused: %s', async (operation, tag, refusal) => {
    await act(admin, manage('create', 'twice'));
    expect(await code(admin, manage(operation, tag))).toBe(refusal);
  });

  test('are for administrators to define', async () => {
    expect(await code(nobody, manage('create', 'x'))).toBe('permissiondenied');
  });

  test('a tag in use that nobody defined becomes defined by being switched on', async () => {
    const id = await admin.create('item', label('en', 'in use'));
    await setLabel(id, 'in use, changed', 'wild');
    expect(await code(admin, manage('create', 'wild'))).toBe('tags-create-already-exists');
    expect(await code(admin, manage('activate', 'wild'))).toBeUndefined();
  });
});

describe('tags of saved changes', () => {
  let id: string;
  beforeAll(async () => {
    id = await admin.create('item', label('en', 'tagged later'));
  });

  test('are added and removed, and every list shows it', async () => {
    const revid = await setLabel(id, 'tagged later, twice', 'first');
    const fields = { action: 'tag', revid: `${revid}|99999`, add: 'second', remove: 'first' };
    const { tag = [] } = await act(admin, fields);
    expect(tag).toEqual([
      {
        revid,
        status: 'success',
        actionlogid: expect.any(Number),
        added: ['second'],
        removed: ['first'],
      },
      { revid: 99999, status: 'error', code: 'nosuchrevid', info: expect.any(String) },
    ]);
    expect((await newest(id)).tags).toEqual(['second']);
    const query = { action: 'query', list: 'recentchanges', rcprop: 'ids|tags', rctag: 'second' };
    const changes = await admin.get<Answer>(query);
    expect(changes.query?.['recentchanges']).toMatchObject([{ revid, tags: ['second'] }]);
    const history = await fetch(`${server.url}/wiki/${id}?action=history`);
    expect(await history.text()).toContain('<bdi>second</bdi>');
    const log = { action: 'query', list: 'logevents', letype: 'tag', leprop: 'title|details' };
    expect((await admin.get<Answer>(log)).query?.['logevents']).toMatchObject([
      { title: id, params: { revid, tagsAdded: ['second'], tagsRemoved: ['first'] } },
    ]);
  });

  test('that stay as they are leave no trace in the log', async () => {
    const revid = await setLabel(id, 'tagged later, again', 'kept');
    const answer = await act(admin, { action: 'tag', revid: String(revid), add: 'kept' });
    expect(answer.tag).toEqual([{ revid, status: 'success', noop: true }]);
  });

  test('entries of the log have tags, too, and are found by them', async () => {
    const title = await admin.create('item', label('en', 'to be deleted'));
    await act(admin, { action: 'delete', title });
    const find = async (letag: string) => {
      const query = { action: 'query', list: 'logevents', leprop: 'ids|tags', letag };
      return (await admin.get<Answer>(query)).query?.['logevents'];
    };
    const all = { action: 'query', list: 'logevents', letype: 'delete', leprop: 'ids' };
    const found = (await admin.get<Answer>(all)).query?.['logevents'];
    const [{ logid } = { logid: 0 }] = found as readonly { readonly logid: number }[];
    await act(admin, { action: 'tag', logid: String(logid), add: 'regretted' });
    expect(await find('regretted')).toMatchObject([{ logid, tags: ['regretted'] }]);
    expect(await find('not regretted')).toEqual([]);
  });

  test.each([
    ['add', 'mw-undo', 'badtags'],
    ['remove', 'mw-undo', 'badtags'],
    ['add', '<b>', 'badvalue'],
  ])('%s %s is refused: %s', async (what, tag, refusal) => {
    const { revid } = await newest(id);
    expect(await code(admin, { action: 'tag', revid: String(revid), [what]: tag })).toBe(refusal);
  });

  test('are for administrators to change', async () => {
    const { revid } = await newest(id);
    expect(await code(nobody, { action: 'tag', revid: String(revid), add: 'x' })).toBe(
      'permissiondenied',
    );
  });
});

/** An edit of the item under these tags. */
function edit(id: string, tags: string) {
  return { action: 'wbsetlabel', id, language: 'de', value: `mit ${tags}`, tags };
}

describe('who may give tags', () => {
  test('people with an account give any well-formed tag, but none of the software', async () => {
    const id = await admin.create('item', label('en', 'tagged by whom'));
    expect(await code(admin, edit(id, 'anything'))).toBeUndefined();
    expect(await code(admin, edit(id, 'mw-undo'))).toBe('badtags');
    expect(await code(nobody, edit(id, 'anything'))).toBe('permissiondenied');
  });

  test('where only defined tags count, any other is refused at every door', async () => {
    const strict = await openTestServer();
    try {
      const own = new ApiClient(strict.url);
      await own.logIn(ADMIN);
      const id = await own.create('item', label('en', 'strict'));
      const settings = JSON.stringify({ tags: { onlyDefined: true } });
      const path = `${strict.url}${pagePath(SITE_SETTINGS_ID)}?action=edit`;
      const headers = { Cookie: own.cookie };
      const form = await (await fetch(path, { headers })).text();
      const base = /name="base" value="(\d+)"/.exec(form)?.[1] ?? '';
      const saved = await fetch(path, {
        method: 'POST',
        redirect: 'manual',
        headers,
        body: new URLSearchParams({ token: await own.token(), base, settings }),
      });
      expect(saved.status).toBe(303);
      for (const operation of ['create', 'deactivate']) {
        await act(own, { action: 'managetags', operation, tag: 'off' });
      }
      await act(own, { action: 'managetags', operation: 'create', tag: 'on' });
      expect(await code(own, edit(id, 'off'))).toBe('badtags');
      expect(await code(own, edit(id, 'wild'))).toBe('badtags');
      expect(
        await code(own, { action: 'protect', title: id, protections: 'edit=sysop', tags: 'wild' }),
      ).toBe('badtags');
      expect(await code(own, edit(id, 'on'))).toBeUndefined();
      const rest = await fetch(
        `${strict.url}/w/rest.php/wikibase/v1/entities/items/${id}/labels/fr`,
        {
          method: 'PUT',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ label: 'un', tags: ['wild'] }),
        },
      );
      expect([rest.status, await rest.json()]).toMatchObject([
        400,
        { code: 'invalid-value', context: { path: '/tags/0' } },
      ]);
    } finally {
      await strict.close();
    }
  });
});

describe('tags of the software', () => {
  test('say what was taken back, by whatever means', async () => {
    const id = await admin.create('item', label('en', 'a'));
    const undone = await setLabel(id, 'b');
    await act(admin, { action: 'edit', title: id, undo: String(undone) });
    await setLabel(id, 'c');
    await setLabel(id, 'd');
    await setLabel(id, 'c');
    const tags = (await revisions(id)).map((each) => each.tags.join(' '));
    expect(tags).toEqual(['', 'mw-reverted', 'mw-undo', '', 'mw-reverted', 'mw-manual-revert']);
  });

  test('say that a page was emptied, or lost nearly all', async () => {
    const id = await admin.create('item', label('en', 'emptied'));
    await act(admin, { action: 'wbeditentity', id, clear: '1', data: '{}' });
    await act(admin, { action: 'wbsetdescription', id, language: 'en', value: 'long '.repeat(49) });
    for (const language of ['de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da']) {
      await act(admin, { action: 'wbsetdescription', id, language, value: 'long '.repeat(49) });
    }
    const data = JSON.stringify(label('en', 'x'));
    await act(admin, { action: 'wbeditentity', id, clear: '1', data });
    const tags = (await revisions(id)).map((each) => each.tags.join(' '));
    expect([tags[1], tags[2], tags.at(-1)]).toEqual(['mw-blank', '', 'mw-replace']);
  });

  test('say that a page became a redirect, leads elsewhere, and is none any more', async () => {
    const [one, two] = [
      await admin.create('item', label('en', 'one')),
      await admin.create('item', label('en', 'two')),
    ];
    const id = await admin.create('item', label('en', 'source'));
    const before = (await newest(id)).revid;
    await act(admin, { action: 'wbeditentity', id, clear: '1', data: '{}' });
    for (const to of [one, two]) await act(admin, { action: 'wbcreateredirect', from: id, to });
    await act(admin, {
      action: 'edit',
      title: id,
      undo: String((await newest(id)).revid),
      undoafter: String(before),
    });
    const tags = (await revisions(id)).map((each) => each.tags.join(' '));
    expect(tags.map((each) => each.replace(' mw-reverted', ''))).toEqual([
      '',
      'mw-blank',
      'mw-new-redirect',
      'mw-changed-redirect-target',
      'mw-removed-redirect mw-undo',
    ]);
  });

  test('stand in the list with names in the language of the reader', async () => {
    const query = {
      action: 'query',
      list: 'tags',
      tgprop: 'displayname|defined|active|source',
      tgcontinue: 'mw-undo',
      tglimit: '1',
      uselang: 'de',
    };
    expect((await admin.get<Answer>(query)).query?.['tags']).toEqual([
      {
        name: 'mw-undo',
        displayname: 'rückgängig gemacht',
        defined: true,
        active: true,
        source: ['software', 'extension'],
      },
    ]);
  });
});

describe('Special:Tags', () => {
  test('lists tags for everybody, without the forms', async () => {
    const page = await (await fetch(`${server.url}/wiki/Special:Tags`)).text();
    expect(page).toContain('mw-changed-redirect-target');
    expect(page).not.toContain('name="operation"');
  });

  test('an administrator defines a tag with its form, and is told what is wrong', async () => {
    const path = '/wiki/Special:Tags';
    const headers = { Cookie: admin.cookie };
    const read = async () => (await fetch(`${server.url}${path}`, { headers })).text();
    const token = /name="token" value="([^"]+)"/.exec(await read())?.[1] ?? '';
    const fields = { token, operation: 'create', description: 'from the form' };
    const send = (tag: string) =>
      fetch(`${server.url}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers,
        body: new URLSearchParams({ ...fields, tag }),
      });
    expect((await send('by form')).status).toBe(303);
    expect(await read()).toContain('from the form');
    const refused = await send('by form');
    expect([refused.status, await refused.text()]).toEqual([
      409,
      expect.stringContaining('by form'),
    ]);
  });
});
