/** Special:RecentChanges, Special:Contributions, Special:Watchlist. */
import { html } from 'hono/html';
import { failure } from '../../../schema/failures.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import { changeWatchlist } from '../../accounts/watchlist.ts';
import { authorFilter } from '../../read/author-filter.ts';
import { readChanges } from '../../read/changes.ts';
import type { ChangesOf, ChangesQuery } from '../../read/changes.ts';
import type { Services } from '../services.ts';
import { filteredPath, readChangeFilter } from './change-filter.ts';
import type { FilterFields } from './change-filter.ts';
import { changesBody, mentionedInChanges, pageMarkup } from './changes.ts';
import { csrfField } from './layout.ts';
import type { Markup } from './markup.ts';
import { messageMarkup, nothing, timeMarkup } from './markup.ts';
import type { PageContext } from './render.ts';
import { failurePage, renderPage } from './render.ts';
import { sentForm } from './sent-form.ts';
import { viewContext } from './view-context.ts';

const CHANGES_SHOWN = 100;
const WATCHED_SHOWN = 500;
const WATCHLIST = '/wiki/Special:Watchlist';

interface ListPage {
  readonly title: string;
  /** Where the title on the page has markup. */
  readonly heading?: Markup;
  readonly path: string;
  readonly hidden?: FilterFields;
  readonly author?: ChangesQuery['author'];
  readonly of?: ChangesOf;
  readonly head?: Markup;
}

export function recentChanges(c: PageContext, services: Services): Promise<Response> {
  const title = c.get('reader').messages.text('nav-recent-changes');
  return listPage(c, services, { title, path: '/wiki/Special:RecentChanges' });
}

/** Of an account, or of whoever edited from an address. */
export async function contributions(c: PageContext, services: Services): Promise<Response> {
  const { records } = services.edit.storage;
  const name = c.req.param('name') ?? '';
  const author = await authorFilter(name, records);
  if ('address' in author && (await records.recentChanges({ author, limit: 1 })).length === 0) {
    return failurePage(c, services, [failure('unknown-user', { name })]);
  }
  const user = 'address' in author ? undefined : await records.userById(author.userId);
  const shown = user?.name ?? name;
  const { messages } = c.get('reader');
  return listPage(c, services, {
    title: messages.text('contributions-of', shown),
    heading: messageMarkup(messages, 'contributions-of', html`<bdi>${shown}</bdi>`),
    path: `/wiki/Special:Contributions/${encodeURIComponent(shown)}`,
    author,
    head: linksAbout(shown, user !== undefined, c),
  });
}

/** What else there is about somebody, and what may be done about them. */
function linksAbout(name: string, hasAccount: boolean, c: PageContext): Markup {
  const { messages } = c.get('reader');
  const encoded = encodeURIComponent(name);
  const rights = html`<a href="/wiki/Special:UserRights?user=${encoded}"
    >${messages.text('user-rights-groups')}</a
  >`;
  const block = html`<a href="/wiki/Special:Block?user=${encoded}"
    >${messages.text('block-submit')}</a
  >`;
  return html`<p class="actions">
    <a href="/wiki/Special:Log?user=${encoded}">${messages.text('log-title')}</a>
    ${hasAccount ? rights : nothing} ${c.get('visitor').rights.has('block') ? block : nothing}
  </p>`;
}

async function listPage(c: PageContext, services: Services, list: ListPage): Promise<Response> {
  const { title, heading, path, hidden, author, of, head } = list;
  const { records } = services.edit.storage;
  const fields = c.req.query();
  const asked = await readChangeFilter(fields, records, CHANGES_SHOWN);
  if (!asked.ok) return failurePage(c, services, asked.failures);
  const page = await readChanges(records, {
    ...asked.value,
    ...(author === undefined ? {} : { author }),
    ...(of === undefined ? {} : { of }),
  });
  const context = await viewContext(services, c.get('reader'), mentionedInChanges(page.changes));
  const user = author === undefined;
  const body = changesBody({
    title: heading ?? title,
    filter: { path, fields, user, kind: true, ...(hidden === undefined ? {} : { hidden }) },
    page,
    context,
    marksUnpatrolled: c.get('visitor').rights.has('patrol'),
    ...(head === undefined ? {} : { head }),
  });
  return renderPage(c, services, { title, body });
}

