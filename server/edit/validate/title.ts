/** What a page may be called, here and on the sites that items link to. The rules are MediaWiki's. */
import { failure } from '../../../schema/failures.ts';
import type { Failure } from '../../../schema/failures.ts';
import { hasEdgeWhitespace, hasInvisibleTrouble } from './text.ts';

const ILLEGAL_IN_TITLES = /[#<>[\]|{}]/;

export function validateTitle(title: string, path: string, limitBytes: number): Failure[] {
  const reason = faultOf(title, limitBytes);
  return reason === undefined ? [] : [failure('malformed-text', { field: path, reason }, path)];
}

function faultOf(title: string, limitBytes: number): string | undefined {
  if (title === '') return 'empty';
  if (Buffer.byteLength(title) > limitBytes) return 'too-long';
  if (ILLEGAL_IN_TITLES.test(title)) return 'illegal-character';
  if (hasInvisibleTrouble(title)) return 'control-character';
  return hasEdgeWhitespace(title) ? 'edge-whitespace' : undefined;
}
