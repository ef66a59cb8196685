/** The marks on changes: those that people give, and those that the software gives by itself. */
import { failure } from '../failures.ts';
import type { Failure } from '../failures.ts';

/** In the order of their names, which are MediaWiki's. */
export const softwareTags = [
  'mw-blank',
  'mw-changed-redirect-target',
  // Kinds of pages never change, but programs know the tag and ask for it.
  'mw-contentmodelchange',
  'mw-manual-revert',
  'mw-new-redirect',
  'mw-removed-redirect',
  'mw-replace',
  'mw-reverted',
  'mw-rollback',
  'mw-undo',
] as const;
export type SoftwareTag = (typeof softwareTags)[number];

const TAG = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._:()-]{0,99}$/u;
const MOST_TAGS = 20;

export function isSoftwareTag(tag: string): tag is SoftwareTag {
  return softwareTags.some((each) => each === tag);
}

/** Such names are the software's, also those that it has no use for yet. */
export function isReservedTag(tag: string): boolean {
  return /^mw-/i.test(tag);
}

/** What is wrong with the tags that somebody gives to one change. */
export function tagFailures(tags: readonly string[]): Failure[] {
  if (tags.length > MOST_TAGS)
    return [failure('too-many', { field: 'tags', limit: MOST_TAGS }, '/tags')];
  return tags.flatMap((tag, index) => {
    const path = `/tags/${index}`;
    if (!TAG.test(tag)) {
      return [failure('malformed-text', { field: 'tags', reason: 'not-a-tag' }, path)];
    }
    return isReservedTag(tag) ? [failure('tag-not-allowed', { tag }, path)] : [];
  });
}
