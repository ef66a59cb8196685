/**
 * The listening socket, with the limits that keep slow and hostile clients from holding it.
 *
 * It listens before there is anything to serve, because the port may become part of the wiki's
 * own address; until then it says that it is starting.
 */
import { serve, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';

export interface Listener {
  readonly port: number;
  /** From now on, requests go to `app`. */
  serve(app: Pick<Hono, 'fetch'>): void;
  /** Takes no new requests, lets the running ones end for a moment, then cuts them. */
  close(): Promise<void>;
}

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const MAX_HEADER_BYTES = 16_384;
const CLOSING_MS = 2_000;

/** Rejects with the system's error, for example where the port is taken. */
export async function listen(options: { host: string; port: number }): Promise<Listener> {
  let handle: Hono['fetch'] = stillStarting;
  const { promise: listening, resolve, reject } = Promise.withResolvers<number>();
  const server: ServerType = serve(
    {
      fetch: (request, environment) => handle(request, environment),
      hostname: options.host,
      port: options.port,
      serverOptions: {
        headersTimeout: HEADERS_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        maxHeaderSize: MAX_HEADER_BYTES,
      },
    },
    ({ port }) => resolve(port),
  );
  server.once('error', reject);
  const port = await listening;
  return {
    port,
    serve(app) {
      handle = (request, environment) => app.fetch(request, environment);
    },
    close: () => closeServer(server),
  };
}

function stillStarting(): Response {
  return new Response('Sabir is starting.\n', { status: 503, headers: { 'Retry-After': '1' } });
}

async function closeServer(server: ServerType): Promise<void> {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  if ('closeIdleConnections' in server) server.closeIdleConnections();
  const cut = setTimeout(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
  }, CLOSING_MS);
  await closed;
  clearTimeout(cut);
}
