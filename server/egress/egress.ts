/**
 * The one door for requests to other servers. It opens for public addresses on the usual ports only:
 * what people write into settings must not lead into the network that Sabir itself stands in.
 *
 * What is checked is the address that is connected to, not a name that may resolve otherwise a moment
 * later. Each redirect is checked like the first address. No proxy of the environment is used.
 */
import { lookup } from 'node:dns/promises';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './addresses.ts';

export interface EgressOptions {
  /** `host` or `host:port`: those may have any address and port. */
  readonly allowedHosts?: readonly string[];
  /** How we call ourselves: whoever looks after the other server must be able to find us. */
  readonly userAgent?: string;
  readonly resolve?: (host: string) => Promise<readonly ResolvedAddress[]>;
}

interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

export interface EgressRequest {
  readonly url: string;
  /** The media type that the answer must have. */
  readonly mediaType: string;
  /** For all of it: name, connection, redirects, body. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

export type EgressFault =
  /** Not an http or https URL, or one with a password in it. */
  | 'bad-url'
  | 'forbidden-address'
  | 'unreachable'
  | 'timeout'
  | 'too-large'
  | 'wrong-media-type'
  | 'too-many-redirects'
  | 'busy';

export type EgressAnswer =
  | { readonly ok: true; readonly status: number; readonly body: Buffer }
  | { readonly ok: false; readonly fault: EgressFault };

/** `get` never throws. */
export interface Egress {
  get(request: EgressRequest): Promise<EgressAnswer>;
}

const MOST_REDIRECTS = 3;
const MOST_AT_ONCE = 64;
const HEADER_BYTES = 16_384;

export function createEgress({
  allowedHosts = [],
  userAgent = 'Sabir',
  resolve = (host) => lookup(host, { all: true }),
}: EgressOptions = {}): Egress {
  const allowed = new Set(allowedHosts.map(plainHost));
  const door: Door = {
    userAgent,
    resolve,
    isAllowed: ({ hostname, port, protocol }) =>
      allowed.has(hostname) ||
      allowed.has(`${hostname}:${port === '' ? defaultPorts[protocol] : port}`),
  };
  let open = 0;
  return {
    async get(request) {
      if (open === MOST_AT_ONCE) return { ok: false, fault: 'busy' };
      open++;
      try {
        return await ask(request, door);
      } finally {
        open--;
      }
    },
  };
}

/** `host` or `host:port`, in the spelling of URLs; `undefined` where the text is neither. */
export function parseAllowedHost(text: string): string | undefined {
  const parts = /^(\[[\da-f:.]+\]|[^:[\]/?#@\s\\]+)(?::(\d{1,5}))?$/i.exec(text);
  if (parts === null || !URL.canParse(`http://${parts[1]}`)) return undefined;
  const { hostname } = new URL(`http://${parts[1]}`);
  return parts[2] === undefined ? hostname : `${hostname}:${Number(parts[2])}`;
}

function plainHost(text: string): string {
  return parseAllowedHost(text) ?? text;
}

interface Door {
  readonly userAgent: string;
  readonly resolve: NonNullable<EgressOptions['resolve']>;
  isAllowed(url: URL): boolean;
}

const defaultPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

class Refused extends Error {
  readonly fault: EgressFault;

  constructor(fault: EgressFault) {
    super(fault);
    this.fault = fault;
  }
}

async function ask(request: EgressRequest, door: Door): Promise<EgressAnswer> {
  const signal = AbortSignal.timeout(request.timeoutMs);
  try {
    const response = await follow(request, door, signal);
    const body = await bodyOf(response, request);
    return { ok: true, status: response.statusCode ?? 0, body };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, fault: error.fault };
    return { ok: false, fault: signal.aborted ? 'timeout' : 'unreachable' };
  }
}

async function follow(
  request: EgressRequest,
  door: Door,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  let url = usableUrl(request.url);
  for (let redirects = 0; ; redirects++) {
    const response = await send(url, request, door, signal);
    const next = redirectOf(response, url);
    if (next === undefined) return response;
    response.destroy();
    if (redirects === MOST_REDIRECTS) throw new Refused('too-many-redirects');
    url = next;
  }
}

function usableUrl(text: string, base?: string): URL {
  const url = URL.parse(text, base);
  const usable =
    url !== null &&
    Object.hasOwn(defaultPorts, url.protocol) &&
    url.username === '' &&
    url.password === '';
  if (!usable) throw new Refused('bad-url');
  return url;
}

function redirectOf({ statusCode = 0, headers }: http.IncomingMessage, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) {
    return undefined;
  }
  const to = usableUrl(headers.location, from.href);
  // what was asked in secret is not asked again in the open
  if (from.protocol === 'https:' && to.protocol !== 'https:') throw new Refused('bad-url');
  return to;
}

function send(
  url: URL,
  { mediaType }: EgressRequest,
  door: Door,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const allowed = door.isAllowed(url);
  if (!allowed && !mayBePublic(url)) throw new Refused('forbidden-address');
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
  const { request } = url.protocol === 'https:' ? https : http;
  request(url, {
    // a connection of its own, so that each is checked
    agent: false,
    lookup: checkedLookup(door, allowed),
    signal,
    maxHeaderSize: HEADER_BYTES,
    headers: {
      accept: mediaType,
      // what is packed could be a thousand times as large
      'accept-encoding': 'identity',
      'user-agent': door.userAgent,
    },
  })
    .on('response', resolve)
    .on('error', reject)
    .end();
  return promise;
}

/** An address in the URL itself is not looked up, so it is judged here: URLs know all its spellings. */
function mayBePublic({ hostname, port }: URL): boolean {
  const address = hostname.replace(/^\[|\]$/g, '');
  return port === '' && (isIP(address) === 0 || isPublicAddress(address));
}

/** The addresses that it gives are those that are connected to. */
function checkedLookup({ resolve }: Door, allowed: boolean): LookupFunction {
  return (host, { all }, callback) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined || !(allowed || addresses.every(isPublic))) {
          callback(new Refused('forbidden-address'), '');
        } else if (all === true) {
          callback(null, [...addresses]);
        } else {
          callback(null, first.address, first.family);
        }
      },
      (error: Error) => callback(error, ''),
    );
  };
}

function isPublic({ address }: ResolvedAddress): boolean {
  return isPublicAddress(address);
}

async function bodyOf(
  response: http.IncomingMessage,
  { mediaType, maxBytes }: EgressRequest,
): Promise<Buffer> {
  try {
    const { 'content-type': type = '', 'content-encoding': encoding } = response.headers;
    const isExpected = type.split(';')[0]?.trim().toLowerCase() === mediaType;
    if (!isExpected || encoding !== undefined) throw new Refused('wrong-media-type');
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) throw new Refused('too-large');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    response.destroy();
  }
}
