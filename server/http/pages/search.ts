/** What was found for some words, on every kind of page and in any language. */
import { html } from 'hono/html';
import { entityPath } from '../../../client/view/value-view.ts';
import { pagePath } from '../../../client/view/safe-link.ts';
import { hasKind } from '../../../schema/model/documents/site-settings.ts';
import type { Document, DocumentKind } from '../../../schema/model/documents/kinds.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { bcp47 } from '../../../schema/model/languages/bcp47.ts';
import { directionOf } from '../../../schema/model/languages/languages.ts';
import { readStored } from '../../../schema/model/stored-json.ts';
import { searchFullText } from '../../search/full-text.ts';
import type { FullTextResult } from '../../search/full-text.ts';
import { parseSearch } from '../../search/search-syntax.ts';
import { bestMatch, excerpt } from '../../search/text-match.ts';
import type { TextMatch } from '../../search/text-match.ts';
import type { Services } from '../services.ts';
import { kindsInNamespace } from '../titles.ts';
import { searchForm, when } from './layout.ts';
import type { Markup } from './markup.ts';
import { messageMarkup, nothing, textMarkup } from './markup.ts';
import type { PageContext } from './render.ts';
import { failureList, renderPage } from './render.ts';

const PER_PAGE = 20;
const MOST_OFFSET = 2000;
/** Interface messages and settings have pages of their own to be found on. */
const KINDS: readonly DocumentKind[] = [
  'item',
  'property',
  'lexeme',
  'entity-schema',
  'rule',
  'talk',
  'user-page',
  'saved-query',
];
/** Results whose classes are counted, and classes that are shown. */
const MOST_COUNTED = 500;
const MOST_CLASSES = 8;

export async function searchPage(c: PageContext, services: Services): Promise<Response> {
  const { messages } = c.get('reader');
  const text = (c.req.query('q') ?? c.req.query('search') ?? '').slice(0, 250).trim();
  const number = /^\d{1,6}$/.exec(c.req.query('offset') ?? '')?.[0];
  const offset = Math.min(Number(number ?? 0), MOST_OFFSET);
  if (text === '') return emptyPage(c, services, nothing);
  const site = await services.site.current();
  const parsed = parseSearch(text, (name) => kindsInNamespace(name, site));
  if (!parsed.ok)
    return emptyPage(c, services, failureList(parsed.failures, c.get('reader')), text);
  const { records } = services.edit.storage;
  const id = parseEntityId(ID_AT_END.exec(text)?.[1] ?? '');
  const [page] = id === undefined ? [] : await services.labels.displayTerms([id], 'en');
  // An id that is typed in full is where the reader wants to go.
  if (page !== undefined && offset === 0) return c.redirect(entityPath(page[0]), 303);

  const { query, kinds: named, unknownKeywords } = parsed.value;
  const kinds = named ?? KINDS.filter((kind) => hasKind(site, kind));
  const found = await searchFullText(
    { text, query, kinds, offset, limit: PER_PAGE },
    { records, statements: services.statements },
  );
  const title = messages.text('search-results-for', text);
  const body = html`<h1><bdi>${title}</bdi></h1>
    ${when(
      unknownKeywords.length > 0,
      () => html`<p>${messages.text('search-unknown-keywords', unknownKeywords.join(', '))}</p>`,
    )}
    ${await resultsMarkup(c, services, { text, offset, found })}
    ${when(found.incomplete, () => html`<p class="soft">${messages.text('search-incomplete')}</p>`)}`;
  return renderPage(c, services, { title, body, search: text });
}

/** `Q42`, `q42`, `Property:P31`, `wd:Q42`, `https://example.org/entity/Q42`. */
const ID_AT_END = /^(?:\S*[/:])?([A-Z]\d+(?:-[A-Z]\d+)?)$/i;

function emptyPage(
  c: PageContext,
  services: Services,
  notice: Markup,
  text = '',
): Promise<Response> {
  const reader = c.get('reader');
  const { messages } = reader;
  const body = html`<h1>${messages.text('search')}</h1>
    ${notice}${searchForm(reader, text, 'main-search')}
    <p class="soft">${messages.text('search-help')}</p>`;
  return renderPage(c, services, { title: messages.text('search'), body });
}

interface Results {
  readonly text: string;
  readonly offset: number;
  readonly found: FullTextResult;
}

