/**
 * A change as an event of MediaWiki's stream of recent changes, schema `mediawiki/recentchange`
 * 1.0.1. Suppressed parts are absent.
 */
import type { RevisionInfo } from '../storage/records/record-store.ts';

const SCHEMA = '/mediawiki/recentchange/1.0.1';
export const RECENT_CHANGE_STREAM = 'mediawiki.recentchange';

/** What an event says of the wiki and of its page, besides the change itself. */
export interface EventFrame {
  /** Without a slash at the end. */
  readonly wikiUrl: string;
  /** The name by which clients tell wikis apart, as siteinfo has it. */
  readonly wikiId: string;
  readonly title: string;
  readonly namespace: number;
  readonly pageUrl: string;
  /** The summary as markup. */
  readonly parsedComment: string;
  /** Bytes before this change; `undefined` for a new page. */
  readonly oldLength: number | undefined;
  /** Of a deletion: the number under which the log shows it. */
  readonly logId: number | undefined;
}

export function recentChangeEvent(change: RevisionInfo, frame: EventFrame): object {
  const { wikiUrl, wikiId, title, namespace, pageUrl, parsedComment } = frame;
  const { hostname } = new URL(wikiUrl);
  const { revisionId, timestamp, userName, summary } = change;
  return {
    $schema: SCHEMA,
    meta: {
      uri: pageUrl,
      request_id: eventUuid(change, 'request'),
      id: eventUuid(change, 'event'),
      domain: hostname,
      stream: RECENT_CHANGE_STREAM,
      dt: timestamp,
      topic: RECENT_CHANGE_STREAM,
      partition: 0,
      offset: revisionId,
    },
    id: revisionId,
    type: typeOf(change),
    namespace,
    title,
    title_url: pageUrl,
    ...(summary === undefined ? {} : { comment: summary, parsedcomment: parsedComment }),
    timestamp: Date.parse(timestamp) / 1000,
    ...(userName === undefined ? {} : { user: userName }),
    bot: change.bot,
    ...(change.deletes ? logFields(change, frame) : editFields(change, frame)),
    server_url: wikiUrl,
    server_name: hostname,
    server_script_path: '/w',
    wiki: wikiId,
  };
}

function typeOf({ deletes, parentRevisionId }: RevisionInfo): 'log' | 'new' | 'edit' {
  if (deletes) return 'log';
  return parentRevisionId === 0 ? 'new' : 'edit';
}

function editFields(change: RevisionInfo, { wikiUrl, oldLength }: EventFrame): object {
  const { revisionId, parentRevisionId, minor, patrol, sizeBytes } = change;
  const isNew = parentRevisionId === 0;
  return {
    minor,
    patrolled: patrol !== 'unpatrolled',
    length: { ...(oldLength === undefined ? {} : { old: oldLength }), new: sizeBytes },
    revision: { ...(isNew ? {} : { old: parentRevisionId }), new: revisionId },
    notify_url: isNew
      ? `${wikiUrl}/w/index.php?oldid=${revisionId}`
      : `${wikiUrl}/w/index.php?diff=${revisionId}&oldid=${parentRevisionId}`,
  };
}

function logFields({ summary }: RevisionInfo, { logId }: EventFrame): object {
  return {
    ...(logId === undefined ? {} : { log_id: logId }),
    log_type: 'delete',
    log_action: 'delete',
    log_params: [],
    log_action_comment: summary ?? '',
  };
}

/** The same change has the same id whenever and wherever it is asked for. */
function eventUuid({ logHash }: RevisionInfo, of: 'event' | 'request'): string {
  const hex = of === 'event' ? logHash.slice(0, 32) : logHash.slice(32, 64);
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ];
  return groups.join('-');
}
