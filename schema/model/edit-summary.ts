/**
 * Magic edit summaries: `/* wbsetlabel-set:1|en *\/ rhinoceros, my own words`.
 *
 * The part between the marks is a message key with its arguments, which is put into the reader's
 * language where it is shown. The form is Wikibase's, so that tools which read histories work.
 */
import { normalizeText } from './well-formed-text.ts';

export interface EditSummary {
  /** `wbsetlabel-set` … */
  readonly key: string;
  /** How many things the automatic text names; 0 where there is none. */
  readonly count?: number;
  /** Language or site of what was changed. */
  readonly language?: string;
  /** Further arguments of the message. */
  readonly args?: readonly string[];
  /** Automatic text that follows the magic part: the new label, the value … */
  readonly text?: string;
  /** The editor's own words. */
  readonly comment?: string;
}

/** What a summary may hold, in UTF-16 units. */
export const LONGEST_SUMMARY = 500;

/** Never longer than `LONGEST_SUMMARY`: the end is cut, then arguments that do not fit. */
export function buildSummary(summary: EditSummary): string {
  const { key, count = 0, language = '', args = [], text = '', comment = '' } = summary;
  const head = `${argument(key)}:${count}|${argument(language)}`;
  const magic = shortEnough(`/* ${[head, ...args.map(argument)].join('|')} */`, `/* ${head} */`);
  const words = [oneLine(text), oneLine(comment)].filter((part) => part !== '').join(', ');
  return cut(words === '' ? magic : `${magic} ${words}`, LONGEST_SUMMARY);
}

/** A comment never stops a change: what no store keeps is left out of it, and its end is cut. */
export function tidyComment(comment: string): string {
  return cut(
    normalizeText(comment.toWellFormed().replaceAll(/\p{Cc}+/gu, ' ')).trim(),
    LONGEST_SUMMARY,
  );
}

const MAGIC = /^\/\* ([^:|*]+):(\d*)\|([^|]*?)((?:\|[^|]*?)*) \*\/ ?/;

export interface ParsedSummary {
  readonly key: string;
  readonly count: number;
  readonly language: string;
  readonly args: readonly string[];
  /** All that follows the magic part: automatic text and the editor's own words. */
  readonly comment: string;
}

/** `undefined` where the summary has no magic part. */
export function parseSummary(summary: string): ParsedSummary | undefined {
  const match = MAGIC.exec(summary);
  if (match === null) return undefined;
  const [magic, key = '', count = '', language = '', args = ''] = match;
  return {
    key,
    count: Number(count),
    language,
    args: args === '' ? [] : args.slice(1).split('|'),
    comment: summary.slice(magic.length),
  };
}

/** Nothing in an argument may end it or the magic part. */
function argument(text: string): string {
  return oneLine(text.replaceAll('|', ' ').replaceAll('*/', ' ').replaceAll('/*', ' '));
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function shortEnough(text: string, shorter: string): string {
  return text.length <= LONGEST_SUMMARY ? text : shorter;
}

/** Cuts without leaving half of a surrogate pair. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const start = text.slice(0, limit - 1);
  return `${start.isWellFormed() ? start : start.slice(0, -1)}…`;
}
