/** What those do who look after tags: define them, switch them on and off, put them on what is saved. */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Failure, Result } from '../../schema/failures.ts';
import { isReservedTag, tagFailures } from '../../schema/model/change-tags.ts';
import { tidyComment } from '../../schema/model/edit-summary.ts';
import type { BlockReads } from '../storage/records/blocks.ts';
import type { LogEventReads, NewLogEvent } from '../storage/records/log-events.ts';
import type { RecordStore } from '../storage/records/record-store.ts';
import type { EditedTags, TaggedChange, TagReads, TagWrites } from '../storage/records/tags.ts';
import { rightsOf } from './rights.ts';
import type { Right } from './rights.ts';
import { blockAgainst } from './standing.ts';
import type { Person } from './standing.ts';
import { refusedTags, unusableTags } from './tagging.ts';
import type { TagStore } from './tagging.ts';

export interface TagManagementStore extends TagStore {
  readonly records: BlockReads & LogEventReads & TagReads & Pick<RecordStore, 'revision'>;
  readonly moderation: TagWrites;
}

export const tagOperations = ['create', 'delete', 'activate', 'deactivate'] as const;
export type TagOperation = (typeof tagOperations)[number];

/** What the log is told. */
interface Note {
  readonly reason: string;
  readonly tags?: readonly string[];
}

export interface TagManagement extends Note {
  readonly operation: TagOperation;
  readonly tag: string;
  /** What a new tag is for. */
  readonly description?: string;
}

/** A tag that more changes have is switched off rather than taken off all of them. */
const MOST_USES_OF_DELETED = 5000;
const LONGEST_DESCRIPTION = 500;

/** The number of the log's entry that tells of it. */
export async function manageTag(
  request: TagManagement,
  actor: Person,
  store: TagManagementStore,
): Promise<Result<number>> {
  const refused = await refusal(actor, 'managechangetags', request, store);
  if (refused.length > 0) return failed(...refused);
  const done = await operations[request.operation](request, actor, store);
  return typeof done === 'number' ? ok(done) : failed(done);
}

type Operation = (
  request: TagManagement,
  actor: Person,
  store: TagManagementStore,
) => Promise<number | Failure>;

const operations: Readonly<Record<TagOperation, Operation>> = {
  async create(request, actor, store) {
    const { tag } = request;
    const [malformed] = tagFailures([tag]);
    if (malformed !== undefined) return malformed;
    if ((await store.records.tagUses(tag)) > 0) return failure('tag-exists', { tag });
    return (await define(request, actor, store)) ?? failure('tag-exists', { tag });
  },
  async delete(request, actor, { records, moderation }) {
    const { tag } = request;
    if (isReservedTag(tag)) return failure('tag-not-changeable', { tag });
    const uses = await records.tagUses(tag);
    const isDefined = (await records.tagDefinitions([tag])).has(tag);
    if (uses === 0 && !isDefined) return failure('unknown-tag', { tag });
    if (uses > MOST_USES_OF_DELETED) {
      return failure('tag-in-use', { tag, uses, limit: MOST_USES_OF_DELETED });
    }
    return moderation.deleteTag(tag, eventOf(request, actor, { count: uses }));
  },
  async activate(request, actor, store) {
    const { tag } = request;
    if (isReservedTag(tag)) return failure('tag-not-changeable', { tag });
    const isDefined = (await store.records.tagDefinitions([tag])).has(tag);
    if (isDefined) return setActive(true, request, actor, store);
    if ((await store.records.tagUses(tag)) === 0) return failure('unknown-tag', { tag });
    return (await define(request, actor, store)) ?? failure('tag-not-changeable', { tag });
  },
  deactivate: (request, actor, store) => setActive(false, request, actor, store),
};

async function define(request: TagManagement, actor: Person, { moderation }: TagManagementStore) {
  const { tag, description = '' } = request;
  const { userId, name: userName } = actor;
  const words = tidyComment(description).slice(0, LONGEST_DESCRIPTION);
  return moderation.defineTag(
    { tag, description: words, active: true, userId, userName },
    eventOf(request, actor),
  );
}

async function setActive(
  active: boolean,
  request: TagManagement,
  actor: Person,
  { records, moderation }: TagManagementStore,
): Promise<number | Failure> {
  const { tag } = request;
  const event = eventOf(request, actor, { count: await records.tagUses(tag) });
  const done = await moderation.setTagActive(tag, active, event);
  return done ?? failure('tag-not-changeable', { tag });
}

function eventOf(
  { operation, tag, reason, tags = [] }: TagManagement,
  { userId, name }: Person,
  more: Readonly<Record<string, unknown>> = {},
): NewLogEvent {
  return {
    type: 'managetags',
    action: operation,
    author: { userId, name },
    target: tag,
    comment: tidyComment(reason),
    params: { tag, ...more },
    tags,
  };
}

export interface TagChangeRequest extends Note {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** What may be done to the tags of changes that are saved, before any of them is looked at. */
export async function refusedTagChange(
  { add, remove, ...note }: TagChangeRequest,
  actor: Person,
  store: TagManagementStore,
): Promise<Failure[]> {
  const refused = await refusal(actor, 'changetags', note, store);
  if (refused.length > 0) return refused;
  const kept = remove.filter(isReservedTag);
  return [
    ...(await unusableTags(add, store)),
    ...kept.map((tag) => failure('tag-not-allowed', { tag })),
  ];
}

/**
 * The caller has asked `refusedTagChange`. `params` is how the log names the change. `undefined`
 * where there is no such change.
 */
export async function changeTags(
  change: TaggedChange,
  params: Readonly<Record<string, unknown>>,
  { add, remove, reason, tags = [] }: TagChangeRequest,
  { userId, name }: Person,
  { records, moderation }: TagManagementStore,
): Promise<EditedTags | undefined> {
  const what = await targetOf(change, records);
  if (what === undefined) return undefined;
  return moderation.editTags({
    change,
    add,
    remove,
    event: {
      type: 'tag',
      action: 'update',
      author: { userId, name },
      ...what,
      params,
      comment: tidyComment(reason),
      tags,
    },
  });
}

type What = Pick<NewLogEvent, 'target' | 'documentId'>;

async function targetOf(
  change: TaggedChange,
  records: TagManagementStore['records'],
): Promise<What | undefined> {
  if ('revisionId' in change) {
    const revision = await records.revision(change.revisionId);
    if (revision === undefined) return undefined;
    const { documentId } = revision;
    return { target: documentId, documentId };
  }
  const { logId } = change;
  const [event] = await records.logEvents({ after: logId - 1, before: logId + 1, limit: 1 });
  if (event === undefined) return undefined;
  const { target, documentId } = event;
  return { target, ...(documentId === undefined ? {} : { documentId }) };
}

/** People who are blocked do not act on what others did. */
async function refusal(
  actor: Person,
  right: Right,
  { tags = [] }: Note,
  store: TagManagementStore,
): Promise<Failure[]> {
  if (!rightsOf(actor).has(right)) return [failure('permission-denied', { right })];
  const blocked = await blockAgainst(actor, undefined, store.records);
  return blocked === undefined ? refusedTags(tags, actor, store) : [blocked];
}
