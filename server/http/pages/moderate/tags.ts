/** `Special:Tags`: all tags of changes, and for those who look after them the means to. */
import { html } from 'hono/html';
import type { Messages } from '../../../../client/i18n/message.ts';
import { tagDescription, tagName } from '../../../../client/view/tag-view.ts';
import { failure } from '../../../../schema/failures.ts';
import type { Failure } from '../../../../schema/failures.ts';
import { manageTag, tagOperations } from '../../../accounts/manage-tags.ts';
import type { TagOperation } from '../../../accounts/manage-tags.ts';
import { readTags } from '../../../read/tags.ts';
import type { TagInfo } from '../../../read/tags.ts';
import type { FormFields } from '../../request/form.ts';
import { moderationStore } from '../../services.ts';
import type { Services } from '../../services.ts';
import { textField } from '../form-fields.ts';
import { csrfField, when } from '../layout.ts';
import type { Markup } from '../markup.ts';
import { nothing } from '../markup.ts';
import type { PageContext } from '../render.ts';
import { failureList, failurePage } from '../render.ts';
import { sentForm } from '../sent-form.ts';
import { formPage } from './forms.ts';

const PATH = '/wiki/Special:Tags';
const SHOWN = 100;

export async function tagsPage(
  c: PageContext,
  services: Services,
  fields: FormFields = new Map(),
  failures: readonly Failure[] = [],
): Promise<Response> {
  const reader = c.get('reader');
  const { messages } = reader;
  const { rights, csrfToken } = c.get('visitor');
  const token = rights.has('managechangetags') ? csrfToken : undefined;
  const tags = await readTags(
    { from: (c.req.query('from') ?? '').slice(0, 200), limit: SHOWN + 1 },
    services.edit.storage.records,
    await services.site.current(),
  );
  const next = tags[SHOWN]?.tag;
  const title = messages.text('tags-title');
  const body = html`<h1>${title}</h1>
    <p class="soft">${messages.text('tags-intro')}</p>
    ${failureList(failures, reader)} ${tagTable(tags.slice(0, SHOWN), token, messages)}
    ${when(
      next !== undefined,
      () =>
        html`<p>
          <a href="${PATH}?from=${encodeURIComponent(next ?? '')}">${messages.text('tags-next')}</a>
        </p>`,
    )}
    ${token === undefined ? nothing : newTagForm(token, fields, messages)}`;
  return formPage(c, services, title, body, failures);
}

export async function submitTags(c: PageContext, services: Services): Promise<Response> {
  const form = await sentForm(c);
  if (!form.ok) return failurePage(c, services, form.failures);
  const fields = form.value;
  const operation = tagOperations.find((each) => each === fields.get('operation'));
  if (operation === undefined) {
    return tagsPage(c, services, fields, [failure('missing-field', { field: 'operation' })]);
  }
  const field = (name: string) => (fields.get(name) ?? '').trim();
  const done = await manageTag(
    {
      operation,
      tag: field('tag'),
      description: field('description'),
      reason: field('reason'),
    },
    c.get('visitor').actor,
    moderationStore(services),
  );
  return done.ok ? c.redirect(PATH, 303) : tagsPage(c, services, fields, done.failures);
}

function tagTable(tags: readonly TagInfo[], token: string | undefined, messages: Messages): Markup {
  return html`<div class="scroll-x" tabindex="0" role="region" aria-labelledby="tags-caption">
    <table>
      <caption id="tags-caption" class="visually-hidden">
        ${messages.text('tags-title')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${messages.text('tags-name')}</th>
          <th scope="col">${messages.text('tags-meaning')}</th>
          <th scope="col">${messages.text('tags-source')}</th>
          <th scope="col">${messages.text('tags-uses')}</th>
          ${token === undefined ? nothing : html`<th scope="col">${messages.text('moderate-action')}</th>`}
        </tr>
      </thead>
      <tbody>
        ${tags.map((tag) => row(tag, token, messages))}
      </tbody>
    </table>
  </div>`;
}

function row(info: TagInfo, token: string | undefined, messages: Messages): Markup {
  const { tag, uses, source, active, definition } = info;
  const name = tagName(tag, messages);
  const changes = `/wiki/Special:RecentChanges?tag=${encodeURIComponent(tag)}`;
  return html`<tr>
    <th scope="row">
      <bdi>${name}</bdi
      >${name === tag ? nothing : html` <span class="small soft"><bdi>${tag}</bdi></span>`}
    </th>
    <td><bdi>${tagDescription(tag, definition?.description, messages)}</bdi></td>
    <td>
      ${messages.text(`tags-source-${source ?? 'nobody'}`)}${when(
        source !== undefined && !active,
        () => html` <span class="soft">(${messages.text('tags-inactive')})</span>`,
      )}
    </td>
    <td>
      ${uses === 0 ? messages.number(0) : html`<a href="${changes}">${messages.number(uses)}</a>`}
    </td>
    ${
      token === undefined
        ? nothing
        : html`<td>
            ${operationsOn(info).map((operation) => operationForm(operation, tag, token, messages))}
          </td>`
    }
  </tr>`;
}

function operationsOn({ source, active }: TagInfo): TagOperation[] {
  if (source === 'software') return [];
  return [active ? 'deactivate' : 'activate', 'delete'];
}

function operationForm(
  operation: TagOperation,
  tag: string,
  token: string,
  messages: Messages,
): Markup {
  const text = messages.text(`tags-${operation}`);
  return html`<form class="inline-form" method="post" action="${PATH}">
    ${csrfField(token)} <input type="hidden" name="operation" value="${operation}" />
    <input type="hidden" name="tag" value="${tag}" />
    <button aria-label="${text}: ${tag}">${text}</button>
  </form> `;
}

function newTagForm(token: string, fields: FormFields, messages: Messages): Markup {
  return html`<section aria-labelledby="new-tag">
    <h2 id="new-tag">${messages.text('tags-new')}</h2>
    <form class="form" method="post" action="${PATH}">
      ${csrfField(token)} <input type="hidden" name="operation" value="create" />
      ${textField({
        name: 'tag',
        label: messages.text('tags-name'),
        value: fields.get('tag'),
        required: true,
      })}
      ${textField({
        name: 'description',
        label: messages.text('tags-meaning'),
        value: fields.get('description'),
      })}
      ${textField({
        name: 'reason',
        label: messages.text('moderate-reason'),
        value: fields.get('reason'),
      })}
      <div class="actions"><button class="primary">${messages.text('tags-create')}</button></div>
    </form>
  </section>`;
}