export async function watchlist(c: PageContext, services: Services): Promise<Response> {
  const { rights, actor } = c.get('visitor');
  if (!rights.has('viewmywatchlist')) {
    return failurePage(c, services, [failure('permission-denied', { right: 'viewmywatchlist' })]);
  }
  const { messages } = c.get('reader');
  const title = messages.text('nav-watchlist');
  if (c.req.query('pages') === '1') return watchedPages(c, services, title);
  const everything = c.req.query('all') === '1';
  const head = html`<p class="actions">
    <a href="${WATCHLIST}${everything ? '' : '?all=1'}"
      >${messages.text(everything ? 'watchlist-newest-only' : 'watchlist-all')}</a
    >
    <a href="${WATCHLIST}?pages=1">${messages.text('watchlist-pages')}</a>
  </p>`;
  return listPage(c, services, {
    title,
    path: WATCHLIST,
    ...(everything ? { hidden: { all: '1' } } : {}),
    of: { watcher: actor.userId, newestOfPage: !everything },
    head,
  });
}

/** The pages themselves, each with the way to stop watching it. */
async function watchedPages(c: PageContext, services: Services, title: string): Promise<Response> {
  const { actor, csrfToken } = c.get('visitor');
  const after = c.req.query('after') ?? '';
  const pages = await services.edit.storage.records.watchedPages({
    userId: actor.userId,
    after,
    limit: WATCHED_SHOWN + 1,
  });
  const shown = pages.slice(0, WATCHED_SHOWN);
  const ids = shown.flatMap(({ documentId }) => parseEntityId(documentId) ?? []);
  const context = await viewContext(services, c.get('reader'), ids);
  const { messages } = context;
  const next = pages.length > WATCHED_SHOWN ? shown.at(-1)?.documentId : undefined;
  const body = html`<h1>${title}</h1>
    <p><a href="${WATCHLIST}">${messages.text('watchlist-changes')}</a></p>
    ${
      shown.length === 0
        ? html`<p>${messages.text('watchlist-empty')}</p>`
        : html`<form id="unwatch" method="post" action="${WATCHLIST}">${csrfField(csrfToken)}</form>
            <ul class="changes" role="list">
              ${shown.map(
                ({ documentId, expires }) =>
                  html`<li>
                    <span>${pageMarkup(documentId, context)}</span>
                    ${
                      expires === undefined
                        ? ''
                        : html`<span class="small soft"
                            >${messages.text('watchlist-until')}
                            ${timeMarkup(expires, messages)}</span
                          >`
                    }
                    <button class="quiet" form="unwatch" name="unwatch" value="${documentId}">
                      ${messages.text('watch-stop')}<span class="visually-hidden">
                        ${documentId}</span
                      >
                    </button>
                  </li>`,
              )}
            </ul>`
    }
    ${
      next === undefined
        ? ''
        : html`<p>
            <a href="${WATCHLIST}?pages=1&amp;after=${encodeURIComponent(next)}"
              >${messages.text('watchlist-more')}</a
            >
          </p>`
    }`;
  return renderPage(c, services, { title, body });
}

export async function submitWatchlist(c: PageContext, services: Services): Promise<Response> {
  const form = await sentForm(c);
  if (!form.ok) return failurePage(c, services, form.failures);
  const documentId = form.value.get('unwatch') ?? '';
  const request = { watcher: c.get('visitor').actor, documentIds: [documentId] };
  const result = await changeWatchlist(request, services.edit.storage.watchlist);
  return result.ok
    ? c.redirect(filteredPath({ path: WATCHLIST, hidden: { pages: '1' }, fields: {} }), 303)
    : failurePage(c, services, result.failures);
}
