/** Suppression: taking a part of a revision out of the public history, without breaking it. */

import type { NewLogEvent } from './log-events.ts';

/** The parts of a revision that can be erased, each by itself. */
export type SuppressiblePart = 'content' | 'author' | 'summary';

export interface Suppression {
  readonly revisionId: number;
  readonly parts: readonly SuppressiblePart[];
  /** Written where something is suppressed. */
  readonly logEvent?: NewLogEvent;
}

export type SuppressionOutcome =
  /** Also where the parts had been erased before. */
  | { readonly outcome: 'suppressed' }
  | { readonly outcome: 'unknown-revision' }
  /** The content that a page shows now is changed or deleted first, then suppressed. */
  | { readonly outcome: 'current-content' };
