/** Clients that hold connections without using them cost nobody else anything. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let admin: ApiClient;
const sockets: Socket[] = [];

beforeAll(async () => {
  server = await openTestServer();
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
  await admin.create('item', label('en', 'one'));
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await server.close();
});

/** A connection on which this much of a request was sent. */
async function hold(text: string): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

/** The first part of what is answered. */
async function answerTo(text: string): Promise<string> {
  const socket = await hold(text);
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return chunk.toString('latin1');
}

const HALF_A_HEAD = 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ';
const HALF_A_BODY =
  'POST /w/api.php HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n' +
  'Content-Type: application/x-www-form-urlencoded\r\n\r\naction=';

test('five hundred requests that never end stop nobody from reading and writing', async () => {
  const slow = Array.from({ length: 500 }, (_, index) =>
    hold(index % 2 === 0 ? HALF_A_HEAD : HALF_A_BODY),
  );
  await Promise.all(slow);
  for (let times = 0; times < 20; times++) {
    expect((await fetch(`${server.url}/wiki/Q1`)).status).toBe(200);
    const { entity } = await admin.edit({ id: 'Q1' }, label('en', `name ${times}`));
    expect(entity?.id).toBe('Q1');
  }
});

test('who follows the changes and reads none of them is kept nothing for', async () => {
  const rounds = 100;
  for (let round = 0; round < rounds; round++) await summarisedEdits(round * 20);
  const before = process.memoryUsage().arrayBuffers;
  const { host } = new URL(server.url);
  const stuck = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const path = '/v2/stream/recentchange?since=2020-01-01';
      const socket = await hold(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
      return socket.pause();
    }),
  );
  for (let round = 0; round < 5; round++) await summarisedEdits(round * 20);
  const grown = process.memoryUsage().arrayBuffers - before;
  // all changes, for all of them, would be thirty megabytes
  expect(grown).toBeLessThan(10 * 1024 * 1024);
  // they lag, and nothing is lost to them
  const sent = await bytesOf(stuck[0], 3 * 1024 * 1024);
  expect(sent).toContain('200 OK');
  expect(sent).toContain(`name ${rounds * 20 - 1}`);
});

const SUMMARY = 'x'.repeat(400);

async function summarisedEdits(from: number): Promise<void> {
  const fields = { action: 'wbsetlabel', id: 'Q1', language: 'de', summary: SUMMARY };
  const token = await admin.token();
  const edits = Array.from({ length: 20 }, (_, index) =>
    admin.post({ ...fields, token, value: `name ${from + index}` }),
  );
  await Promise.all(edits);
}

/** So much of what comes, or more. */
async function bytesOf(socket: Socket | undefined, size: number): Promise<string> {
  if (socket === undefined) return '';
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  socket.resume();
  await expect.poll(() => text.length, { timeout: 30_000 }).toBeGreaterThan(size);
  socket.destroy();
  return text;
}

test.each([
  ['a head above 16 kB', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, '431'],
  ['a control character in a field', 'GET / HTTP/1.1\r\nHost: a\r\nX: a\u0001b\r\n\r\n', '400'],
  ['a line break within a field', 'GET / HTTP/1.1\r\nHost: a\r\nX: a\nb\r\n\r\n', '400'],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    '400',
  ],
  [
    'a length beside chunks',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    '400',
  ],
  ['no host', 'GET / HTTP/1.1\r\n\r\n', '400'],
  ['a host that is none', 'GET / HTTP/1.1\r\nHost: a/b\r\n\r\n', '400'],
  ['no HTTP', 'hello\r\n\r\n', '400'],
  ['an unknown method', 'BREAK / HTTP/1.1\r\nHost: a\r\n\r\n', '400'],
])('%s is refused', async (_, text, status) => {
  expect(await answerTo(text)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test.each([
  ['GET /wiki/Special:Search?q=a%0d%0aSet-Cookie:%20planted=1'],
  ['GET /wiki/Special:EntityPage/a%0d%0aSet-Cookie:%20planted=1'],
  ['GET /w/index.php?title=Special:a%0d%0aSet-Cookie:%20planted=1'],
  ['GET /entity/Q1%0d%0aSet-Cookie:%20planted=1'],
  ['GET /wiki/q1?a=%0d%0aSet-Cookie:%20planted=1'],
  ['GET /wiki/Special:Diff/2%0d%0aSet-Cookie:%20planted=1'],
  ['GET /w/api.php?action=a%0d%0aSet-Cookie:%20planted=1'],
  ['GET /w/api.php?action=query&origin=http://a%0d%0aSet-Cookie:%20planted=1'],
  ['GET /wiki/Special:Login?returnto=/a%0d%0aSet-Cookie:%20planted=1'],
])('%s plants no header field', async (line) => {
  const head = await answerTo(`${line} HTTP/1.1\r\nHost: a\r\nOrigin: http://b\r\n\r\n`);
  expect(head).toMatch(/^HTTP\/1.1 [234]\d\d /);
  const [fields = ''] = head.split('\r\n\r\n');
  expect(fields).not.toMatch(/^Set-Cookie: planted/im);
  expect(fields.split('\r\n').some((field) => /^[^:]*planted/i.test(field))).toBe(false);
});
