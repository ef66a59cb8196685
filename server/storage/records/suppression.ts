/** Suppression: taking a part of what is public out of it, without breaking the history. */

import type { NewLogEvent } from './log-events.ts';

/** The parts of a revision that can be erased, each by itself. */
export type SuppressiblePart = 'content' | 'author' | 'summary';

export interface Suppression {
  readonly revisionId: number;
  readonly parts: readonly SuppressiblePart[];
  /** Written where something is suppressed. */
  readonly logEvent?: NewLogEvent;
}

/** `target` is whom or what it was done to, with all that the entry says of it. */
export type SuppressibleEventPart = 'target' | 'author' | 'comment';

/** Of an entry of the log. Author and comment of one that tells of a revision go with the revision's. */
export interface EventSuppression {
  readonly logId: number;
  readonly parts: readonly SuppressibleEventPart[];
  /** Written where something is suppressed. */
  readonly logEvent?: NewLogEvent;
}

export type SuppressionOutcome =
  /** Also where the parts had been erased before. */
  | { readonly outcome: 'suppressed' }
  | { readonly outcome: 'unknown-revision' }
  | { readonly outcome: 'unknown-event' }
  /** The content that a page shows now is changed or deleted first, then suppressed. */
  | { readonly outcome: 'current-content' };
