import { afterEach, describe, expect, test } from 'vitest';
import { openOddPeer, openPeerWiki } from '../../test/peer-wiki.ts';
import type { PeerWiki } from '../../test/peer-wiki.ts';
import { createEgress } from './egress.ts';
import { ExternalPages } from './external-pages.ts';
import type { PageAnswer } from './external-pages.ts';

const peers: PeerWiki[] = [];
let clockMs = 0;
let faults: string[] = [];

afterEach(async () => {
  faults = [];
  await Promise.all(peers.splice(0).map((peer) => peer.close()));
});

async function peerWiki(): Promise<PeerWiki> {
  const peer = await openPeerWiki({
    exists: (title) => !title.startsWith('Missing'),
    redirects: { 'White rhino': 'White rhinoceros', Lost: 'Missing' },
  });
  peers.push(peer);
  return peer;
}

async function oddPeer(body: string, type = 'application/json', status = 200): Promise<PeerWiki> {
  const peer = await openOddPeer((_, response) => {
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  peers.push(peer);
  return peer;
}

function pagesOf(...allowed: PeerWiki[]): ExternalPages {
  return new ExternalPages({
    egress: createEgress({ allowedHosts: allowed.map(({ host }) => host) }),
    onFault: (_, fault) => faults.push(fault),
    now: () => clockMs,
  });
}

async function find(pages: ExternalPages, { api }: PeerWiki, ...titles: string[]) {
  return (await pages.find(titles.map((title) => ({ api, title })))).map(textOf);
}

function textOf(answer: PageAnswer): string {
  return answer.kind === 'found' ? answer.title : `(${answer.kind})`;
}

test.each([
  ['Berlin', 'Berlin'],
  ['white_rhinoceros', 'White rhinoceros'],
  ['white rhino', 'White rhinoceros'],
  ['Ä & b=c + d', 'Ä & b=c + d'],
  ['missing page', '(missing)'],
  ['lost', '(missing)'],
])('%s: %s', async (title, expected) => {
  const peer = await peerWiki();
  expect(await find(pagesOf(peer), peer, title)).toEqual([expected]);
});

test('the pages of a wiki are asked for in one request, each once', async () => {
  const [one, other] = [await peerWiki(), await peerWiki()];
  const answers = await pagesOf(one, other).find([
    { api: one.api, title: 'b' },
    { api: other.api, title: 'Missing' },
    { api: one.api, title: 'A' },
    { api: one.api, title: 'b' },
  ]);
  expect(answers.map(textOf)).toEqual(['B', '(missing)', 'A', 'B']);
  expect([one.asked, other.asked]).toEqual([[['b', 'A']], [['Missing']]]);
});

test('many or long titles take more than one request', async () => {
  const peer = await peerWiki();
  const short = Array.from({ length: 51 }, (_, at) => `T${at}`);
  const long = Array.from({ length: 6 }, (_, at) => `${at}${'é'.repeat(120)}`);
  expect(await find(pagesOf(peer), peer, ...short)).toEqual(short);
  expect(await find(pagesOf(peer), peer, ...long)).toEqual(long);
  expect(peer.asked.map(({ length }) => length).toSorted((a, b) => b - a)).toEqual([50, 5, 1, 1]);
});

test('what was found is remembered for a minute, what is missing is not', async () => {
  const peer = await peerWiki();
  const pages = pagesOf(peer);
  await find(pages, peer, 'Berlin', 'Missing');
  await find(pages, peer, 'Berlin', 'Missing');
  clockMs += 60_000;
  await find(pages, peer, 'Berlin');
  expect(peer.asked).toEqual([['Berlin', 'Missing'], ['Missing'], ['Berlin']]);
});

describe('no answer', () => {
  test.each([
    ['{"query":{"pages":[{"title":"A"}]}}', 'text/html', 'wrong-media-type'],
    ['{"error":{"code":"readapidenied"}}', 'application/json', 'not-an-answer'],
    ['{"query":[]}', 'application/json', 'not-an-answer'],
    ['[1]', 'application/json', 'not-an-answer'],
    ['{"query"', 'application/json', 'not-an-answer'],
    ['['.repeat(100_000), 'application/json', 'not-an-answer'],
    [' '.repeat(1_048_577), 'application/json', 'too-large'],
  ])('is %.40s of type %s', async (body, type, fault) => {
    const peer = await oddPeer(body, type);
    expect(await find(pagesOf(peer), peer, 'A')).toEqual(['(no-answer)']);
    expect(faults).toEqual([fault]);
  });

  test('of a wiki that we may not ask', async () => {
    const peer = await peerWiki();
    expect(await find(pagesOf(), peer, 'A')).toEqual(['(no-answer)']);
    expect([faults, peer.asked]).toEqual([['forbidden-address'], []]);
  });

  test('of one wiki does not hide the answers of others, and leaves it alone for a while', async () => {
    const [odd, fine] = [await oddPeer('gone', 'text/plain', 503), await peerWiki()];
    const pages = pagesOf(odd, fine);
    const ask = async () =>
      (
        await pages.find([
          { api: odd.api, title: 'A' },
          { api: fine.api, title: 'B' },
        ])
      ).map(textOf);
    expect(await ask()).toEqual(['(no-answer)', 'B']);
    expect(await ask()).toEqual(['(no-answer)', 'B']);
    expect(odd.asked).toHaveLength(1);
    clockMs += 30_000;
    await ask();
    expect(odd.asked).toHaveLength(2);
  });
});

test.each([
  ['{"pages":[{"title":"A","missing":""}]}', '(missing)'],
  ['{"pages":[{"title":"A","missing":true,"known":true}]}', 'A'],
  ['{"pages":[{"title":"A","invalid":true,"known":true}]}', '(missing)'],
  ['{"interwiki":[{"title":"A","iw":"a"}]}', '(missing)'],
  ['{"converted":[{"from":"A","to":"B"}],"pages":[{"title":"B"}]}', 'B'],
  ['{"converted":[null,1,{"from":"A","to":1}],"pages":[{"title":"A"},null]}', 'A'],
  ['{"normalized":[{"from":"A","to":"__proto__"}],"pages":{"title":"A"}}', '(missing)'],
])('an answer of %s means %s', async (query, expected) => {
  const peer = await oddPeer(`{"query":${query}}`);
  expect(await find(pagesOf(peer), peer, 'A')).toEqual([expected]);
});
