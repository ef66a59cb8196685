/** From content to a page in its frame; failures are pages too. */
import { createFactory } from 'hono/factory';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { bestTerm } from '../../../client/view/view-context.ts';
import { failureText } from '../../../client/view/failure-view.ts';
import type { Failure } from '../../../schema/failures.ts';
import { failure } from '../../../schema/failures.ts';
import type { Reader } from '../request/reader.ts';
import { readerOf } from '../request/reader.ts';
import type { Visitor } from '../request/visitor.ts';
import { visitorOf } from '../request/visitor.ts';
import { failureHeaders, failureStatus } from '../response/failure-response.ts';
import type { FailureStatus } from '../response/failure-response.ts';
import type { Services } from '../services.ts';
import { searchForm } from './layout.ts';
import type { Frame, PageContent } from './layout.ts';
import { layout } from './layout.ts';
import type { Markup } from './markup.ts';
import { nothing } from './markup.ts';

export interface PageEnv {
  readonly Variables: {
    readonly reader: Reader;
    readonly visitor: Visitor;
    readonly siteName: Frame['siteName'];
    readonly logo: Frame['logo'];
    /** Another site that the answer to the page's form leads to. */
    readonly formTarget?: string;
  };
}
export type PageContext = Context<PageEnv>;

/** Finds out who reads, before any page is made; turns away what other sites' pages send. */
export function pageSetup(services: Services) {
  return createFactory<PageEnv>().createMiddleware(async (c, next) => {
    await setUpPage(c, services);
    const { foreign, refusal } = c.get('visitor');
    if (refusal !== undefined) return failurePage(c, services, [refusal]);
    if (c.req.method === 'POST' && foreign) {
      return failurePage(c, services, [failure('bad-token', {})]);
    }
    await next();
    c.header('Vary', 'Accept-Language, Cookie', { append: true });
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'private, no-cache');
    return undefined;
  });
}

/** What a page has to know before it is made. */
export async function setUpPage(c: PageContext, services: Services): Promise<void> {
  const site = await services.site.current();
  const reader = readerOf(c, site.defaultLanguage);
  c.set('reader', reader);
  c.set('visitor', await visitorOf(c, services));
  c.set('logo', site.logo);
  c.set('siteName', bestTerm(site.name, reader.languages) ?? { text: 'Sabir', language: 'mul' });
}

export async function renderPage(
  c: PageContext,
  services: Services,
  content: PageContent,
  status: 200 | FailureStatus = 200,
): Promise<Response> {
  const visitor = c.get('visitor');
  const { pathname, search } = new URL(c.req.url);
  const frame: Frame = {
    reader: c.get('reader'),
    siteName: c.get('siteName'),
    logo: c.get('logo'),
    user: visitor.loggedIn ? { name: visitor.actor.name, csrfToken: visitor.csrfToken } : undefined,
    path: c.req.method === 'GET' ? pathname + search : pathname,
    assets: services.client.assets,
  };
  return c.html(await layout(frame, content), status);
}

/** `history`: where a reader sees what stood in the way. */
export async function failurePage(
  c: PageContext,
  services: Services,
  failures: readonly Failure[],
  history?: string,
): Promise<Response> {
  const { messages } = c.get('reader');
  const [first] = failures;
  const status = first === undefined ? 500 : failureStatus(first);
  const missing = status === 404;
  const title = messages.text(missing ? 'error-not-found-title' : 'error-title');
  for (const [name, value] of Object.entries(first === undefined ? {} : failureHeaders(first))) {
    c.header(name, value);
  }
  const body = html`<h1>${title}</h1>
    ${failureList(failures, c.get('reader'))}
    ${
      missing
        ? html`<p>${messages.text('error-not-found-text')}</p>
            ${searchForm(c.get('reader'), '', 'error-search')}`
        : nothing
    }
    ${
      history === undefined
        ? nothing
        : html`<p><a href="${history}">${messages.text('nav-history')}</a></p>`
    }
    <p><a href="/">${messages.text('error-back-home')}</a></p>`;
  return renderPage(c, services, { title, body }, status);
}

/** What is wrong with a form, above it; with `paths` also where in the JSON that was sent. */
export function failureList(
  failures: readonly Failure[],
  { messages }: Reader,
  { paths = false }: { readonly paths?: boolean } = {},
): Markup {
  if (failures.length === 0) return nothing;
  return html`<div class="notice error" role="alert">
    ${failures.map(
      (each) =>
        html`<p>
          ${paths && each.path !== undefined && each.path !== '' ? html`<code>${each.path}</code> ` : nothing}${failureText(each, messages)}
        </p>`,
    )}
  </div>`;
}

/** A path on this site and no other, to go back to. */
export function localPath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/';
}
