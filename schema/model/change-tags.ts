/** The marks that whoever makes a change may put on it. */
import { failure } from '../failures.ts';
import type { Failure } from '../failures.ts';

const TAG = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._:()-]{0,99}$/u;
const MOST_TAGS = 20;

/** What is wrong with the tags of one change. */
export function tagFailures(tags: readonly string[]): Failure[] {
  if (tags.length > MOST_TAGS)
    return [failure('too-many', { field: 'tags', limit: MOST_TAGS }, '/tags')];
  return tags.flatMap((tag, index) =>
    TAG.test(tag)
      ? []
      : [failure('malformed-text', { field: 'tags', reason: 'not-a-tag' }, `/tags/${index}`)],
  );
}
