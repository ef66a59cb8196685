/** What every edit may say of itself: `comment`, `tags`, `bot`. */
import type { Result } from '../../../schema/failures.ts';
import { failure } from '../../../schema/failures.ts';
import { LONGEST_SUMMARY } from '../../../schema/model/edit-summary.ts';
import { readFlag, readList, readText, readWhole } from '../../../schema/model/json/reading.ts';
import type { Reading } from '../../../schema/model/json/reading.ts';
import type { Edit } from '../../edit/edit.ts';

export type EditMetadata = Required<Pick<Edit, 'comment' | 'tags' | 'bot'>>;

export function readMetadata(body: Readonly<Record<string, unknown>>): Result<EditMetadata> {
  return readWhole(body, (_, reading) => {
    const comment = reading.optional(body, 'comment', readComment, '');
    const tags = reading.optional(body, 'tags', readTags, []);
    const bot = reading.optional(body, 'bot', readFlag, false);
    return comment === undefined || tags === undefined || bot === undefined
      ? undefined
      : { comment, tags, bot };
  });
}

function readComment(json: unknown, reading: Reading): string | undefined {
  const text = readText(json, reading);
  return text === undefined || text.length <= LONGEST_SUMMARY
    ? text
    : reading.fail(failure('value-too-long', { limit: LONGEST_SUMMARY, length: text.length }));
}

function readTags(json: unknown, reading: Reading): string[] | undefined {
  return readList(json, reading, readText);
}
