/** Special:Log: what was done besides editing. */
import { html } from 'hono/html';
import type { ViewContext } from '../../../client/view/view-context.ts';
import { entitiesInSummary } from '../../../client/view/summary-view.ts';
import { kindOfId } from '../../../schema/model/documents/kinds.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import type { MessageKey, Messages } from '../../../client/i18n/message.ts';
import { readLog } from '../../read/log.ts';
import type { LogPage, LogPlace } from '../../read/log.ts';
import type { Services } from '../services.ts';
import { pageMarkup } from './changes.ts';
import { selectField, textField } from './form-fields.ts';
import { summaryMarkup, userMarkup } from './history.ts';
import { when } from './layout.ts';
import type { Markup } from './markup.ts';
import { messageMarkup, timeMarkup } from './markup.ts';
import type { PageContext } from './render.ts';
import { renderPage } from './render.ts';
import { viewContext } from './view-context.ts';

type LogEntry = LogPage['entries'][number];

const PATH = '/wiki/Special:Log';
const ENTRIES_SHOWN = 100;
const LOG_TYPES = [
  'block',
  'create',
  'delete',
  'patrol',
  'protect',
  'rights',
  'managetags',
  'tag',
] as const;

export async function logPage(c: PageContext, services: Services): Promise<Response> {
  const fields = c.req.query();
  const { user = '', page = '' } = fields;
  const type = LOG_TYPES.find((each) => each === fields['type']);
  const from = placeIn(fields['from']);
  const target = page.trim().replaceAll('_', ' ');
  const log = await readLog(services.edit.storage.records, {
    limit: ENTRIES_SHOWN,
    ...(type === undefined ? {} : { type }),
    ...(user.trim() === '' ? {} : { userName: user.trim() }),
    ...(target === '' ? {} : targetNamed(target)),
    ...(from === undefined ? {} : { from }),
  });
  const context = await viewContext(services, c.get('reader'), mentionedIn(log));
  const title = context.messages.text('log-title');
  return renderPage(c, services, { title, body: logBody(title, fields, log, context) });
}

function targetNamed(target: string) {
  const isPage = kindOfId(target) !== undefined && !target.startsWith('User:');
  return isPage ? { documentId: target } : { target: target.replace(/^User:/, '') };
}

function placeIn(text = ''): LogPlace | undefined {
  const [, timeSeconds, logId] = /^(\d{1,12})-(\d{1,15})$/.exec(text) ?? [];
  return timeSeconds === undefined || logId === undefined
    ? undefined
    : { timeSeconds: Number(timeSeconds), logId: Number(logId) };
}

function mentionedIn({ entries }: LogPage): EntityId[] {
  return entries.flatMap(({ documentId = '', comment = '' }) => [
    ...(parseEntityId(documentId) === undefined ? [] : [documentId as EntityId]),
    ...entitiesInSummary(comment),
  ]);
}

function logBody(
  title: string,
  fields: Readonly<Record<string, string>>,
  { entries, next }: LogPage,
  context: ViewContext,
): Markup {
  const { messages } = context;
  const options = LOG_TYPES.map((type) => [type, messages.text(`log-type-${type}`)] as const);
  return html`<h1>${title}</h1>
    <form class="filter-form" action="${PATH}">
      ${selectField({
        name: 'type',
        label: messages.text('log-type'),
        options: [['', messages.text('filter-any')], ...options],
        chosen: fields['type'],
      })}
      ${textField({ name: 'user', label: messages.text('filter-user'), value: fields['user'] })}
      ${textField({ name: 'page', label: messages.text('log-target'), value: fields['page'] })}
      <div class="actions"><button>${messages.text('filter-apply')}</button></div>
    </form>
    ${
      entries.length === 0
        ? html`<p>${messages.text('log-empty')}</p>`
        : html`<ul class="changes" role="list">
            ${entries.map((entry) => row(entry, context))}
          </ul>`
    }
    ${when(
      next !== undefined,
      () =>
        html`<p><a href="${nextPath(fields, next)}">${messages.text('history-next-page')}</a></p>`,
    )}`;
}

function nextPath(fields: Readonly<Record<string, string>>, next: LogPlace | undefined): string {
  const kept = ['type', 'user', 'page'].flatMap((name): [string, string][] => {
    const value = fields[name] ?? '';
    return value === '' ? [] : [[name, value]];
  });
  const from = `${next?.timeSeconds}-${next?.logId}`;
  return `${PATH}?${new URLSearchParams([...kept, ['from', from]]).toString()}`;
}

const sentences: Readonly<Record<string, MessageKey>> = {
  'create create': 'log-created',
  'delete delete': 'log-deleted',
  'delete restore': 'log-undeleted',
  'delete revision': 'log-suppressed',
  'delete event': 'log-event-suppressed',
  'patrol patrol': 'log-patrolled',
  'block block': 'log-blocked',
  'block reblock': 'log-reblocked',
  'block unblock': 'log-unblocked',
  'protect protect': 'log-protected',
  'protect modify': 'log-protection-changed',
  'protect unprotect': 'log-unprotected',
  'rights rights': 'log-rights',
  'managetags create': 'log-tag-created',
  'managetags delete': 'log-tag-deleted',
  'managetags activate': 'log-tag-activated',
  'managetags deactivate': 'log-tag-deactivated',
  'tag update': 'log-tags-changed',
};

function row(entry: LogEntry, context: ViewContext): Markup {
  const { type, action, documentId, target, timestamp, comment } = entry;
  const { messages } = context;
  const key = sentences[`${type} ${action}`];
  const what =
    documentId === undefined ? targetLink(type, target, messages) : pageMarkup(documentId, context);
  const user = userMarkup(entry, context);
  const sentence =
    key === undefined
      ? messageMarkup(messages, 'log-other', user, `${type}/${action}`, what)
      : messageMarkup(messages, key, user, what);
  return html`<li>
    <span class="small soft">${timeMarkup(timestamp, messages)}</span>
    <span>${sentence}</span>
    ${comment === '' ? '' : html`<span>${summaryMarkup({ summary: comment }, context)}</span>`}
    ${details(entry)}
  </li>`;
}

function targetLink(type: string, target: string, messages: Messages): Markup {
  if (target === '') return html`<span class="soft">${messages.text('history-suppressed')}</span>`;
  const [, log] = /^Special:Log\/(.+)$/.exec(target) ?? [];
  if (log !== undefined) {
    return html`<a href="${PATH}?type=${encodeURIComponent(log)}"><bdi>${target}</bdi></a>`;
  }
  return type === 'managetags'
    ? html`<a href="/wiki/Special:Tags?from=${encodeURIComponent(target)}"><bdi>${target}</bdi></a>`
    : userLink(target);
}

function userLink(name: string): Markup {
  return html`<a href="/wiki/Special:Contributions/${encodeURIComponent(name)}"
    ><bdi>${name}</bdi></a
  >`;
}

/** What an action says besides whom it concerns, as it is: groups, end, flags. */
function details({ type, params }: LogEntry): Markup | string {
  if (
    type === 'patrol' ||
    type === 'delete' ||
    type === 'managetags' ||
    Object.keys(params).length === 0
  )
    return '';
  const text = Object.entries(params)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
  return html`<span class="small soft"><bdi>${text}</bdi></span>`;
}
