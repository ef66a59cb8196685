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

export interface EventSuppressionRequest {
  readonly actor: Actor;
  /** Numbers of the store, each with the one that readers know. */
  readonly entries: readonly { readonly logId: number; readonly shownId: number }[];
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
  { logId, shownId }: EventSuppressionRequest['entries'][number],
  { actor, parts, reason, tags = [] }: EventSuppressionRequest,
  { storage }: EditContext,
): Promise<SuppressedEvent> {
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
