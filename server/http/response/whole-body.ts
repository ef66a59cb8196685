/** Answers that are there as a whole: compressed at once, which costs far less than a stream does. */
import { promisify } from 'node:util';
import { constants, gzip, gzipSync } from 'node:zlib';
import type { Context } from 'hono';

const compressAside = promisify(gzip);

/** Shorter answers fit into one packet anyway. */
const WORTH_COMPRESSING_BYTES = 1_024;
/** For shorter ones, waking another thread costs more than to compress (5 kB: 70 µs against 24). */
const WORTH_A_THREAD_BYTES = 64 * 1024;
/** A tenth more bytes for a quarter of the time. */
const OPTIONS = { level: constants.Z_BEST_SPEED };

export async function wholeBody(c: Context, text: string, mediaType: string): Promise<Response> {
  c.header('Content-Type', mediaType);
  c.header('Vary', 'Accept-Encoding', { append: true });
  const length = Buffer.byteLength(text);
  if (length < WORTH_COMPRESSING_BYTES || !acceptsGzip(c)) {
    c.header('Content-Length', String(length));
    return c.body(text);
  }
  c.header('Content-Encoding', 'gzip');
  const body =
    length < WORTH_A_THREAD_BYTES ? gzipSync(text, OPTIONS) : compressAside(text, OPTIONS);
  return c.body(new Uint8Array(await body));
}

function acceptsGzip(c: Context): boolean {
  const accepted = c.req.header('Accept-Encoding') ?? '';
  return /(?:^|[,\s])gzip\s*(?:$|,|;\s*q=(?!0(?:\.0*)?(?:\s|,|$)))/.test(accepted);
}
