/** The settings of the wiki as a text to edit, without JavaScript. Who may, `saveEdit` decides. */
import { html } from 'hono/html';
import { pagePath } from '../../../client/view/safe-link.ts';
import type { Failure, Result } from '../../../schema/failures.ts';
import { failed, failure, ok } from '../../../schema/failures.ts';
import {
  readSiteSettings,
  siteSettingsJson,
} from '../../../schema/model/documents/site-settings-json.ts';
import { SITE_SETTINGS_ID } from '../../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import { parseJson } from '../../../schema/model/json-depth.ts';
import type { Edit } from '../../edit/edit.ts';
import { saveEdit } from '../../edit/save-edit.ts';
import type { FormFields } from '../request/form.ts';
import { failureStatus } from '../response/failure-response.ts';
import type { Services } from '../services.ts';
import { pageTools } from './history.ts';
import { csrfField } from './layout.ts';
import type { Markup } from './markup.ts';
import { nothing } from './markup.ts';
import type { PageContext } from './render.ts';
import { failureList, renderPage } from './render.ts';
import { viewContext } from './view-context.ts';

/** The settings that the form starts from. */
export interface EditedSettings {
  readonly settings: SiteSettings;
  /** 0 as long as the wiki has the default settings. */
  readonly revisionId: number;
}

interface Sent {
  readonly text: string;
  readonly summary: string;
  readonly base: number;
}

const PATH = `${pagePath(SITE_SETTINGS_ID)}?action=edit`;

export async function settingsForm(
  c: PageContext,
  services: Services,
  newest: EditedSettings,
  failures: readonly Failure[] = [],
  sent: Sent = { text: indented(newest.settings), summary: '', base: newest.revisionId },
): Promise<Response> {
  const reader = c.get('reader');
  const { messages } = reader;
  const context = await viewContext(services, reader, []);
  const title = messages.text('settings-edit-title');
  const conflict = failures.some(isConflict);
  // after a conflict the editor has seen what others saved, and begins from there
  const base = conflict ? newest.revisionId : sent.base;
  const body = html`<header class="page-head">
      ${pageTools(SITE_SETTINGS_ID, 'edit', context)}
      <h1>${title}</h1>
    </header>
    <p class="soft">${messages.text('settings-edit-intro')}</p>
    ${failureList(failures, reader, { paths: true })}
    ${conflict ? conflictNotice(c, newest, sent.base) : nothing}
    <form class="form" method="post" action="${PATH}">
      ${csrfField(c.get('visitor').csrfToken)}<input type="hidden" name="base" value="${base}" />
      <div class="field">
        <label for="settings">${messages.text('settings-json')}</label>
        ${textArea('settings', sent.text, html`name="settings" required`)}
      </div>
      <div class="field">
        <label for="summary">${messages.text('edit-summary')}</label>
        <input id="summary" name="summary" maxlength="500" dir="auto" value="${sent.summary}" />
      </div>
      <div class="actions">
        <button class="primary">${messages.text('edit-publish')}</button>
        <a class="button" href="${pagePath(SITE_SETTINGS_ID)}">${messages.text('edit-cancel')}</a>
      </div>
    </form>
    ${conflict ? newestSettings(c, newest) : nothing}`;
  const [first] = failures;
  return renderPage(c, services, { title, body }, first === undefined ? 200 : failureStatus(first));
}

/** `reload` gives the newest settings, to show them beside the text of a conflict. */
export async function submitSettings(
  c: PageContext,
  services: Services,
  fields: FormFields,
  reload: () => Promise<EditedSettings>,
): Promise<Response> {
  const base = /^\d{1,15}$/.exec(fields.get('base') ?? '')?.[0];
  const sent = {
    text: fields.get('settings') ?? '',
    summary: fields.get('summary') ?? '',
    base: Number(base ?? 0),
  };
  const again = async (failures: readonly Failure[]) =>
    settingsForm(c, services, await reload(), failures, sent);
  if (base === undefined) return again([failure('missing-field', { field: 'base' })]);
  const settings = settingsIn(sent.text);
  if (!settings.ok) return again(settings.failures);
  const result = await saveEdit(
    { actor: c.get('visitor').actor, comment: sent.summary, ...replacing(settings.value, sent) },
    services.edit,
  );
  return result.outcome === 'rejected'
    ? again(result.failures)
    : c.redirect(pagePath(SITE_SETTINGS_ID), 303);
}

function replacing(
  document: SiteSettings,
  { base }: Sent,
): Pick<Edit, 'target' | 'ops' | 'baseRevisionId'> {
  return base === 0
    ? { target: { kind: 'new-with-id', document }, ops: [] }
    : {
        target: { kind: 'existing', id: SITE_SETTINGS_ID },
        ops: [{ op: 'replace', document }],
        baseRevisionId: base,
      };
}

function settingsIn(text: string): Result<SiteSettings> {
  if (text.trim() === '') return failed(failure('missing-field', { field: 'settings' }));
  const json = parseJson(text);
  if (!json.ok) return json;
  const settings = readSiteSettings(json.value);
  return settings.ok ? ok(settings.value) : settings;
}

/** Settings that came to be after the form was sent are a conflict like any other. */
function isConflict({ code }: Failure): boolean {
  return code === 'edit-conflict' || code === 'entity-exists';
}

function conflictNotice(c: PageContext, { revisionId }: EditedSettings, base: number): Markup {
  const { messages } = c.get('reader');
  const changes = `${pagePath(SITE_SETTINGS_ID)}?diff=${revisionId}`;
  const compared = base === 0 ? changes : `${changes}&oldid=${base}`;
  return html`<p class="notice">
    ${messages.text('settings-conflict')}
    <a href="${compared}">${messages.text('settings-conflict-changes')}</a>
  </p>`;
}

function newestSettings(c: PageContext, { settings }: EditedSettings): Markup {
  return html`<section class="field">
    <label for="newest">${c.get('reader').messages.text('settings-newest')}</label>
    ${textArea('newest', indented(settings), html`readonly`)}
  </section>`;
}

/** A line break after the start tag is dropped by browsers; one more keeps a text that begins with one. */
function textArea(id: string, text: string, attributes: Markup): Markup {
  return html`<textarea id="${id}" rows="28" dir="ltr" spellcheck="false" ${attributes}>
${text}</textarea>`;
}

function indented(settings: SiteSettings): string {
  return JSON.stringify(siteSettingsJson(settings), undefined, 2);
}
