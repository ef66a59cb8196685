/** Why a document cannot be had: a small page in the reader's language. */
import type { Context } from 'hono';
import { failureText } from '../../../client/view/failure-view.ts';
import type { Failure } from '../../../schema/failures.ts';
import { failure } from '../../../schema/failures.ts';
import { bcp47 } from '../../../schema/model/languages/bcp47.ts';
import { readerOf } from '../request/reader.ts';
import { failureHeaders, failureStatus } from '../response/failure-response.ts';
import { htmlText } from '../response/html-text.ts';
import type { Services } from '../services.ts';

export async function refusalPage(
  c: Context,
  failures: readonly Failure[],
  { site }: Services,
): Promise<Response> {
  const [first = failure('internal-error', {})] = failures;
  const { messages, direction } = readerOf(c, (await site.current()).defaultLanguage);
  const status = failureStatus(first);
  const title = messages.text(status === 404 ? 'error-not-found-title' : 'error-title');
  c.header('Vary', 'Accept-Language', { append: true });
  c.header('Cache-Control', 'private, no-cache');
  const page = [
    '<!doctype html>',
    `<html lang="${bcp47(messages.language)}" dir="${direction}">`,
    `<head><meta charset="utf-8"><title>${htmlText(title)}</title></head>`,
    `<body><h1>${htmlText(title)}</h1>`,
    `<p id="${first.code}">${htmlText(failureText(first, messages))}</p></body>`,
    '</html>',
  ];
  return c.html(`${page.join('\n')}\n`, status, failureHeaders(first));
}
