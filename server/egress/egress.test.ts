import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { isIP } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEgress, parseAllowedHost } from './egress.ts';
import type { EgressAnswer, EgressOptions } from './egress.ts';

const routes: Readonly<Record<string, RequestListener>> = {
  '/fine': (_, response) => json(response).end('{"fine":true}'),
  '/agent': (request, response) => json(response).end(JSON.stringify(request.headers)),
  '/large': (_, response) => json(response).end('x'.repeat(2_000)),
  // a body without an end, a piece at a time
  '/endless': (_, response) => {
    const timer = setInterval(() => json(response).write('x'), 5);
    response.on('close', () => clearInterval(timer));
  },
  '/silent': () => {},
  '/html': (_, response) => response.setHeader('content-type', 'text/html').end('{}'),
  '/packed': (_, response) => json(response).setHeader('content-encoding', 'gzip').end('x'),
  '/broken': (_, response) => void response.destroy(),
  '/to-fine': redirect('/fine'),
  '/around': redirect('/around'),
  '/to-file': redirect('file:///etc/passwd'),
  '/to-private': redirect('http://169.254.169.254/'),
  '/to-decimal': redirect('http://2130706433/'),
  '/to-name': redirect('http://rebound.example/'),
};

let server: Server;
let port: number;
/** Names that a resolver was asked for. */
let resolved: string[];

