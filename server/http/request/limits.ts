/** Reads what a client sends, and refuses what is too large or not text. */
import type { Result } from '../../../schema/failures.ts';
import { failed, failure, ok } from '../../../schema/failures.ts';

export const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Of a body that is too large, so much is still taken in, and dropped: see `readBody`. */
const MAX_DROPPED_BYTES = 64 * 1024 * 1024;

type Body = Promise<Result<Uint8Array<ArrayBuffer>>>;

/** It comes once, but whoever checks a signature and whoever answers both look at it. */
const known = new WeakMap<Request, Body>();

/**
 * The body's bytes, kept up to the limit, whatever `Content-Length` promised. What comes beyond it
 * is read and dropped for a while, because many clients look at the answer only after they have
 * sent everything.
 */
export function readBody(request: Request): Body {
  const body = known.get(request) ?? takeBody(request);
  known.set(request, body);
  return body;
}

async function takeBody(request: Request): Body {
  const promised = Number(request.headers.get('Content-Length') ?? Infinity);
  // HTTP holds a body to its promise; one that is small enough needs no stream, which costs more
  // than all else that is done with a form
  if (promised <= MAX_BODY_BYTES) return withinLimit(new Uint8Array(await request.arrayBuffer()));
  if (request.body === null) return ok(new Uint8Array());
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
    if (size > MAX_DROPPED_BYTES) break;
  }
  return size > MAX_BODY_BYTES ? tooLarge() : ok(new Uint8Array(Buffer.concat(chunks)));
}

/** Requests that came over no socket may have broken their promise. */
function withinLimit(body: Uint8Array<ArrayBuffer>): Result<Uint8Array<ArrayBuffer>> {
  return body.length > MAX_BODY_BYTES ? tooLarge() : ok(body);
}

function tooLarge(): Result<never> {
  return failed(failure('body-too-large', { limitBytes: MAX_BODY_BYTES }));
}

export async function readText(request: Request): Promise<Result<string>> {
  const body = await readBody(request);
  if (!body.ok) return body;
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(body.value));
  } catch {
    return failed(failure('malformed-text', { field: 'body', reason: 'not-utf-8' }));
  }
}
