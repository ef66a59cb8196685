/** Erasing parts of entries of the log for good; another entry tells that it was done. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Failure, Result } from '../../../schema/failures.ts';
import { tidyComment } from '../../../schema/model/edit-summary.ts';
import { refusedTags } from '../../accounts/tagging.ts';
import type { LogEvent } from '../../storage/records/log-events.ts';
import type { SuppressibleEventPart } from '../../storage/records/suppression.ts';
import { tagStore } from '../edit-context.ts';
import type { EditContext } from '../edit-context.ts';
import type { Actor } from '../edit.ts';
import { refusedTo } from '../permission.ts';

/** An entry by the number that readers know: an event, or the first revision of a page. */
type NamedEntry = { readonly shownId: number } & (
  | { readonly logId: number }
  | { readonly revisionId: number }
);

export interface EventSuppressionRequest {
  readonly actor: Actor;
  readonly entries: readonly NamedEntry[];
  readonly parts: readonly SuppressibleEventPart[];
  readonly reason: string;
  readonly tags?: readonly string[];
}

/** What became of one entry. */
export interface SuppressedEvent {
  readonly shownId: number;
  /** As it is now; `undefined` where there is none. */
  readonly event: LogEvent | undefined;
  readonly failure: Failure | undefined;
}

const MOST_ENTRIES = 500;

export async function suppressEvents(
  request: EventSuppressionRequest,
  context: EditContext,
): Promise<Result<readonly SuppressedEvent[]>> {
  const { actor, entries, parts, tags = [] } = request;
  const denied = [
    ...(await refusedTo(actor, ['deletelogentry'], context)),
    ...(await refusedTags(tags, actor, tagStore(context))),
    ...(entries.length > MOST_ENTRIES
      ? [failure('too-many', { field: 'ids', limit: MOST_ENTRIES })]
      : []),
  ];
  if (denied.length > 0) return failed(...denied);
  if (parts.length === 0) return failed(failure('missing-field', { field: 'hide' }));
  const done: SuppressedEvent[] = [];
  for (const entry of entries) done.push(await suppressOne(entry, request, context));
  return ok(done);
}

async function suppressOne(
  entry: NamedEntry,
  { actor, parts, reason, tags = [] }: EventSuppressionRequest,
  { storage }: EditContext,
): Promise<SuppressedEvent> {
  const { shownId } = entry;
  if ('revisionId' in entry) {
    const told = failure('log-entry-of-revision', { entry: shownId, revision: entry.revisionId });
    return { shownId, event: undefined, failure: told };
  }
  const { logId } = entry;
  const find = async () => {
    const [found] = await storage.records.logEvents({
      after: logId - 1,
      before: logId + 1,
      limit: 1,
    });
    return found;
  };
  const event = await find();
  const missing = failure('unknown-log-entry', { entry: shownId });
  if (event === undefined) return { shownId, event, failure: missing };
  const { userId, name } = actor;
  await storage.suppress({
    logId,
    parts,
    logEvent: {
      type: 'delete',
      action: 'event',
      author: { userId, name },
      target: `Special:Log/${event.type}`,
      comment: tidyComment(reason),
      params: { type: 'logging', ids: [shownId], hide: parts },
      tags,
    },
  });
  return { shownId, event: await find(), failure: undefined };
}
