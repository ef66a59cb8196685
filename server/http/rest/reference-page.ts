/** The reference of the REST API as a page: each operation with what it takes, and a form to try it. */
import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { failure } from '../../../schema/failures.ts';
import { csrfField, when } from '../pages/layout.ts';
import { messageMarkup, nothing } from '../pages/markup.ts';
import type { Markup } from '../pages/markup.ts';
import { failurePage, pageSetup, renderPage } from '../pages/render.ts';
import type { PageContext, PageEnv } from '../pages/render.ts';
import { readForm } from '../request/form.ts';
import type { FormFields } from '../request/form.ts';
import { hasToken } from '../request/visitor.ts';
import type { Services } from '../services.ts';
import { API_PATH } from './address.ts';
import { statusOfCode } from './errors.ts';
import { mediaTypesOf } from './openapi.ts';
import type { Operation } from './operation.ts';
import { operations } from './operations.ts';

const REFERENCE_PATH = `${API_PATH}/`;

/** `api` answers what is tried. */
export function referencePage(services: Services, api: Hono): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(REFERENCE_PATH, pageSetup(services))
    .get(REFERENCE_PATH, (c) => showReference(c, services, api))
    .post(REFERENCE_PATH, (c) => tryEdit(c, services, api));
}

/** Reading is tried by address, so that what was tried can be passed on. */
async function showReference(c: PageContext, services: Services, api: Hono): Promise<Response> {
  const fields: FormFields = new Map(Object.entries(c.req.query()));
  const name = fields.get('operation');
  if (name === undefined) return page(c, services, operationList(c));
  const operation = operations.find(({ id }) => id === name);
  if (operation === undefined) return unknownOperation(c, services, name);
  const tried = operation.method === 'get' && fields.has('try');
  const answer = tried ? await answerOf(operation, fields, c, services, api) : undefined;
  return page(c, services, operationMarkup(operation, fields, c, answer));
}

async function tryEdit(c: PageContext, services: Services, api: Hono): Promise<Response> {
  const form = await readForm(c.req.raw);
  if (!form.ok) return failurePage(c, services, form.failures);
  const fields = form.value;
  const name = fields.get('operation') ?? '';
  const operation = operations.find(({ id }) => id === name);
  if (operation === undefined) return unknownOperation(c, services, name);
  if (!hasToken(c.get('visitor'), fields.get('token') ?? '')) {
    return failurePage(c, services, [failure('bad-token', {})]);
  }
  const answer = await answerOf(operation, fields, c, services, api);
  return page(c, services, operationMarkup(operation, fields, c, answer));
}

function unknownOperation(c: PageContext, services: Services, name: string): Promise<Response> {
  return failurePage(c, services, [failure('not-found', { what: name.slice(0, 100) })]);
}