beforeAll(async () => {
  server = createServer((request, response) => routes[request.url ?? '']?.(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  ({ port } = server.address() as AddressInfo);
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const loopback = (host: string) => {
  resolved.push(host);
  return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
};

function resolving(...addresses: string[]) {
  return () => Promise.resolve(addresses.map((address) => ({ address, family: isIP(address) })));
}

async function get(
  url: string,
  { allowedHosts = [`127.0.0.1:${port}`], ...options }: EgressOptions = {},
): Promise<string> {
  resolved = [];
  const egress = createEgress({ allowedHosts, resolve: loopback, ...options });
  const timeoutMs = /\/(?:endless|silent)$/.test(url) ? 200 : 30_000;
  return textOf(
    await egress.get({ url, mediaType: 'application/json', timeoutMs, maxBytes: 1_000 }),
  );
}

function textOf(answer: EgressAnswer): string {
  return answer.ok ? `${answer.status} ${answer.body.toString()}` : answer.fault;
}

describe('an allowed host', () => {
  test.each([
    ['/fine', '200 {"fine":true}'],
    ['/to-fine', '200 {"fine":true}'],
    ['/large', 'too-large'],
    ['/endless', 'timeout'],
    ['/silent', 'timeout'],
    ['/html', 'wrong-media-type'],
    ['/packed', 'wrong-media-type'],
    ['/broken', 'unreachable'],
    ['/around', 'too-many-redirects'],
    ['/to-file', 'bad-url'],
    ['/to-private', 'forbidden-address'],
    ['/to-decimal', 'forbidden-address'],
    ['/to-name', 'forbidden-address'],
  ])('%s: %s', async (path, expected) => {
    expect(await get(`http://127.0.0.1:${port}${path}`)).toBe(expected);
  });

  test('is reached at the address that its name has', async () => {
    const url = `http://peer.example:${port}/fine`;
    expect(await get(url, { allowedHosts: ['peer.example'] })).toBe('200 {"fine":true}');
    expect(resolved).toEqual(['peer.example']);
  });

  test('is allowed on its port only, where one is named', async () => {
    const url = `http://127.0.0.1:${port}/fine`;
    expect(await get(url, { allowedHosts: [`127.0.0.1:${port + 1}`] })).toBe('forbidden-address');
  });

  test('learns who asks, and nothing else', async () => {
    const text = await get(`http://127.0.0.1:${port}/agent`, { userAgent: 'Sabir (here)' });
    expect(JSON.parse(text.slice('200 '.length))).toEqual({
      accept: 'application/json',
      'accept-encoding': 'identity',
      connection: 'close',
      host: `127.0.0.1:${port}`,
      'user-agent': 'Sabir (here)',
    });
  });
});

describe('of all others, private addresses are refused in each spelling', () => {
  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://127.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://017700000001/',
    'http://0177.0.0.1/',
    'http://127.0.0.1./',
    'http://①②⑦.⓪.⓪.①/',
    'http://0/',
    'http://0.0.0.0/',
    'http://10.0.0.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0xa9fea9fe/',
    'http://172.16.0.1/',
    'http://192.168.0.1/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::]/',
    'http://[::1]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::127.0.0.1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001::1]/',
    'http://[fc00::1]/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://[ff02::1]/',
    'https://127.0.0.1/',
  ])('%s', async (url) => {
    expect(await get(url)).toBe('forbidden-address');
  });

  test('a name that resolves to one', async () => {
    expect(await get('http://rebound.example/')).toBe('forbidden-address');
    expect(await get('http://localhost./')).toBe('forbidden-address');
    expect(await get('https://rebound.example/')).toBe('forbidden-address');
  });

  test('a name that resolves to one besides a public one', async () => {
    const options = { resolve: resolving('8.8.8.8', '::1') };
    expect(await get('http://rebound.example/', options)).toBe('forbidden-address');
  });

  test('a name that another answer made safe: each connection asks once, and takes that answer', async () => {
    const answers = ['127.0.0.1', '10.0.0.1'];
    const resolve = (host: string) => {
      resolved.push(host);
      return Promise.resolve([{ address: answers.shift() ?? '', family: 4 }]);
    };
    const allowedHosts = [`first.example:${port}`];
    const url = `http://first.example:${port}/to-name`;
    expect(await get(url, { resolve, allowedHosts })).toBe('forbidden-address');
    expect(resolved).toEqual(['first.example', 'rebound.example']);
  });

  test('the real resolver’s localhost', async () => {
    const egress = createEgress();
    const request = { mediaType: 'application/json', timeoutMs: 30_000, maxBytes: 1 };
    expect(textOf(await egress.get({ ...request, url: 'http://localhost/' }))).toBe(
      'forbidden-address',
    );
  });
});

test.each([
  ['http://public.example:8080/', 'forbidden-address'],
  ['https://public.example:22/', 'forbidden-address'],
  ['ftp://public.example/', 'bad-url'],
  ['file:///etc/passwd', 'bad-url'],
  ['gopher://127.0.0.1/', 'bad-url'],
  ['data:application/json,{}', 'bad-url'],
  ['http://name:secret@public.example/', 'bad-url'],
  ['public.example', 'bad-url'],
  ['', 'bad-url'],
])('%s: %s', async (url, expected) => {
  expect(await get(url)).toBe(expected);
  expect(resolved).toEqual([]);
});

test('a name that nobody knows is a server that cannot be reached', async () => {
  const url = 'http://public.example/';
  expect(await get(url, { resolve: () => Promise.reject(new Error('ENOTFOUND')) })).toBe(
    'unreachable',
  );
});

test('more requests than the door holds are turned away, and it opens again', async () => {
  const egress = createEgress({ allowedHosts: ['127.0.0.1'] });
  const url = `http://127.0.0.1:${port}`;
  const request = { mediaType: 'application/json', timeoutMs: 30_000, maxBytes: 1_000 };
  const silent = Array.from({ length: 64 }, () =>
    egress.get({ ...request, timeoutMs: 200, url: `${url}/silent` }),
  );
  expect(textOf(await egress.get({ ...request, url: `${url}/fine` }))).toBe('busy');
  await Promise.all(silent);
  expect(textOf(await egress.get({ ...request, url: `${url}/fine` }))).toBe('200 {"fine":true}');
});

test.each([
  ['wiki.example', 'wiki.example'],
  ['Wiki.Example:8080', 'wiki.example:8080'],
  ['127.0.0.1:080', '127.0.0.1:80'],
  ['[::1]:80', '[::1]:80'],
  ['http://wiki.example', undefined],
  ['wiki.example/path', undefined],
  ['wiki.example:port', undefined],
  ['a b', undefined],
  ['', undefined],
])('%j is allowed as %j', (text, expected) => {
  expect(parseAllowedHost(text)).toBe(expected);
});

function redirect(location: string): RequestListener {
  return (_, response) => void response.writeHead(302, { location }).end();
}

function json(response: Parameters<RequestListener>[1]) {
  return response.headersSent ? response : response.setHeader('content-type', 'application/json');
}
