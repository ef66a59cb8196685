/** Parts of answers that several modules say of a revision in the same words. */
import { fallbackChain } from '../../../../schema/model/languages/fallback.ts';
import type { RevisionInfo } from '../../../storage/records/record-store.ts';
import { parsedComment } from '../../parsed-comment.ts';
import type { Records } from '../../services.ts';
import type { JsonObject } from '../module.ts';
import { compactTimestamp } from '../parse-timestamp.ts';
import type { ApiRequest } from '../request.ts';

/** Who made it; nothing of that where it was suppressed. */
export function authorJson(
  { userId, userName }: Pick<RevisionInfo, 'userId' | 'userName'>,
  wanted: { readonly user: boolean; readonly userId: boolean },
): JsonObject {
  if (!wanted.user && !wanted.userId) return {};
  if (userName === undefined) return { userhidden: true };
  return {
    ...(wanted.user ? { user: userName } : {}),
    ...(userId === 0 ? { anon: true } : {}),
    ...(wanted.userId ? { userid: userId } : {}),
  };
}

/** The summary as it is, and for readers, as far as either is wanted. */
export async function commentJson(
  { summary }: Pick<RevisionInfo, 'summary'>,
  wanted: { readonly comment: boolean; readonly parsed: boolean },
  request: ApiRequest,
): Promise<JsonObject> {
  if (!wanted.comment && !wanted.parsed) return {};
  if (summary === undefined) return { commenthidden: true };
  const { services, language, messages } = request;
  const reader = { language, languages: fallbackChain(language), messages };
  return {
    ...(wanted.comment ? { comment: summary } : {}),
    ...(wanted.parsed ? { parsedcomment: await parsedComment(summary, reader, services) } : {}),
  };
}

/** How many bytes the page had before each of these revisions. */
export async function sizesBefore(
  changes: readonly RevisionInfo[],
  records: Records,
): Promise<(change: RevisionInfo) => number> {
  const sizes = await records.revisionSizes(
    changes.map(({ parentRevisionId }) => parentRevisionId),
  );
  return ({ parentRevisionId }) => sizes.get(parentRevisionId) ?? 0;
}

/**
 * Where a list of revisions goes on, as clients of MediaWiki know it: the time and the number of
 * the first one that is still to come. Programs make such cursors themselves, to follow a list.
 */
export function revisionCursor(
  last: Pick<RevisionInfo, 'timestamp'>,
  next: number,
  order: 'newest-first' | 'oldest-first',
): string {
  const first = order === 'newest-first' ? next - 1 : next + 1;
  return `${compactTimestamp(last.timestamp)}|${first}`;
}

/** The range after a cursor; `undefined` for what is none. */
export function afterCursor(
  cursor: string,
  order: 'newest-first' | 'oldest-first',
): { readonly before: number } | { readonly after: number } | undefined {
  const number = /^\d{14}\|(\d{1,15})$/.exec(cursor)?.[1];
  if (number === undefined) return undefined;
  return order === 'newest-first' ? { before: Number(number) + 1 } : { after: Number(number) - 1 };
}
