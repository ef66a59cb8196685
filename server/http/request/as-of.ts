/** As of when something is read: a revision, which is a place in the log, or a time of ISO 8601. */
import type { AsOf } from '../../storage/records/record-store.ts';

export function parseAsOf(text: string): AsOf | undefined {
  if (/^\d{1,100}$/.test(text)) {
    // what is no number of a revision yet is still to come
    return { sequence: Math.min(Number(text), Number.MAX_SAFE_INTEGER - 1) };
  }
  const timeMs = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(timeMs) ? undefined : { timeMs };
}
