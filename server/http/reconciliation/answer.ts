/** How the reconciliation service reads parameters and answers: from any site, as JSON or JSONP. */
import type { Context } from 'hono';
import { failureText } from '../../../client/view/failure-view.ts';
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Failure, Result } from '../../../schema/failures.ts';
import { isTermLanguage } from '../../../schema/model/languages/languages.ts';
import type { Markup } from '../pages/markup.ts';
import { readForm } from '../request/form.ts';
import { interfaceMessages } from '../request/reader.ts';
import { failureHeaders, failureStatus } from '../response/failure-response.ts';

export interface ReconciliationRequest {
  readonly language: string;
  /** Of the address, and of a form. */
  readonly fields: ReadonlyMap<string, string>;
}

/** A name, with members of objects: nothing else may be called. */
const CALLBACK = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/;
const LONGEST_CALLBACK = 100;

/** JSON, except where a table wants one value alone, or a frame a page. */
export type Answer = Result<
  { readonly json: unknown } | { readonly text: string } | { readonly html: Markup }
>;

export async function answer(
  c: Context,
  work: (request: ReconciliationRequest) => Promise<Answer>,
): Promise<Response> {
  const request = await readRequest(c);
  if (!request.ok) return refuse(c, request.failures, undefined);
  const callback = request.value.fields.get('callback');
  if (callback !== undefined && !isCallback(callback)) {
    const wrong = failure('wrong-type', { field: 'callback', expected: 'a name' });
    return refuse(c, [wrong], undefined);
  }
  const answered = await work(request.value);
  if (!answered.ok) return refuse(c, answered.failures, callback);
  if ('text' in answered.value) return c.text(answered.value.text);
  if ('html' in answered.value) return c.html(answered.value.html);
  return send(c, answered.value.json, callback);
}

/** Programs ask here: what is not there is told them in the form of every other refusal. */
export function notThere(c: Context): Response {
  return refuse(c, [failure('not-found', { what: c.req.path.slice(0, 300) })], undefined);
}

async function readRequest(c: Context): Promise<Result<ReconciliationRequest>> {
  const language = (c.req.param('lang') ?? '').toLowerCase();
  if (!isTermLanguage(language)) {
    return failed(failure('unknown-language', { language: language.slice(0, 30) }));
  }
  const fields = new Map(Object.entries(c.req.query()));
  if (c.req.method !== 'POST') return ok({ language, fields });
  const form = await readForm(c.req.raw);
  return form.ok ? ok({ language, fields: new Map([...fields, ...form.value]) }) : form;
}

function isCallback(text: string): boolean {
  return text.length <= LONGEST_CALLBACK && CALLBACK.test(text);
}

function send(c: Context, json: unknown, callback: string | undefined): Response {
  if (callback === undefined) return c.json(json);
  // Two characters that JSON has and older JavaScript has not.
  const body = JSON.stringify(json).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return c.body(`/**/${callback}(${body});`, 200, {
    'Content-Type': 'text/javascript; charset=utf-8',
  });
}

/** A script that is asked for by a page is only run when its status is 200. */
function refuse(c: Context, failures: readonly Failure[], callback: string | undefined): Response {
  const [first = failure('internal-error', {})] = failures;
  const message = failureText(first, interfaceMessages(['en']));
  const json = { status: 'error', message, error: first };
  if (callback !== undefined) return send(c, json, callback);
  return c.json(json, failureStatus(first), failureHeaders(first));
}
