/** A question to the query service, asked and answered without JavaScript. */
import { html, raw } from 'hono/html';
import { safeLink } from '../../../client/view/safe-link.ts';
import type { ViewContext } from '../../../client/view/view-context.ts';
import type { Failure } from '../../../schema/failures.ts';
import { failure } from '../../../schema/failures.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import type { PropertyRole } from '../../../schema/model/documents/site-settings.ts';
import type { Services } from '../services.ts';
import { failureStatus } from '../response/failure-response.ts';
import { when } from './layout.ts';
import type { Markup } from './markup.ts';
import { nothing, textMarkup, valueMarkup } from './markup.ts';
import type { PageContext } from './render.ts';
import { failureList, renderPage } from './render.ts';

const ROWS_SHOWN = 500;
/** More than this many bytes of results are for downloading, not for a page. */
const MOST_BYTES = 4 * 1024 * 1024;
const LONGEST_QUERY = 6000;

interface Cell {
  readonly type: string;
  readonly value: string;
  readonly 'xml:lang'?: string;
}

/** SPARQL 1.1 Query Results JSON. */
interface Results {
  readonly head: { readonly vars?: readonly string[] };
  readonly boolean?: boolean;
  readonly results?: { readonly bindings: readonly Readonly<Record<string, Cell>>[] };
}

export async function consolePage(c: PageContext, services: Services): Promise<Response> {
  const reader = c.get('reader');
  const { messages } = reader;
  const text = c.req.query('query') ?? '';
  const answer = text.trim() === '' ? undefined : await ask(c, services, text);
  const failures = answer !== undefined && !answer.ok ? [answer.failure] : [];
  const body = html`<h1>${messages.text('query-title')}</h1>
    ${failureList(failures, reader)}
    <form class="form console" action="/query/">
      <div class="field">
        <label for="query">${messages.text('query-text')}</label>
        <textarea
          id="query"
          name="query"
          rows="12"
          dir="ltr"
          spellcheck="false"
          maxlength="${LONGEST_QUERY}"
        >
${text}</textarea>
      </div>
      <div class="actions">
        <button class="primary">${messages.text('query-run')}</button>${when(
          text !== '',
          () =>
            html`${messages.text('query-download')}: ${download(text, 'json', 'JSON')}
            ${download(text, 'csv', 'CSV')}`,
        )}
      </div>
    </form>
    ${answer !== undefined && answer.ok ? resultsMarkup(answer, services, messages) : await examples(services, reader)}`;
  const [first] = failures;
  return renderPage(
    c,
    services,
    { title: messages.text('query-title'), body },
    first === undefined ? 200 : failureStatus(first),
  );
}

type Answer =
  | {
      readonly ok: true;
      readonly results: Results;
      readonly sequence: number;
      readonly cut: boolean;
    }
  | { readonly ok: false; readonly failure: Failure };

async function ask(c: PageContext, services: Services, text: string): Promise<Answer> {
  if (text.length > LONGEST_QUERY) return tooLarge('characters', LONGEST_QUERY);
  const { languages } = c.get('reader');
  const { signal } = c.req.raw;
  const answer = await services.query.run({ text, format: 'json', languages, signal });
  if (answer.outcome === 'failed') return { ok: false, failure: answer.failure };
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    size += chunk.length;
    if (size > MOST_BYTES) return tooLarge('results', MOST_BYTES);
    chunks.push(chunk);
  }
  const results = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Results;
  const cut = (results.results?.bindings.length ?? 0) > ROWS_SHOWN;
  return { ok: true, results, sequence: answer.sequence, cut };
}

function tooLarge(what: string, limit: number): Answer {
  return { ok: false, failure: failure('query-too-large', { what, limit }) };
}

function download(query: string, format: string, name: string): Markup {
  return html`<a href="/sparql?${new URLSearchParams({ query, format })}">${name}</a>`;
}

function resultsMarkup(
  { results, cut }: Extract<Answer, { ok: true }>,
  services: Services,
  messages: ViewContext['messages'],
): Markup {
  if (results.boolean !== undefined) {
    return html`<p class="notice">
      ${messages.text(results.boolean ? 'query-true' : 'query-false')}
    </p>`;
  }
  const variables = results.head.vars ?? [];
  const rows = results.results?.bindings ?? [];
  return html`<section aria-labelledby="results">
    <h2 id="results">${messages.text('query-results', rows.length)}</h2>
    ${when(cut, () => html`<p class="soft">${messages.text('query-shown', ROWS_SHOWN)}</p>`)}
    <div class="scroll-x" tabindex="0" role="region" aria-labelledby="results">
      <table>
        <thead>
          <tr>
            ${variables.map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.slice(0, ROWS_SHOWN).map(
            (row) =>
              html`<tr>
                ${variables.map((name) => html`<td>${cellMarkup(row[name], services)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function cellMarkup(cell: Cell | undefined, { urls }: Services): Markup {
  if (cell === undefined) return nothing;
  const { type, value } = cell;
  if (type !== 'uri') return textMarkup({ text: value, language: cell['xml:lang'] });
  if (value.startsWith(urls.conceptBase)) {
    const id = parseEntityId(value.slice(urls.conceptBase.length));
    if (id !== undefined)
      return valueMarkup({ text: id, language: undefined, href: `/entity/${id}` });
  }
  const href = safeLink(value);
  const text = { text: value, language: undefined };
  return valueMarkup(href === undefined ? text : { ...text, href, external: true });
}

/** Queries made of this wiki's own ids, so that each one answers something. */
async function examples(services: Services, { messages }: Pick<ViewContext, 'messages'>) {
  const site = await services.site.current();
  const property = (role: PropertyRole) => site.properties.get(role);
  const instanceOf = property('instanceOf');
  const coordinates = property('coordinates');
  const label =
    'SERVICE wikibase:label { bd:serviceParam wikibase:language "[AUTO_LANGUAGE],en". }';
  const queries = [
    ...(instanceOf === undefined
      ? []
      : [
          `SELECT ?class ?classLabel (COUNT(?item) AS ?count) WHERE {\n  ?item wdt:${instanceOf} ?class.\n  ${label}\n}\nGROUP BY ?class ?classLabel\nORDER BY DESC(?count)\nLIMIT 20`,
        ]),
    ...(coordinates === undefined
      ? []
      : [
          `SELECT ?item ?itemLabel ?place WHERE {\n  ?item wdt:${coordinates} ?place.\n  ${label}\n}\nLIMIT 50`,
        ]),
    `SELECT ?property ?propertyLabel ?type WHERE {\n  ?property wikibase:propertyType ?type.\n  ${label}\n}\nLIMIT 100`,
  ];
  return html`<section>
    <h2>${messages.text('query-examples')}</h2>
    <ul class="results" role="list">
      ${queries.map(
        (query) =>
          html`<li>
            <pre dir="ltr"><code>${query}</code></pre>
            <a
              href="/query/?${raw(
                new URLSearchParams({ query }).toString().replaceAll('&', '&amp;'),
              )}"
              >${messages.text('query-run')}</a
            >
          </li>`,
      )}
    </ul>
  </section>`;
}
