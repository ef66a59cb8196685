/** `list=logevents`: what was done besides editing. */
import { kindOfId } from '../../../../../schema/model/documents/kinds.ts';
import type { SiteSettings } from '../../../../../schema/model/documents/site-settings.ts';
import { readLog, readLogWhere } from '../../../../read/log.ts';
import type { LogPlace } from '../../../../read/log.ts';
import type { LogEvent } from '../../../../storage/records/log-events.ts';
import type { Records } from '../../../services.ts';
import { parseTitle, titleOf } from '../../../titles.ts';
import { compactTimestamp, parseTimestamp } from '../../parse-timestamp.ts';
import { logParameters } from '../change-list.ts';
import { badContinue } from '../continuation.ts';
import { secondsOf } from '../log-range.ts';
import { defineList } from '../query-module.ts';
import { authorJson, commentJson } from '../revision-json.ts';

const props = [
  'comment',
  'details',
  'ids',
  'parsedcomment',
  'tags',
  'timestamp',
  'title',
  'type',
  'user',
  'userid',
] as const;

/** The logs there are, and what they tell of. */
const actionsOf = {
  block: ['block', 'reblock', 'unblock'],
  create: ['create'],
  delete: ['delete', 'restore', 'revision', 'event'],
  managetags: ['create', 'delete', 'activate', 'deactivate'],
  patrol: ['patrol'],
  protect: ['protect', 'modify', 'unprotect'],
  rights: ['rights'],
  tag: ['update'],
};

/** Logs that programs know of other wikis; of what they tell nothing happens here. */
const EMPTY_LOGS = ['import', 'merge', 'move', 'newusers', 'suppress', 'upload'];

const kindsOfEvents = Object.entries(actionsOf).flatMap(([type, actions]) =>
  ['*', ...actions].map((action) => `${type}/${action}`),
);

export const logEvents = defineList({
  name: 'logevents',
  prefix: 'le',
  parameters: {
    ...logParameters,
    prop: {
      type: 'list',
      values: props,
      default: 'ids|title|type|user|timestamp|comment|details',
    },
    type: { type: 'enum', values: [...Object.keys(actionsOf), ...EMPTY_LOGS] },
    action: { type: 'enum', values: kindsOfEvents },
    user: { type: 'user' },
    title: { type: 'string' },
    namespace: { type: 'namespaces' },
    prefix: { type: 'string' },
    tag: { type: 'string' },
  },
  async run(values, request) {
    const { services } = request;
    const { records } = services.edit.storage;
    const site = await services.site.current();
    const order = values.dir === 'older' ? 'newest-first' : 'oldest-first';
    const { limit, user, title, tag } = values;
    const from = values.continue === undefined ? undefined : placeIn(values.continue);
    if (values.continue !== undefined && from === undefined) return badContinue();
    const query = {
      ...(from === undefined ? {} : { from }),
      ...kindOfEvent(values),
      ...(user === undefined ? {} : { userName: user }),
      ...(title === undefined ? {} : targetOf(title, site)),
      ...(tag === undefined ? {} : { tag }),
      ...secondsOf(values),
      order,
      limit,
    } as const;
    const passes = entryFilter(values, site);
    const { entries, next } =
      passes === undefined
        ? await readLog(records, query)
        : await readLogWhere(records, query, passes);
    const wanted = new Set(values.prop);
    const pageIds = await pageIdsOf(entries, records);
    const items = entries.map(async (event) => ({
      ...(wanted.has('ids') ? { logid: event.logId } : {}),
      ...(event.target === '' ? { actionhidden: true } : {}),
      ...(wanted.has('title') && event.target !== '' ? placeOf(event, site) : {}),
      ...(wanted.has('ids') ? idsOf(event, pageIds) : {}),
      ...(wanted.has('details') && event.target !== '' ? { params: event.params } : {}),
      ...(wanted.has('type') ? { type: event.type, action: event.action } : {}),
      ...authorJson(event, { user: wanted.has('user'), userId: wanted.has('userid') }),
      ...(wanted.has('timestamp') ? { timestamp: event.timestamp } : {}),
      ...(await commentJson(
        { summary: event.comment },
        { comment: wanted.has('comment'), parsed: wanted.has('parsedcomment') },
        request,
      )),
      ...(wanted.has('tags') ? { tags: event.tags } : {}),
    }));
    return { items: await Promise.all(items), next: next && cursorOf(next) };
  },
});

/** Where the list goes on: the time and the number of the last entry that was shown. */
function cursorOf({ timeSeconds, logId }: LogPlace): string {
  return `${compactTimestamp(new Date(timeSeconds * 1000).toISOString().slice(0, 19))}|${logId}`;
}

function placeIn(cursor: string): LogPlace | undefined {
  const [, time = '', number = ''] = /^(\d{14})\|(\d{1,15})$/.exec(cursor) ?? [];
  const timeSeconds = parseTimestamp(time);
  return timeSeconds === undefined ? undefined : { timeSeconds, logId: Number(number) };
}

/** `action` is `TYPE/ACTION`. */
function kindOfEvent({ type, action }: { type: string | undefined; action: string | undefined }) {
  const [ofType, named] = action?.split('/') ?? [type];
  return {
    ...(ofType === undefined ? {} : { type: ofType }),
    ...(named === undefined || named === '*' ? {} : { action: named }),
  };
}

interface EntryFilter {
  readonly namespace: readonly number[] | undefined;
  readonly prefix: string | undefined;
}

/** `undefined` where all entries pass. */
function entryFilter({ namespace, prefix }: EntryFilter, site: SiteSettings) {
  if (namespace === undefined && prefix === undefined) return undefined;
  return (event: LogEvent): boolean => {
    const { ns, title } = placeOf(event, site);
    return namespace?.includes(ns) !== false && (prefix === undefined || title.startsWith(prefix));
  };
}

const USER_NAMESPACE = 2;

/** Users are named by their page, though what is done to them is done to the account. */
function targetOf(title: string, site: SiteSettings) {
  const page = parseTitle(title, site);
  if (page?.ns === USER_NAMESPACE) return { target: page.title.slice(page.title.indexOf(':') + 1) };
  return page?.documentId === undefined ? { target: title } : { documentId: page.documentId };
}

function placeOf({ type, target, documentId }: LogEvent, site: SiteSettings) {
  if (type === 'managetags') return { ns: -1, title: 'Special:Tags' };
  if (target.startsWith('Special:')) return { ns: -1, title: target };
  const kind = documentId === undefined ? undefined : kindOfId(documentId);
  if (documentId === undefined || kind === undefined) {
    return titleOf({ documentId: `User:${target}`, kind: 'user-page' }, site);
  }
  return titleOf({ documentId, kind }, site);
}

function idsOf({ documentId, revisionId }: LogEvent, pageIds: ReadonlyMap<string, number>) {
  const pageid = pageIds.get(documentId ?? '') ?? 0;
  return { pageid, logpage: pageid, ...(revisionId === undefined ? {} : { revid: revisionId }) };
}

async function pageIdsOf(
  events: readonly LogEvent[],
  records: Records,
): Promise<ReadonlyMap<string, number>> {
  const ids = events.flatMap(({ documentId }) => documentId ?? []);
  return records.pageNumbersOf([...new Set(ids)]);
}
