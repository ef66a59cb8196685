/** `revisiondelete`: what is hidden here is erased, so that nothing can be shown again. */
import { failure } from '../../../../schema/failures.ts';
import type { Failure } from '../../../../schema/failures.ts';
import { suppressEvents } from '../../../edit/moderate/suppress-event.ts';
import type { SuppressedEvent } from '../../../edit/moderate/suppress-event.ts';
import { suppressRevisions } from '../../../edit/moderate/suppress.ts';
import type { SuppressedRevision } from '../../../edit/moderate/suppress.ts';
import { failureText } from '../../../../client/view/failure-view.ts';
import { entryNamed } from '../../../read/log.ts';
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { coreError, namedTitle } from './named-page.ts';

/** What may be hidden, in MediaWiki's words and in ours. */
const parts = { content: 'content', comment: 'summary', user: 'author' } as const;
const eventParts = { content: 'target', comment: 'comment', user: 'author' } as const;
const hideable = ['comment', 'content', 'user'] as const;

export const revisionDeleteModule = defineModule({
  name: 'revisiondelete',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    type: { type: 'enum', values: ['revision', 'logging'], required: true },
    target: { type: 'string' },
    ids: { type: 'integers', required: true },
    hide: { type: 'list', values: hideable },
    show: { type: 'list', values: hideable },
    suppress: { type: 'enum', values: ['no', 'nochange', 'yes'], default: 'nochange' },
    reason: { type: 'string', default: '' },
    tags: { type: 'list' },
  },
  async run({ type, ids, hide = [], show = [], target, suppress, reason, tags = [] }, request) {
    const { services, visitor } = request;
    if (show.length > 0) {
      const expected = 'empty: what was hidden is erased';
      return new ApiError('badvalue', [failure('wrong-type', { field: 'show', expected })]);
    }
    if (suppress === 'yes' && !visitor.rights.has('suppressrevision')) {
      const right = 'suppressrevision';
      return new ApiError('permissiondenied', [failure('permission-denied', { right })]);
    }
    if (type === 'logging') return eraseEntries(ids, hide, { reason, tags }, request);
    const page = await targetPage(target, ids, request);
    if (page instanceof ApiError) return page;
    const result = await suppressRevisions(
      {
        actor: visitor.actor,
        documentId: page.documentId,
        revisionIds: ids,
        parts: hide.map((name) => parts[name]),
        reason,
        tags,
      },
      services.edit,
    );
    if (!result.ok) return coreError(result.failures);
    const items = result.value.map((each) => itemOf(each, request));
    return { revisiondelete: { status: statusOf(result.value), target: page.title, items } };
  },
});

type Done = readonly { readonly failure: Failure | undefined }[];

function statusOf(done: Done): 'Success' | 'Fail' {
  return done.every((each) => each.failure !== undefined) ? 'Fail' : 'Success';
}

/** Entries that tell of new pages are the first revisions of these, and are refused here. */
async function eraseEntries(
  ids: readonly number[],
  hide: readonly (keyof typeof eventParts)[],
  words: { readonly reason: string; readonly tags: readonly string[] },
  request: ApiRequest,
): Promise<JsonObject | ApiError> {
  const { services, visitor } = request;
  const entries = [...new Set(ids)].map((shownId) => ({ shownId, ...entryNamed(shownId) }));
  const result = await suppressEvents(
    { ...words, actor: visitor.actor, entries, parts: hide.map((name) => eventParts[name]) },
    services.edit,
  );
  if (!result.ok) return coreError(result.failures);
  const items = result.value.map((each) => entryItem(each, request));
  return { revisiondelete: { status: statusOf(result.value), target: 'Special:Log', items } };
}

/** Without a target, the page of the first revision. */
async function targetPage(target: string | undefined, ids: readonly number[], request: ApiRequest) {
  if (target !== undefined) return namedTitle({ title: target }, request);
  const [revisionId = 0] = ids;
  const revision = await request.services.edit.storage.records.revision(revisionId);
  return revision === undefined
    ? coreError([failure('unknown-revision', { revision: revisionId })])
    : namedTitle({ title: revision.documentId }, request);
}

function itemOf(
  { revisionId: id, revision, erased, failure: found }: SuppressedRevision,
  { messages }: ApiRequest,
): JsonObject {
  const outcome = outcomeOf(found, messages);
  if (revision === undefined) return { ...outcome, id };
  const { timestamp, userName, summary, contentSuppressed } = revision;
  return {
    ...outcome,
    id,
    timestamp,
    userhidden: userName === undefined,
    commenthidden: summary === undefined,
    texthidden: contentSuppressed,
    ...(erased?.userName === undefined ? {} : { userid: erased.userId, user: erased.userName }),
    ...(erased?.summary === undefined ? {} : { comment: erased.summary }),
  };
}

function entryItem(
  { shownId: id, event, failure: found }: SuppressedEvent,
  { messages }: ApiRequest,
): JsonObject {
  const outcome = outcomeOf(found, messages);
  if (event === undefined) return { ...outcome, id };
  const { timestamp, userName, comment, target } = event;
  return {
    ...outcome,
    id,
    timestamp,
    userhidden: userName === undefined,
    commenthidden: comment === undefined,
    actionhidden: target === '',
  };
}

function outcomeOf(found: Failure | undefined, messages: ApiRequest['messages']): JsonObject {
  if (found === undefined) return { status: 'Success' };
  const message = failureText(found, messages);
  return { status: 'Fail', errors: [{ type: 'error', code: found.code, message }] };
}
