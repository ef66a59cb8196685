/** Reads what a client sends, and refuses what is too large or not text. */
import type { Result } from '../../../schema/failures.ts';
import { failed, failure, ok } from '../../../schema/failures.ts';

export const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** The body's bytes. Stops reading at the limit, whatever `Content-Length` promised. */
export async function readBody(request: Request): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const tooLarge = failed(failure('body-too-large', { limitBytes: MAX_BODY_BYTES }));
  if (Number(request.headers.get('Content-Length') ?? 0) > MAX_BODY_BYTES) return tooLarge;
  if (request.body === null) return ok(new Uint8Array());

  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return tooLarge;
    chunks.push(chunk);
  }
  return ok(new Uint8Array(Buffer.concat(chunks)));
}

export async function readText(request: Request): Promise<Result<string>> {
  const body = await readBody(request);
  if (!body.ok) return body;
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(body.value));
  } catch {
    return failed(failure('malformed-text', { field: 'body', reason: 'not UTF-8' }));
  }
}