async function resultsMarkup(
  c: PageContext,
  services: Services,
  { text, offset, found }: Results,
): Promise<Markup> {
  const { messages } = c.get('reader');
  const { pages, total, suggestion } = found;
  const meant = when(suggestion !== undefined, () => {
    const link = html`<a href="${searchPath(suggestion ?? '')}"><bdi>${suggestion}</bdi></a>`;
    return html`<p>${messageMarkup(messages, 'search-did-you-mean', link)}</p>`;
  });
  if (pages.length === 0) {
    return html`${meant}
      <p>
        ${messages.text('search-none', text)}
        <a href="/wiki/Special:NewItem?label=${encodeURIComponent(text)}"
          >${messages.text('nav-new-item')}</a
        >
      </p>`;
  }
  const [rows, classes] = await Promise.all([
    rowsMarkup(c, services, found),
    classesMarkup(c, services, text, found),
  ]);
  const next = offset + PER_PAGE;
  return html`${meant}
    <p class="soft">${messages.text('search-total', total)}</p>
    ${classes}
    <ol class="results" role="list">
      ${rows}
    </ol>
    ${when(
      next < total && next <= MOST_OFFSET,
      () => html`<p><a href="${searchPath(text, next)}">${messages.text('search-more')}</a></p>`,
    )}`;
}

async function rowsMarkup(
  c: PageContext,
  services: Services,
  { pages, wanted }: FullTextResult,
): Promise<Markup[]> {
  const { language, languages, messages } = c.get('reader');
  const ids = pages.map(({ documentId }) => documentId);
  const [documents, terms] = await Promise.all([
    services.edit.storage.records.documents(ids),
    services.labels.displayTerms(ids.filter(isEntityId), language),
  ]);
  return ids.flatMap((id) => {
    const stored = documents.get(id);
    if (stored === undefined) return [];
    const shown = terms.get(id as EntityId);
    const document: Document = readStored(stored.kind, stored.content);
    const match = bestMatch(document, wanted, languages);
    const isShown = [shown?.label, shown?.description].some((term) => term?.value === match?.text);
    const label = shown?.label ?? { value: id, language: undefined };
    return [
      html`<li>
        <span
          ><a href="${pagePath(id)}"
            >${textMarkup({ text: label.value, language: label.language })}</a
          >
          ${when(label.value !== id, () => html`<span class="id">${id}</span>`)}</span
        >
        ${
          shown?.description === undefined
            ? nothing
            : html`<span class="soft"
                >${textMarkup({
                  text: shown.description.value,
                  language: shown.description.language,
                })}</span
              >`
        }${
          match === undefined || isShown
            ? nothing
            : html`<span class="small soft"
                >${match.field === 'alias' || match.field === 'label' ? messages.text('search-matched') : nothing}
                ${markedText(excerpt(match))}</span
              >`
        }
      </li>`,
    ];
  });
}

/** What the results are instances of: each a search for those alone. */
async function classesMarkup(
  c: PageContext,
  services: Services,
  text: string,
  { best }: FullTextResult,
): Promise<Markup> {
  const { language, messages } = c.get('reader');
  const property = (await services.site.current()).properties.get('instanceOf');
  if (property === undefined || text.includes(`haswbstatement:${property}=`)) return nothing;
  const ids = best.slice(0, MOST_COUNTED).map(({ documentId }) => documentId);
  const classes = services.statements.valuesOf(ids, property).slice(0, MOST_CLASSES);
  if (classes.length < 2) return nothing;
  const terms = await services.labels.displayTerms(
    classes.map(([id]) => id),
    language,
  );
  return html`<nav class="facets" aria-label="${messages.text('search-classes')}">
    <ul role="list">
      ${classes.map(([id, count]) => {
        const label = terms.get(id)?.label;
        const name = textMarkup({ text: label?.value ?? id, language: label?.language });
        const href = searchPath(`${text} haswbstatement:${property}=${id}`);
        return html`<li><a href="${href}">${name}</a> <span class="soft">${count}</span></li>`;
      })}
    </ul>
  </nav>`;
}

function markedText({ text, language, places }: TextMatch): Markup {
  const parts: Markup[] = [];
  let end = 0;
  for (const [from, to] of places) {
    parts.push(html`${text.slice(end, from)}<mark>${text.slice(from, to)}</mark>`);
    end = to;
  }
  const marked = html`${parts}${text.slice(end)}`;
  return language === undefined
    ? html`<bdi>${marked}</bdi>`
    : html`<bdi lang="${bcp47(language)}" dir="${directionOf(language)}">${marked}</bdi>`;
}

function searchPath(text: string, offset = 0): string {
  const query = new URLSearchParams({ q: text, ...(offset > 0 ? { offset: String(offset) } : {}) });
  return `/search?${query.toString()}`;
}

function isEntityId(id: string): id is EntityId {
  return parseEntityId(id) === id;
}
