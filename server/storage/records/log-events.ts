/**
 * The public log of what was done besides editing: deleted, patrolled, blocked, protected …
 *
 * An event is written in the transaction of what it reports: deletions and other changes of pages
 * carry it (`DocumentChange.logEvent`), other writes add it themselves.
 */
import type { Author } from './commit.ts';

export interface LogEvent {
  readonly logId: number;
  /** The log it belongs to: `delete`, `block`, `rights` … */
  readonly type: string;
  /** What was done: `delete`, `restore`, `unblock` … */
  readonly action: string;
  /** 0 for somebody without an account, and where suppressed. */
  readonly userId: number;
  /** `undefined` where suppressed. */
  readonly userName: string | undefined;
  /**
   * Whom or what it was done to: the id of a page, the name of an account, an address. Empty where
   * suppressed.
   */
  readonly target: string;
  /** The target, where that is a page. */
  readonly documentId: string | undefined;
  /** The revision that did it. */
  readonly revisionId: number | undefined;
  /** ISO 8601, whole seconds. */
  readonly timestamp: string;
  /** `undefined` where suppressed. */
  readonly comment: string | undefined;
  /** What the action needs to be understood: plain JSON. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
}

export interface NewLogEvent {
  readonly type: string;
  readonly action: string;
  readonly author: Pick<Author, 'userId' | 'name'>;
  readonly target: string;
  readonly documentId?: string;
  readonly revisionId?: number;
  readonly comment: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly tags?: readonly string[];
}

export interface LogEventQuery {
  readonly type?: string;
  readonly action?: string;
  readonly userName?: string;
  readonly target?: string;
  readonly tag?: string;
  readonly documentId?: string;
  readonly revisionId?: number;
  /** Events older than this one. */
  readonly before?: number;
  /** Events newer than this one. */
  readonly after?: number;
  /** Whole seconds since the epoch, both included. */
  readonly sinceSeconds?: number;
  readonly untilSeconds?: number;
  /** Default: `newest-first`. */
  readonly order?: 'newest-first' | 'oldest-first';
  readonly limit: number;
}

export interface LogEventReads {
  logEvents(query: LogEventQuery): Promise<LogEvent[]>;
}

export interface LogEventWrites {
  /** For what happens outside a commit and has no write of its own. Returns the event's number. */
  addLogEvent(event: NewLogEvent): Promise<number>;
}
