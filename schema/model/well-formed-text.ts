/**
 * The one form in which text enters the wiki: well-formed Unicode in NFC, without NUL, so that
 * every store, dump and hash holds the same bytes for the same text.
 */
export type TextFault = 'lone-surrogate' | 'nul';

/** Nothing below U+0300 composes or is a surrogate: such text is in NFC as it stands. */
// oxlint-disable-next-line no-control-regex -- U+0000 is exactly what is left out
const PLAINLY_NORMAL = /^[\u0001-\u02ff]*$/;

/** What keeps `text` out; `undefined` where nothing does. */
export function textFault(text: string): TextFault | undefined {
  if (PLAINLY_NORMAL.test(text)) return undefined;
  if (text.includes('\0')) return 'nul';
  return text.isWellFormed() ? undefined : 'lone-surrogate';
}

/** `text` must have no fault. */
export function normalizeText(text: string): string {
  return PLAINLY_NORMAL.test(text) ? text : text.normalize('NFC');
}
