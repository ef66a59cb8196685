/** When something ends, as people and programs of MediaWiki write it: `infinite`, `3 days`, a time. */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Result } from '../../schema/failures.ts';

const NEVER = /^(?:infinite|infinity|indefinite|never|)$/i;
const SPAN = /^\+?\s*(\d{1,6})\s*(second|minute|hour|day|week|fortnight|month|year)s?$/i;
const SECONDS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  fortnight: 1_209_600,
};
/** Years beyond four digits are no ISO 8601. */
const LATEST_MS = Date.UTC(9999, 11, 31);

/** ISO 8601 in whole seconds; `undefined` for what never ends. */
export function readExpiry(text: string, nowMs: number): Result<string | undefined> {
  const trimmed = text.trim();
  if (NEVER.test(trimmed)) return ok(undefined);
  const timeMs = afterSpan(trimmed, nowMs) ?? absolute(trimmed);
  if (timeMs === undefined || timeMs > LATEST_MS) {
    return failed(failure('bad-expiry', { value: trimmed.slice(0, 100) }));
  }
  if (timeMs <= nowMs) return failed(failure('past-expiry', { value: trimmed.slice(0, 100) }));
  return ok(`${new Date(timeMs).toISOString().slice(0, 19)}Z`);
}

/** Where nothing does not mean for ever: a block whose end was forgotten is not one without an end. */
export function readNamedExpiry(text: string, nowMs: number): Result<string | undefined> {
  return text.trim() === ''
    ? failed(failure('bad-expiry', { value: '' }))
    : readExpiry(text, nowMs);
}

/** Like `readExpiry`, but what ends later than a year from now ends then. */
export function readWatchExpiry(text: string, nowMs: number): Result<string | undefined> {
  const latest = readExpiry('1 year', nowMs);
  const expires = readExpiry(text, nowMs);
  if (!expires.ok || expires.value === undefined || !latest.ok) return expires;
  return expires.value > (latest.value ?? '') ? latest : expires;
}

function afterSpan(text: string, nowMs: number): number | undefined {
  const [, count = '', unit = ''] = SPAN.exec(text) ?? [];
  if (count === '') return undefined;
  const seconds = SECONDS[unit.toLowerCase()];
  if (seconds !== undefined) return nowMs + Number(count) * seconds * 1000;
  const months = Number(count) * (unit.toLowerCase() === 'year' ? 12 : 1);
  const end = new Date(nowMs);
  end.setUTCMonth(end.getUTCMonth() + months);
  return Number.isNaN(end.getTime()) ? undefined : end.getTime();
}

/** ISO 8601, or MediaWiki's fourteen digits. */
function absolute(text: string): number | undefined {
  const iso = /^\d{14}$/.test(text)
    ? text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z')
    : text;
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?$/.test(iso)) return undefined;
  const timeMs = Date.parse(iso.includes('T') && !iso.endsWith('Z') ? `${iso}Z` : iso);
  return Number.isNaN(timeMs) ? undefined : timeMs;
}
