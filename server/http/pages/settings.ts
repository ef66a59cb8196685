/** The settings of the wiki, readable for everybody: a table for each part. */
import { html } from 'hono/html';
import { pagePath } from '../../../client/view/safe-link.ts';
import { entitiesInSettings, settingsView } from '../../../client/view/settings-view.ts';
import type { SettingsTable } from '../../../client/view/settings-view.ts';
import type { ViewContext } from '../../../client/view/view-context.ts';
import type { Messages } from '../../../client/i18n/message.ts';
import { SITE_SETTINGS_ID } from '../../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import type { Page } from '../../read/entities.ts';
import type { Services } from '../services.ts';
import { pageTools, userMarkup } from './history.ts';
import { when } from './layout.ts';
import type { Markup } from './markup.ts';
import { messageMarkup, nothing, timeMarkup, valueMarkup } from './markup.ts';
import type { PageContext } from './render.ts';
import { renderPage } from './render.ts';
import { viewContext } from './view-context.ts';

export interface SettingsPage {
  readonly settings: SiteSettings;
  /** `undefined` as long as the wiki has the default settings. */
  readonly revision: Page['revision'] | undefined;
  /** The page shows an older revision than the newest. */
  readonly old: boolean;
}

export async function renderSettings(
  c: PageContext,
  services: Services,
  page: SettingsPage,
): Promise<Response> {
  const mentioned = entitiesInSettings(page.settings);
  const context = await viewContext(services, c.get('reader'), mentioned);
  const title = context.messages.text('settings-title');
  return renderPage(c, services, { title, body: settingsBody(title, page, context) });
}

function settingsBody(
  title: string,
  { settings, revision, old }: SettingsPage,
  context: ViewContext,
): Markup {
  const { messages } = context;
  const { single, tables } = settingsView(settings, context);
  return html`${old && revision !== undefined ? oldNotice(revision, messages) : nothing}
    <header class="page-head">
      ${pageTools(SITE_SETTINGS_ID, old ? 'old' : 'read', context)}
      <h1>${title}</h1>
    </header>
    <p class="soft">${messages.text('settings-intro')}</p>
    <dl>
      ${single.map(
        ([name, value]) =>
          html`<dt class="soft">${name}</dt>
            <dd>${valueMarkup(value)}</dd>`,
      )}
    </dl>
    ${tables.map((table) => tableMarkup(table, messages))}
    ${when(
      revision !== undefined,
      () =>
        html`<p class="small soft">
          ${revision === undefined ? nothing : lastChanged(revision, context)}
        </p>`,
    )}`;
}

function tableMarkup({ part, title, columns, rows }: SettingsTable, messages: Messages): Markup {
  return html`<section aria-labelledby="${part}">
    <h2 id="${part}">${title}</h2>
    ${
      rows.length === 0
        ? html`<p class="soft">${messages.text('settings-none')}</p>`
        : html`<div class="scroll-x" role="region" aria-labelledby="${part}" tabindex="0">
            <table class="settings">
              <thead>
                <tr>
                  ${columns.map((column) => html`<th scope="col">${column}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${rows.map(
                  ([first, ...others]) =>
                    html`<tr>
                      ${first === undefined ? nothing : html`<th scope="row">${valueMarkup(first)}</th>`}
                      ${others.map((cell) => html`<td>${valueMarkup(cell)}</td>`)}
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
  </section>`;
}

function oldNotice({ revisionId, timestamp }: Page['revision'], messages: Messages): Markup {
  return html`<p class="notice">
    ${messageMarkup(
      messages,
      'entity-old-revision',
      html`${revisionId}`,
      timeMarkup(timestamp, messages),
    )} <a href="${pagePath(SITE_SETTINGS_ID)}">${messages.text('entity-see-current')}</a>
  </p>`;
}

function lastChanged(revision: Page['revision'], context: ViewContext): Markup {
  const { messages } = context;
  return messageMarkup(
    messages,
    'entity-last-changed',
    timeMarkup(revision.timestamp, messages),
    userMarkup(revision, context),
  );
}