interface Answer {
  readonly request: string;
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

const SHOWN_HEADERS = ['ETag', 'Last-Modified', 'Location', 'Content-Language'];

/** Asks the API as the reader's own program would. */
async function answerOf(
  operation: Operation,
  fields: FormFields,
  c: PageContext,
  services: Services,
  api: Hono,
): Promise<Answer> {
  const address = API_PATH + addressOf(operation, fields);
  const body = operation.body === undefined ? undefined : (fields.get('body') ?? '');
  const [mediaType = ''] = mediaTypesOf(operation);
  const request = new Request(services.urls.base + address, {
    method: operation.method.toUpperCase(),
    headers: {
      'User-Agent': c.req.header('User-Agent') ?? 'reference page',
      'Accept-Language': c.req.header('Accept-Language') ?? '',
      Cookie: c.req.header('Cookie') ?? '',
      ...(body === undefined ? {} : { 'Content-Type': mediaType }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const response = await api.fetch(request, c.env);
  return {
    request: `${request.method} ${address}`,
    status: response.status,
    headers: SHOWN_HEADERS.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    }),
    body: indented(await response.text()),
  };
}

function addressOf({ path, parameters }: Operation, fields: FormFields): string {
  const query = new URLSearchParams();
  for (const [name, { in: where }] of Object.entries(parameters)) {
    const value = fields.get(name) ?? '';
    if (where === 'query' && value !== '') query.set(name, value);
  }
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(fields.get(name) ?? ''),
  );
  return query.size === 0 ? filled : `${filled}?${query.toString()}`;
}

function indented(text: string): string {
  return text === '' ? '' : JSON.stringify(JSON.parse(text), null, 2);
}

function page(c: PageContext, services: Services, content: Markup): Promise<Response> {
  const { messages } = c.get('reader');
  const title = messages.text('rest-title');
  const document = html`<a href="${API_PATH}/openapi.json">openapi.json</a>`;
  const body = html`<h1>${title}</h1>
    <p>${messageMarkup(messages, 'rest-intro', html`<code>${API_PATH}</code>`, document)}</p>
    ${content}`;
  return renderPage(c, services, { title, body });
}

function operationList(c: PageContext): Markup {
  const sections = Map.groupBy(operations, ({ section }) => section);
  return html`<p>${c.get('reader').messages.text('rest-choose')}</p>
    ${[...sections].map(
      ([section, group]) =>
        html`<section aria-labelledby="section-${section}">
          <h2 id="section-${section}" lang="en" dir="ltr">${section}</h2>
          <ul class="results" role="list">
            ${group.map(
              (operation) =>
                html`<li lang="en" dir="ltr">
                  <a href="${REFERENCE_PATH}?operation=${operation.id}">${nameOf(operation)}</a>
                  <p class="soft">${operation.summary}</p>
                </li>`,
            )}
          </ul>
        </section>`,
    )}`;
}

function nameOf({ method, path }: Operation): Markup {
  return html`<code>${method.toUpperCase()} ${path}</code>`;
}

function operationMarkup(
  operation: Operation,
  fields: FormFields,
  c: PageContext,
  answer: Answer | undefined,
): Markup {
  const { messages } = c.get('reader');
  const { id, summary, method, parameters, body } = operation;
  const edits = method !== 'get';
  return html`<p><a href="${REFERENCE_PATH}">${messages.text('rest-all')}</a></p>
    <h2 dir="ltr">${nameOf(operation)}</h2>
    <p lang="en" dir="ltr">${summary}</p>
    <form class="form" method="${edits ? 'post' : 'get'}" action="${REFERENCE_PATH}">
      <input type="hidden" name="operation" value="${id}" />
      ${
        edits
          ? csrfField(c.get('visitor').csrfToken)
          : html`<input type="hidden" name="try" value="1" />`
      }
      ${Object.entries(parameters).map(([name, { description, example, absent }]) =>
        field(name, description, fields.get(name) ?? (absent === undefined ? example : ''), absent),
      )}
      ${when(body !== undefined, () => bodyField(body?.example, fields, messages.text('rest-body')))}
      ${when(edits, () => html`<p class="soft">${messages.text('rest-edits')}</p>`)}
      <div class="actions"><button class="primary">${messages.text('rest-run')}</button></div>
    </form>
    ${answer === undefined ? nothing : answerMarkup(answer, messages.text('rest-answer'))}
    <section aria-labelledby="answers">
      <h2 id="answers">${messages.text('rest-answers')}</h2>
      <dl dir="ltr" lang="en">
        ${possibleAnswers(operation).map(
          ([status, text]) =>
            html`<dt>${status}</dt>
              <dd>${text}</dd>`,
        )}
      </dl>
    </section>`;
}

function field(name: string, description: string, value: string, absent: unknown): Markup {
  return html`<div class="field">
    <label for="${name}" dir="ltr"><code>${name}</code></label>
    <input
      id="${name}"
      name="${name}"
      value="${value}"
      dir="ltr"
      aria-describedby="${name}-description"
      ${absent === undefined ? raw(' required') : ''}
    />
    <small class="soft" id="${name}-description" lang="en" dir="ltr">${description}</small>
  </div>`;
}

function bodyField(example: object | undefined, fields: FormFields, label: string): Markup {
  const text = fields.get('body') ?? JSON.stringify(example, null, 2);
  return html`<div class="field">
    <label for="body">${label}</label>
    <textarea id="body" name="body" rows="12" dir="ltr" spellcheck="false">${text}</textarea>
  </div>`;
}

function answerMarkup({ request, status, headers, body }: Answer, title: string): Markup {
  return html`<section aria-labelledby="answer">
    <h2 id="answer">${title}</h2>
    <pre
      class="scroll-x"
      dir="ltr"
      tabindex="0"
      role="region"
      aria-labelledby="answer"
    ><code>${request}

${status}
${headers.map(([name, value]) => `${name}: ${value}\n`).join('')}
${body}</code></pre>
  </section>`;
}

function possibleAnswers({ answers, empty = [], errors }: Operation): [string, string][] {
  const fine = Object.entries(answers).map(([status, { description }]): [string, string] => [
    status,
    description,
  ]);
  const refused = errors.map((code): [string, string] => [String(statusOfCode(code)), code]);
  const bare = empty.map((status): [string, string] => [String(status), '']);
  return [...fine, ...bare, ...refused].toSorted(([a], [b]) => Number(a) - Number(b));
}
