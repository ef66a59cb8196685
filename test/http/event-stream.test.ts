/** The change stream as a client of it: server-sent events over a real connection. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let editor: ApiClient;

beforeAll(async () => {
  server = await openTestServer();
  editor = new ApiClient(server.url);
  await editor.logIn(ADMIN);
});

afterAll(() => server.close());

interface ChangeEvent {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly user: string;
  readonly comment: string;
  readonly length: { readonly old?: number; readonly new: number };
  readonly revision: { readonly old?: number; readonly new: number };
  readonly meta: { readonly id: string; readonly stream: string; readonly dt: string };
}

/** Reads events one at a time and leaves when asked. */
class Follower {
  readonly response: Response;
  /** Of the last event. */
  lastId = '';
  readonly #leaving: AbortController;
  readonly #frames: AsyncGenerator<string>;

  private constructor(response: Response, leaving: AbortController) {
    this.response = response;
    this.#leaving = leaving;
    this.#frames = framesOf(response);
  }

  static async open(query = '', headers: Record<string, string> = {}): Promise<Follower> {
    const leaving = new AbortController();
    const url = `${server.url}/v2/stream/recentchange${query}`;
    return new Follower(await fetch(url, { headers, signal: leaving.signal }), leaving);
  }

  async frame(): Promise<string> {
    return (await this.#frames.next()).value as string;
  }

  async event(): Promise<ChangeEvent> {
    for (;;) {
      const lines = (await this.frame()).split('\n');
      const data = lines.find((line) => line.startsWith('data: '));
      if (data === undefined) continue;
      this.lastId = lines.find((line) => line.startsWith('id: '))?.slice(4) ?? '';
      return JSON.parse(data.slice(6)) as ChangeEvent;
    }
  }

  leave(): void {
    this.#leaving.abort();
  }
}

async function* framesOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    yield* frames;
  }
}

test('an edit is told to those who listen', async () => {
  const follower = await Follower.open();
  expect(follower.response.headers.get('Content-Type')).toBe('text/event-stream; charset=utf-8');
  expect(await follower.frame()).toBe(':ok');
  const id = await editor.create('item', label('en', 'rhinoceros'));
  const created = await follower.event();
  expect(created).toMatchObject({ type: 'new', title: id, user: ADMIN.name });
  expect(created.length.old).toBeUndefined();
  await editor.edit({ id, summary: 'more <b>words</b>' }, label('de', 'Nashorn'));
  const edited = await follower.event();
  expect(edited).toMatchObject({
    type: 'edit',
    title: id,
    revision: { old: created.revision.new },
  });
  expect(edited.length.old).toBe(created.length.new);
  expect(edited.comment).toContain('more <b>words</b>');
  expect(JSON.stringify(edited)).toContain('more &lt;b&gt;words&lt;/b&gt;');
  const { query } = await editor.get<{
    query: {
      general: { wikiid: string };
      recentchanges: { revid: number; parsedcomment: string }[];
    };
  }>({
    action: 'query',
    meta: 'siteinfo',
    list: 'recentchanges',
    rcprop: 'ids|parsedcomment',
    rclimit: '1',
  });
  expect(edited).toMatchObject({
    wiki: query.general.wikiid,
    parsedcomment: query.recentchanges[0]?.parsedcomment,
  });
  follower.leave();
});

test('who comes back with the id of an event goes on after it, and ids do not change', async () => {
  const first = await Follower.open();
  await editor.create('item', label('en', 'one'));
  await editor.create('item', label('en', 'two'));
  const one = await first.event();
  const { lastId } = first;
  const two = await first.event();
  first.leave();
  const again = await Follower.open('', { 'Last-Event-ID': lastId });
  const repeated = await again.event();
  expect(repeated).toEqual(two);
  expect(repeated.meta.id).not.toBe(one.meta.id);
  again.leave();
});

test('one JSON object a line, for those who accept that', async () => {
  await editor.create('item', label('en', 'one'));
  const follower = await Follower.open('?since=0', { Accept: 'application/json' });
  expect(follower.response.headers.get('Content-Type')).toBe('application/json');
  const reader = follower.response.body?.getReader();
  const chunk = await reader?.read();
  const [line = ''] = new TextDecoder().decode(chunk?.value).split('\n');
  expect(JSON.parse(line)).toMatchObject({ type: 'new' });
  follower.leave();
});

test('a deletion is told as one', async () => {
  const follower = await Follower.open();
  const id = await editor.create('item', label('en', 'one'));
  await follower.event();
  const token = await editor.token();
  const answer = await editor.post({ action: 'delete', title: id, token, reason: 'a test' });
  const { delete: done } = answer as { readonly delete: { readonly logid: number } };
  expect(await follower.event()).toMatchObject({
    type: 'log',
    log_id: done.logid,
    log_type: 'delete',
    title: id,
  });
  follower.leave();
});

describe('refused', () => {
  test.each([
    ['a stream that is not there', '/v2/stream/nothing', {}, 400, 'not_found'],
    ['one of two', '/v2/stream/recentchange,nothing', {}, 400, 'not_found'],
    ['no time', '/v2/stream/recentchange?since=soon', {}, 400, 'invalid_timestamp'],
    [
      'no id of an event',
      '/v2/stream/recentchange',
      { 'Last-Event-ID': 'seven' },
      400,
      'invalid_last_event_id',
    ],
  ])('%s', async (_, path, headers, status, type) => {
    const response = await fetch(server.url + path, { headers });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status, type });
  });

  test('more than ten streams at once from one address, until one is left; a mere question is none', async () => {
    for (let times = 0; times < 20; times++) {
      const asked = await fetch(`${server.url}/v2/stream/recentchange`, { method: 'HEAD' });
      expect(asked.headers.get('Content-Type')).toBe('text/event-stream; charset=utf-8');
    }
    const followers = await Promise.all(Array.from({ length: 10 }, () => Follower.open()));
    expect(followers.map(({ response }) => response.status)).toEqual(Array(10).fill(200));
    const eleventh = await Follower.open();
    expect(eleventh.response.status).toBe(429);
    expect(eleventh.response.headers.get('Retry-After')).not.toBeNull();
    followers[0]?.leave();
    await expect
      .poll(async () => {
        const next = await Follower.open();
        next.leave();
        return next.response.status;
      })
      .toBe(200);
    for (const follower of followers) follower.leave();
  });
});
