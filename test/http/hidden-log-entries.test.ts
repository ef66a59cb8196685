/** Parts of entries of the log are erased for good; that it was done stands in the log. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let admin: ApiClient;

beforeAll(async () => {
  server = await openTestServer();
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
});
afterAll(() => server.close());

type Entry = Readonly<Record<string, unknown>> & { readonly logid: number };

async function log(letype: string): Promise<readonly Entry[]> {
  const query = { action: 'query', list: 'logevents', letype, lelimit: 'max' };
  return (await admin.get<{ query: { logevents: Entry[] } }>(query)).query.logevents;
}

async function act(client: ApiClient, fields: Record<string, string>) {
  const answer = await client.post<Record<string, { readonly code?: string }>>({
    ...fields,
    token: await client.token(),
  });
  return answer;
}

/** The number of the entry that tells of the block of the address. */
async function block(user: string): Promise<number> {
  await act(admin, { action: 'block', user, reason: 'their name and street' });
  return (await log('block'))[0]?.logid ?? 0;
}

function hide(logid: number, what: string, client = admin) {
  const fields = { type: 'logging', ids: String(logid), hide: what, reason: 'privacy' };
  return act(client, { action: 'revisiondelete', ...fields });
}

describe('an entry of the log', () => {
  test.each([
    ['comment', { commenthidden: true }, 'their name and street'],
    ['user', { userhidden: true }, 'Admin'],
    ['content', { actionhidden: true }, '192.0.2.'],
  ])('without its %s', async (what, hidden, text) => {
    const logid = await block(`192.0.2.${what.length}`);
    const done = await hide(logid, what);
    expect(done['revisiondelete']).toMatchObject({
      status: 'Success',
      items: [{ id: logid, status: 'Success', ...hidden }],
    });
    const entry = (await log('block')).find((each) => each.logid === logid);
    expect(entry).toMatchObject(hidden);
    expect(JSON.stringify(entry)).not.toContain(text);
    const [told] = await log('delete');
    expect(told).toMatchObject({
      action: 'event',
      title: 'Special:Log/block',
      params: { type: 'logging', ids: [logid] },
    });
    const page = await fetch(`${server.url}/wiki/Special:Log`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('type=block')]);
  });

  test('that tells of a deletion loses its comment together with the revision', async () => {
    const id = await admin.create('item', label('en', 'deleted for a reason'));
    await act(admin, { action: 'delete', title: id, reason: 'a secret reason' });
    const [deleted] = await log('delete');
    await hide(deleted?.logid ?? 0, 'comment');
    expect(JSON.stringify(await log('delete'))).not.toContain('a secret reason');
    const changes = { action: 'query', list: 'recentchanges', rcprop: 'comment', rclimit: 'max' };
    expect(JSON.stringify(await admin.get(changes))).not.toContain('a secret reason');
  });

  test('that there is none of is told so', async () => {
    expect((await hide(99998, 'comment'))['revisiondelete']).toMatchObject({
      status: 'Fail',
      items: [{ id: 99998, status: 'Fail', errors: [{ code: 'unknown-log-entry' }] }],
    });
  });

  test('that tells of a new page is refused, and says where its revision is erased', async () => {
    const id = await admin.create('item', label('en', 'made by somebody'));
    const creation = (await log('create')).find(({ title }) => title === id);
    const revision = String(creation?.['revid']);
    expect((await hide(creation?.logid ?? 0, 'comment'))['revisiondelete']).toMatchObject({
      status: 'Fail',
      items: [
        {
          status: 'Fail',
          errors: [
            { code: 'log-entry-of-revision', message: expect.stringContaining(`ids=${revision}`) },
          ],
        },
      ],
    });
  });

  test('is for administrators to hide', async () => {
    const logid = await block('192.0.2.99');
    const refused = await hide(logid, 'comment', new ApiClient(server.url));
    expect(refused['error']?.code).toBe('permissiondenied');
  });
});
