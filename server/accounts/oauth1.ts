/**
 * OAuth 1.0a (RFC 5849) for programs that act for their owner: a header that signs each request by
 * HMAC-SHA1 with secrets that are never sent.
 */
import { createHmac } from 'node:crypto';
import type { Consumer, CredentialReads } from '../storage/records/credentials.ts';
import type { FailureReason } from '../../schema/failures.ts';
import { oauth1Secrets } from './consumers.ts';
import type { Nonces } from './nonces.ts';
import { isSameSecret } from './secrets.ts';
import type { ServerKey } from './secrets.ts';

export interface SignedRequest {
  readonly method: string;
  /** The addresses it may have been sent to; a proxy in front of us changes them. */
  readonly urls: readonly string[];
  /** Of `application/x-www-form-urlencoded`; those of other bodies are not signed. */
  readonly formFields: Iterable<readonly [string, string]>;
  /** What follows `OAuth` in the header. */
  readonly header: string;
}

type Oauth1Result =
  | { readonly ok: true; readonly consumer: Consumer }
  | { readonly ok: false; readonly reason: FailureReason };

export async function verifyOauth1(
  request: SignedRequest,
  {
    records,
    serverKey,
    nonces,
  }: {
    readonly records: Pick<CredentialReads, 'consumer'>;
    readonly serverKey: ServerKey;
    readonly nonces: Nonces;
  },
): Promise<Oauth1Result> {
  const sent = readHeader(request.header);
  const consumer = await records.consumer(sent.get('oauth_consumer_key') ?? '');
  if (consumer?.kind !== 'oauth1') return { ok: false, reason: 'invalid-consumer' };
  const secrets = oauth1Secrets(consumer.consumerId, serverKey);
  if (!isSameSecret(sent.get('oauth_token') ?? '', secrets.accessToken)) {
    return { ok: false, reason: 'invalid-token' };
  }
  const version = sent.get('oauth_version') ?? '1.0';
  if (sent.get('oauth_signature_method') !== 'HMAC-SHA1' || version !== '1.0') {
    return { ok: false, reason: 'unknown-signature-method' };
  }
  const signature = sent.get('oauth_signature') ?? '';
  const signed = request.urls.some((url) =>
    isSameSecret(signature, signatureOf({ ...request, url }, sent, secrets)),
  );
  if (!signed) return { ok: false, reason: 'invalid-signature' };
  const isFresh = nonces.take(
    consumer.consumerId,
    sent.get('oauth_nonce') ?? '',
    Number(sent.get('oauth_timestamp') ?? Number.NaN),
  );
  return isFresh ? { ok: true, consumer } : { ok: false, reason: 'used-nonce' };
}

/** RFC 5849, 3.5.1: `name="value"` with commas between. */
function readHeader(header: string): ReadonlyMap<string, string> {
  return new Map(
    [...header.matchAll(/([\w%.~-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      decode(name),
      decode(value),
    ]),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** RFC 5849, 3.4.1 and 3.4.2. */
function signatureOf(
  { method, url: text, formFields }: SignedRequest & { readonly url: string },
  sent: ReadonlyMap<string, string>,
  {
    consumerSecret,
    accessSecret,
  }: { readonly consumerSecret: string; readonly accessSecret: string },
): string {
  const url = new URL(text);
  const parameters = [...sent, ...url.searchParams, ...formFields]
    .filter(([name]) => name !== 'oauth_signature' && name !== 'realm')
    .map(([name, value]): [string, string] => [encode(name), encode(value)])
    .toSorted((a, b) => order(a[0], b[0]) || order(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const base = [method.toUpperCase(), url.origin + url.pathname, parameters].map(encode).join('&');
  const key = [consumerSecret, accessSecret].map(encode).join('&');
  return createHmac('sha1', key).update(base).digest('base64');
}

/** Encoded texts are ASCII: their order is that of their bytes. */
function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** RFC 5849, 3.6: all but letters, digits and `-._~`. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
