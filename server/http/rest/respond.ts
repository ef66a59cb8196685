/** From what an operation answers to the response. */
import { STATUS_CODES } from 'node:http';
import type { Context } from 'hono';
import { failureText } from '../../../client/view/failure-view.ts';
import { bcp47 } from '../../../schema/model/languages/bcp47.ts';
import { readerOf } from '../request/reader.ts';
import type { Visitor } from '../request/visitor.ts';
import { failureHeaders } from '../response/failure-response.ts';
import type { RestError } from './errors.ts';
import type { RestAnswer } from './operation.ts';

export function respond(
  c: Context,
  { status, json, headers = {} }: RestAnswer,
  visitor: Visitor,
): Response {
  const all = { ...headers, ...whoAsked(visitor) };
  if (status === 304) return c.body(null, status, all);
  if (json !== undefined) return jsonResponse(c, json, status, all);
  // without a body, but of the type that clients of Wikibase know here
  return c.body('', status, { ...all, 'Content-Type': 'text/html; charset=UTF-8' });
}

function whoAsked({ actor, loggedIn, temporaryName }: Visitor): Record<string, string> {
  if (loggedIn) return { 'X-Authenticated-User': headerText(actor.name) };
  return temporaryName === undefined
    ? {}
    : { 'X-Temporary-User-Created': headerText(temporaryName) };
}

/** Header fields are bytes: the text's UTF-8, one character a byte. */
function headerText(text: string): string {
  return Buffer.from(text).toString('latin1');
}

export async function respondError(
  c: Context,
  error: RestError,
  site: { current(): Promise<{ readonly defaultLanguage: string }> },
): Promise<Response> {
  const { messages } = readerOf(c, (await site.current()).defaultLanguage);
  const message = failureText(error.failure, messages);
  return jsonResponse(c, errorBody(error, message, messages.language), error.status, {
    'Content-Language': bcp47(messages.language),
    ...failureHeaders(error.failure),
  });
}

/** Errors of MediaWiki's frame around the operations have a form of their own. */
function errorBody({ code, context, status }: RestError, message: string, language: string) {
  const http = { httpCode: status, httpReason: STATUS_CODES[status] ?? '' };
  if (code.startsWith('rest-')) {
    return { errorKey: code, messageTranslations: { [language]: message }, ...http };
  }
  const body = { code, message, ...(Object.keys(context).length > 0 ? { context } : {}) };
  // the frame itself looks for the members that a body must have
  return code === 'missing-field' && context['path'] === '' ? { ...body, ...http } : body;
}

function jsonResponse(
  c: Context,
  json: unknown,
  status: Exclude<RestAnswer['status'], 304> | RestError['status'],
  headers: Readonly<Record<string, string>>,
): Response {
  return c.body(JSON.stringify(json), status, { ...headers, 'Content-Type': 'application/json' });
}
