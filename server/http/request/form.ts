/** The fields of a form, however it was sent. A field that comes twice counts once: the last. */
import type { Result } from '../../../schema/failures.ts';
import { failed, failure, ok } from '../../../schema/failures.ts';
import { readBody } from './limits.ts';

export type FormFields = ReadonlyMap<string, string>;

/** More than any form or list of parameters has. */
export const MOST_FIELDS = 2000;

const ACCEPTED = 'application/x-www-form-urlencoded, multipart/form-data';

export async function readForm(request: Request): Promise<Result<FormFields>> {
  const contentType = request.headers.get('Content-Type') ?? '';
  const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const body = await readBody(request);
  if (!body.ok) return body;
  switch (mediaType) {
    case 'application/x-www-form-urlencoded': {
      const fields = readUrlEncoded(body.value);
      return fields.ok ? ok(new Map(fields.value)) : fields;
    }
    case 'multipart/form-data':
      return readMultipart(body.value, contentType);
    case '':
      if (body.value.length === 0) return ok(new Map());
  }
  const type = mediaType.slice(0, 100);
  return failed(failure('unsupported-media-type', { type, accepts: ACCEPTED }));
}

/** `URLSearchParams` alone would save bytes that are no UTF-8 as replacement characters. */
export function readUrlEncoded(body: Uint8Array<ArrayBuffer>): Result<URLSearchParams> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    if (hasTooMany(text)) return tooManyFields();
    if (isUrlEncodedUtf8(text)) return ok(new URLSearchParams(text));
  } catch {
    // answered below
  }
  return failed(failure('malformed-text', { field: 'body', reason: 'not-utf-8' }));
}

function hasTooMany(text: string): boolean {
  let count = 1;
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) {
    if (++count > MOST_FIELDS) return true;
  }
  return false;
}

function tooManyFields(): Result<never> {
  return failed(failure('too-many', { field: 'body', limit: MOST_FIELDS }));
}

/** Whether what is percent-encoded is UTF-8. A lone % stands for itself, as browsers have it. */
export function isUrlEncodedUtf8(text: string): boolean {
  try {
    decodeURIComponent(text.replaceAll(/%(?![\da-f]{2})/gi, '%25'));
    return true;
  } catch {
    return false;
  }
}

async function readMultipart(
  body: Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<Result<FormFields>> {
  try {
    const response = new Response(body, { headers: { 'Content-Type': contentType } });
    const entries = [...(await response.formData())];
    if (entries.length > MOST_FIELDS) return tooManyFields();
    const fields = await Promise.all(
      entries.map(async ([name, value]): Promise<[string, string]> => [
        name,
        typeof value === 'string' ? value : await value.text(),
      ]),
    );
    return ok(new Map(fields));
  } catch {
    return failed(failure('malformed-text', { field: 'body', reason: 'not-multipart' }));
  }
}
