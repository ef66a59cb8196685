/**
 * `/v2/stream/{names}`: changes as they happen, in the way of Wikimedia's EventStreams. Server-sent
 * events, or one JSON object a line for those who accept that; from now on, from where a client
 * was (`Last-Event-ID`) or from a time (`since`).
 */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { cors } from 'hono/cors';
import { pagePath } from '../../client/view/safe-link.ts';
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { RevisionInfo } from '../storage/records/record-store.ts';
import { eventId, readEventId, readSince } from '../stream/position.ts';
import { RECENT_CHANGE_STREAM, recentChangeEvent } from '../stream/recent-change.ts';
import { householdOf } from '../accounts/addresses.ts';
import { fallbackChain } from '../../schema/model/languages/fallback.ts';
import { logIdOf } from '../read/log.ts';
import { WIKI_ID } from './action-api/query/meta/site-general.ts';
import { clientAddress } from './request/client-address.ts';
import { interfaceMessages } from './request/reader.ts';
import { negotiateType } from './request/negotiate.ts';
import { parsedComment } from './parsed-comment.ts';
import type { Services } from './services.ts';
import { titleOf } from './titles.ts';

/** What clients call the streams that there are. */
const STREAMS: ReadonlySet<string> = new Set([RECENT_CHANGE_STREAM, 'recentchange']);

const FORMATS = ['text/event-stream', 'application/json'] as const;
type Format = (typeof FORMATS)[number];

/** So that whatever stands between does not take an idle connection for a dead one. */
const KEEP_ALIVE_MS = 15_000;
/** Of one household. */
const MOST_AT_ONCE = 10;

type StreamServices = Pick<
  Services,
  'edit' | 'labels' | 'outbox' | 'properties' | 'site' | 'urls' | 'visitors'
>;

export function eventStreamRoutes(services: StreamServices): Hono {
  const open = new Map<string, number>();
  return new Hono()
    .use('/v2/stream/*', cors({ origin: '*', allowHeaders: ['Last-Event-ID'] }))
    .get('/v2/stream/:names', async (c) => {
      const unknown = c.req
        .param('names')
        .split(',')
        .find((name) => !STREAMS.has(name));
      if (unknown !== undefined) return refuse(c, 'not_found', `There is no stream ${unknown}.`);
      const after = await startOf(c, services);
      if ('type' in after) return refuse(c, after.type, after.detail);
      const format = negotiateType(c.req.header('Accept'), FORMATS) ?? 'text/event-stream';
      setHeaders(c, format);
      if (c.req.method === 'HEAD') return c.body(null);
      const address = householdOf(clientAddress(c, services.visitors.trustedProxies));
      const count = (open.get(address) ?? 0) + 1;
      if (count > MOST_AT_ONCE) {
        c.header('Retry-After', '60');
        return refuse(c, 'too_many_streams', `At most ${MOST_AT_ONCE} streams at once.`, 429);
      }
      open.set(address, count);
      const leave = (): void => {
        const left = (open.get(address) ?? 1) - 1;
        if (left === 0) open.delete(address);
        else open.set(address, left);
      };
      return c.body(stream(after.sequence, format, c.req.raw.signal, services, leave));
    });
}

interface StreamProblem {
  readonly type: string;
  readonly detail: string;
}

/** The place to go on from: the client's own, else the time it names, else now. */
async function startOf(
  c: Context,
  { edit }: StreamServices,
): Promise<{ readonly sequence: number } | StreamProblem> {
  const { records } = edit.storage;
  const id = c.req.header('Last-Event-ID');
  const since = c.req.query('since');
  const head = (await records.head()).sequence;
  if (id !== undefined && id !== '') {
    const moment = readEventId(id, RECENT_CHANGE_STREAM);
    return moment === undefined
      ? { type: 'invalid_last_event_id', detail: 'Last-Event-ID is not an id of an event.' }
      : { sequence: Math.min(head, await records.sequenceAt(moment)) };
  }
  if (since === undefined) return { sequence: head };
  const moment = readSince(since);
  return moment === undefined
    ? { type: 'invalid_timestamp', detail: 'since is neither milliseconds nor a date.' }
    : { sequence: await records.sequenceAt(moment) };
}

function refuse(c: Context, type: string, detail: string, status: 400 | 429 = 400): Response {
  return c.json({ status, type, title: type.replaceAll('_', ' '), detail }, status);
}

function setHeaders(c: Context, format: Format): void {
  c.header('Content-Type', format === 'text/event-stream' ? `${format}; charset=utf-8` : format);
  c.header('Cache-Control', 'no-cache');
  c.header('X-Accel-Buffering', 'no');
}

/** A chunk is made when the client has room for one: who reads slowly lags, and costs nothing. */
function stream(
  after: number,
  format: Format,
  gone: AbortSignal,
  services: StreamServices,
  leave: () => void,
): ReadableStream<Uint8Array> {
  const left = new AbortController();
  const batches = services.outbox.follow(after, AbortSignal.any([left.signal, gone]));
  const encoder = new TextEncoder();
  let next: ReturnType<typeof batches.next> | undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (format === 'text/event-stream') controller.enqueue(encoder.encode(':ok\n\n'));
    },
    async pull(controller) {
      next ??= batches.next();
      const batch = await withinTime(next, KEEP_ALIVE_MS);
      if (batch === undefined) {
        controller.enqueue(encoder.encode(format === 'text/event-stream' ? ':\n\n' : '\n'));
        return;
      }
      next = undefined;
      if (batch.done === true) {
        leave();
        controller.close();
        return;
      }
      controller.enqueue(encoder.encode(await textOf(batch.value, format, services)));
    },
    cancel() {
      leave();
      left.abort();
    },
  });
}

/** `undefined` when the time is over first. */
async function withinTime<Value>(promise: Promise<Value>, ms: number): Promise<Value | undefined> {
  const { promise: over, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), ms);
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
  }
}

async function textOf(
  changes: readonly RevisionInfo[],
  format: Format,
  services: StreamServices,
): Promise<string> {
  const { records } = services.edit.storage;
  const parents = changes.map(({ parentRevisionId }) => parentRevisionId);
  const [settings, sizes] = await Promise.all([
    services.site.current(),
    records.revisionSizes(parents),
  ]);
  const texts = changes.map(async (change) => {
    const event = await eventOf(change, sizes.get(change.parentRevisionId), settings, services);
    const data = JSON.stringify(event);
    if (format === 'application/json') return `${data}\n`;
    const id = eventId(RECENT_CHANGE_STREAM, change.revisionId, Date.parse(change.timestamp));
    return `event: message\nid: ${id}\ndata: ${data}\n\n`;
  });
  return (await Promise.all(texts)).join('');
}

async function eventOf(
  change: RevisionInfo,
  oldLength: number | undefined,
  site: SiteSettings,
  services: StreamServices,
): Promise<object> {
  const { documentId, revisionId, deletes, summary = '' } = change;
  const { base: wikiUrl } = services.urls;
  const { ns, title } = titleOf(change, site);
  const languages = fallbackChain(site.defaultLanguage);
  const reader = {
    language: site.defaultLanguage,
    languages,
    messages: interfaceMessages(languages),
  };
  const { records } = services.edit.storage;
  const [logged] = deletes ? await records.logEvents({ documentId, revisionId, limit: 1 }) : [];
  return recentChangeEvent(change, {
    wikiUrl,
    wikiId: WIKI_ID,
    title,
    namespace: ns,
    pageUrl: wikiUrl + pagePath(documentId),
    parsedComment: await parsedComment(summary, reader, services),
    oldLength,
    logId: logged && logIdOf(logged),
  });
}
