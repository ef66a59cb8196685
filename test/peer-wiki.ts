/** Another wiki for tests: as much of its Action API as tells whether pages are there. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PeerWiki {
  /** The address of its Action API. */
  readonly api: string;
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** The titles of each request so far. */
  readonly asked: string[][];
  close(): Promise<void>;
}

export interface PeerPages {
  readonly exists: (title: string) => boolean;
  readonly redirects?: Readonly<Record<string, string>>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Titles begin with a capital, blanks stand for underscores. */
export function openPeerWiki({ exists, redirects = {} }: PeerPages): Promise<PeerWiki> {
  const asked: string[][] = [];
  return listening(asked, (request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://peer');
    const titles = searchParams.get('titles')?.split('|') ?? [];
    asked.push(titles);
    const normalized = titles
      .map((from) => ({ from, to: plainTitle(from) }))
      .filter(({ from, to }) => from !== to);
    const followed = titles.map(plainTitle).flatMap((from) => {
      const to = redirects[from];
      return to === undefined ? [] : [{ from, to }];
    });
    const pages = new Set(titles.map(plainTitle).map((title) => redirects[title] ?? title));
    send(response, {
      batchcomplete: true,
      query: {
        normalized,
        redirects: followed,
        pages: [...pages].map((title) =>
          exists(title) ? { pageid: 1, ns: 0, title } : { ns: 0, title, missing: true },
        ),
      },
    });
  });
}

/** A server that answers each request in its own way. */
export function openOddPeer(answer: Answer): Promise<PeerWiki> {
  const asked: string[][] = [];
  return listening(asked, (request, response) => {
    asked.push([request.url ?? '']);
    answer(request, response);
  });
}

async function listening(asked: string[][], answer: Answer): Promise<PeerWiki> {
  const server = createServer(answer);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    api: `http://${host}/w/api.php`,
    host,
    asked,
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

function plainTitle(text: string): string {
  const title = text.replaceAll('_', ' ').trim();
  return title.slice(0, 1).toUpperCase() + title.slice(1);
}

function send(response: ServerResponse, json: object): void {
  response.setHeader('content-type', 'application/json; charset=utf-8').end(JSON.stringify(json));
}
