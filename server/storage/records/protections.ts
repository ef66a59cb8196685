/** Protection: pages that only people with a certain right may edit. */
import type { NewLogEvent } from './log-events.ts';

export type ProtectionLevel = 'autoconfirmed' | 'sysop';

export interface Protection {
  readonly level: ProtectionLevel;
  /** ISO 8601, whole seconds; `undefined` for good. */
  readonly expires: string | undefined;
}

export interface ProtectionReads {
  /** `undefined` for a page that everybody may edit, also since its protection has ended. */
  protection(documentId: string): Promise<Protection | undefined>;
}

export interface ProtectionWrites {
  /** `undefined` opens the page again. */
  setProtection(
    documentId: string,
    protection: Protection | undefined,
    event: NewLogEvent,
  ): Promise<void>;
}
