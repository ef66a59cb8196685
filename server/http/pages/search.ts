/** What was found for a few letters, in any language. */
import { html } from 'hono/html';
import { entityPath } from '../../../client/view/value-view.ts';
import { pagePath } from '../../../client/view/safe-link.ts';
import type { EntityMatch } from '../../search/term-search.ts';
import { searchEntities } from '../../search/term-search.ts';
import type { Services } from '../services.ts';
import { searchForm, when } from './layout.ts';
import type { Markup } from './markup.ts';
import { nothing, textMarkup } from './markup.ts';
import type { PageContext } from './render.ts';
import { renderPage } from './render.ts';

const PER_PAGE = 20;
const MOST_OFFSET = 2000;

export async function searchPage(c: PageContext, services: Services): Promise<Response> {
  const reader = c.get('reader');
  const { messages } = reader;
  const text = (c.req.query('q') ?? '').slice(0, 250).trim();
  const offset = Math.min(
    Number(/^\d{1,6}$/.exec(c.req.query('offset') ?? '')?.[0] ?? 0),
    MOST_OFFSET,
  );
  if (text === '') {
    const body = html`<h1>${messages.text('search')}</h1>
      ${searchForm(reader, '', 'main-search')}`;
    return renderPage(c, services, { title: messages.text('search'), body });
  }
  const { matches, more } = await searchEntities(
    {
      text,
      language: reader.language,
      languages: 'any',
      kinds: ['item', 'property', 'lexeme'],
      limit: PER_PAGE,
      offset,
    },
    {
      records: services.edit.storage.records,
      labels: services.labels,
      properties: services.properties,
    },
  );
  // an id that is typed in full is where the reader wants to go
  const [first] = matches;
  if (offset === 0 && first?.match.type === 'entityId')
    return c.redirect(entityPath(first.id), 303);

  const title = messages.text('search-results-for', text);
  const next = `/search?${new URLSearchParams({ q: text, offset: String(offset + PER_PAGE) }).toString()}`;
  const body = html`<h1><bdi>${title}</bdi></h1>
    ${
      matches.length === 0
        ? html`<p>
            ${messages.text('search-none', text)}
            <a href="/wiki/Special:NewItem?label=${encodeURIComponent(text)}"
              >${messages.text('nav-new-item')}</a
            >
          </p>`
        : html`<ol class="results" role="list">
            ${matches.map((match) => row(match))}
          </ol>`
    }${when(more, () => html`<p><a href="${next}">${messages.text('search-more')}</a></p>`)}`;
  return renderPage(c, services, { title, body, search: text });

  function row({ id, label, description, match }: EntityMatch): Markup {
    const shown = label ?? { value: id, language: undefined };
    return html`<li>
      <span
        ><a href="${pagePath(id)}"
          >${textMarkup({
            text: shown.value,
            language: shown.language,
          })}</a
        >
        <span class="id">${id}</span></span
      >
      ${
        description === undefined
          ? nothing
          : html`<span class="soft"
              >${textMarkup({ text: description.value, language: description.language })}</span
            >`
      }${when(
        match.type !== 'entityId' && match.text !== label?.value,
        () =>
          html`<span class="small soft"
            >${messages.text('search-matched')} ${textMarkup(match)}</span
          >`,
      )}
    </li>`;
  }
}
