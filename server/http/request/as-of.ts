/** As of when something is read: a revision, which is a place in the log, or a time of ISO 8601. */
import type { AsOf } from '../../storage/records/record-store.ts';

export function parseAsOf(text: string): AsOf | undefined {
  if (/^\d{1,15}$/.test(text)) return { sequence: Number(text) };
  const timeMs = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(timeMs) ? undefined : { timeMs };
}
