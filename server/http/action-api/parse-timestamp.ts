/** Moments as clients of MediaWiki write them, and as its cursors hold them. */

/** Whole seconds since the epoch; `undefined` for what is no time. */
export function parseTimestamp(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === 'now') return Math.floor(Date.now() / 1000);
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(trimmed);
  if (digits !== null) {
    const [, year, month, day, hour, minute, second] = digits;
    return secondsOf(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  }
  if (/^\d{1,12}$/.test(trimmed)) return Number(trimmed);
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[-+]\d\d:?\d\d)?)?$/i;
  const parts = iso.exec(trimmed);
  if (parts === null) return undefined;
  const [, date, time = '00:00', seconds = ':00', zone = 'Z'] = parts;
  return secondsOf(`${date}T${time}${seconds}${zone}`);
}

function secondsOf(iso: string): number | undefined {
  const milliseconds = Date.parse(iso);
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000);
}

/** `2026-11-23T17:34:12Z` → `20261123173412`. */
export function compactTimestamp(iso: string): string {
  return iso.replaceAll(/\D/g, '');
}
