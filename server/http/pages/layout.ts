/** The frame of every page: head, search, navigation, footer. */
import { html, raw } from 'hono/html';
import { pagePath } from '../../../client/view/safe-link.ts';
import type { Text } from '../../../client/view/text.ts';
import { interfaceLanguages } from '../../../client/i18n/catalogues.ts';
import { SITE_SETTINGS_ID } from '../../../schema/model/documents/site-settings.ts';
import { bcp47 } from '../../../schema/model/languages/bcp47.ts';
import { language } from '../../../schema/model/languages/languages.ts';
import { CC0 } from '../../../schema/vocabulary.ts';
import type { Reader } from '../request/reader.ts';
import { themes } from '../request/reader.ts';
import type { Markup } from './markup.ts';
import { messageMarkup, nothing, textMarkup } from './markup.ts';

/** What every page shows around its content. */
export interface Frame {
  readonly reader: Reader;
  readonly siteName: Text;
  /** Address of the logo; `undefined` for the built-in one. */
  readonly logo: string | undefined;
  readonly user: { readonly name: string; readonly csrfToken: string } | undefined;
  /** Path and query of this page, to come back to. */
  readonly path: string;
  readonly assets: ClientAssets;
}

/** The addresses of the built client; empty where it was not built: pages work without it. */
export interface ClientAssets {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

export interface PageContent {
  readonly title: string;
  readonly body: Markup;
  /** Other forms of the same thing: `<link rel="alternate">`. */
  readonly alternates?: readonly { readonly type: string; readonly href: string }[];
  /** What the search field in the head holds; `false` where the page has a field of its own. */
  readonly search?: string | false;
}

export function layout(frame: Frame, page: PageContent): Markup {
  const { reader, siteName, logo } = frame;
  const { messages } = reader;
  const title = page.title === '' ? siteName.text : `${page.title} · ${siteName.text}`;
  return html`<!doctype html>
    <html lang="${bcp47(messages.language)}" dir="${reader.direction}" data-theme="${reader.theme}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        ${frame.assets.styles.map((href) => html`<link rel="stylesheet" href="${href}" />`)}
        ${frame.assets.scripts.map((src) => html`<script type="module" src="${src}"></script>`)}
        ${(page.alternates ?? []).map(
          ({ type, href }) => html`<link rel="alternate" type="${type}" href="${href}" />`,
        )}
      </head>
      <body>
        <a class="skip-link button" href="#content">${messages.text('skip-to-content')}</a>
        <header class="site-header">
          <div>
            <a class="brand" href="/"
              >${logo === undefined ? LOGO : html`<img src="${logo}" alt="" />`}${textMarkup(siteName)}</a
            >
            ${page.search === false ? html`<span></span>` : searchForm(reader, page.search ?? '', 'site-search')}
            <nav class="site-nav" aria-label="${messages.text('nav-menu')}">
              ${navigation(frame)}
            </nav>
          </div>
        </header>
        <main id="content" tabindex="-1">${page.body}</main>
        <footer class="site-footer">
          <div>
            <p>
              ${messageMarkup(messages, 'footer-licence', html`<a rel="license" href="${CC0}">CC0</a>`)}
              ${link('/wiki/Special:ListUsers', messages.text('list-users-title'))}
              ${link(pagePath(SITE_SETTINGS_ID), messages.text('nav-settings'))}
            </p>
            ${preferencesForm(frame)}
          </div>
        </footer>
      </body>
    </html>`;
}

/** `id` tells two such forms on one page apart. */
export function searchForm({ messages }: Reader, value: string, id: string): Markup {
  return html`<form
    class="search-form"
    role="search"
    action="/search"
    aria-labelledby="${id}-label"
  >
    <label class="visually-hidden" id="${id}-label" for="${id}">${messages.text('search')}</label>
    <input
      id="${id}"
      name="q"
      type="search"
      value="${value}"
      dir="auto"
      autocomplete="off"
      placeholder="${messages.text('search-placeholder')}"
      maxlength="250"
    />
    <button class="primary">${messages.text('search')}</button>
  </form>`;
}

function navigation({ reader: { messages }, user, path }: Frame): Markup {
  const back = encodeURIComponent(path);
  return html`${link('/wiki/Special:RecentChanges', messages.text('nav-recent-changes'))}
  ${link('/query/', messages.text('nav-query'))}
  ${link('/wiki/Special:NewItem', messages.text('nav-new-item'))}
  ${
    user === undefined
      ? html`${link(`/wiki/Special:Login?returnto=${back}`, messages.text('nav-log-in'))}
        ${link(`/wiki/Special:CreateAccount?returnto=${back}`, messages.text('nav-create-account'))}`
      : html`<a href="/wiki/Special:Contributions/${encodeURIComponent(user.name)}"
            ><bdi>${user.name}</bdi></a
          >
          ${link('/wiki/Special:Watchlist', messages.text('nav-watchlist'))}
          ${link('/wiki/Special:ChangePassword', messages.text('nav-account'))}
          <form class="inline-form" method="post" action="/wiki/Special:Logout">
            ${csrfField(user.csrfToken)} <button>${messages.text('nav-log-out')}</button>
          </form>`
  }`;
}

function link(href: string, text: string): Markup {
  return html`<a href="${href}">${text}</a>`;
}

export function csrfField(token: string): Markup {
  return html`<input type="hidden" name="token" value="${token}" />`;
}

function preferencesForm({ reader, path }: Frame): Markup {
  const { messages } = reader;
  const languages = new Set([...interfaceLanguages.toSorted(), reader.language]);
  return html`<form class="preferences" method="post" action="/preferences">
    <input type="hidden" name="returnto" value="${path}" />
    <div class="field">
      <label for="preferences-language">${messages.text('preferences-language')}</label>
      <select id="preferences-language" name="language">
        ${[...languages].map((code) => languageOption(code, code === reader.language))}
      </select>
    </div>
    <div class="field">
      <label for="preferences-theme">${messages.text('preferences-theme')}</label>
      <select id="preferences-theme" name="theme">
        ${themes.map(
          (theme) =>
            html`<option value="${theme}" ${theme === reader.theme ? raw(' selected') : ''}>
              ${messages.text(`theme-${theme}`)}
            </option>`,
        )}
      </select>
    </div>
    <button>${messages.text('apply')}</button>
  </form>`;
}

function languageOption(code: string, chosen: boolean): Markup {
  const autonym = language(code)?.autonym ?? code;
  return html`<option value="${code}" lang="${bcp47(code)}" ${chosen ? raw(' selected') : ''}>
    ${autonym}
  </option>`;
}

/** Three waves that meet in one point: many tongues, one knowledge. */
const LOGO_PATHS =
  '<path d="M3 8c6-5 11 5 18 0" /><path d="M3 13c6-5 11 5 18 0" /><path d="M3 18c6-5 11 5 18 0" /><circle cx="12" cy="3.4" r="1.3" fill="currentColor" />';

const LOGO = raw(
  `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" aria-hidden="true">${LOGO_PATHS}</svg>`,
);

export const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#0a5f73" color="#0a5f73" stroke-width="2" stroke-linecap="round">${LOGO_PATHS}</svg>`;

/** The parts of a page that are optional, without a conditional at each place. */
export function when(condition: boolean, markup: () => Markup): Markup {
  return condition ? markup() : nothing;
}
