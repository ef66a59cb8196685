/** `revisiondelete`: what is hidden here is erased, so that nothing can be shown again. */
import { failure } from '../../../../schema/failures.ts';
import { suppressRevisions } from '../../../edit/moderate/suppress.ts';
import type { SuppressedRevision } from '../../../edit/moderate/suppress.ts';
import { failureText } from '../../../../client/view/failure-view.ts';
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { coreError, namedTitle } from './named-page.ts';

/** What may be hidden, in MediaWiki's words and in ours. */
const parts = { content: 'content', comment: 'summary', user: 'author' } as const;
const hideable = ['comment', 'content', 'user'] as const;

export const revisionDeleteModule = defineModule({
  name: 'revisiondelete',
  summary: 'Erases the content, summary or author of past revisions for good.',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    type: { type: 'enum', values: ['revision'], required: true },
    target: { type: 'string' },
    ids: { type: 'integers', required: true },
    hide: { type: 'list', values: hideable },
    show: { type: 'list', values: hideable },
    suppress: { type: 'enum', values: ['no', 'nochange', 'yes'], default: 'nochange' },
    reason: { type: 'string', default: '' },
    tags: { type: 'list' },
  },
  async run({ ids, hide = [], show = [], target, suppress, reason, tags = [] }, request) {
    const { services, visitor } = request;
    if (show.length > 0) {
      const expected = 'empty: what was hidden is erased';
      return new ApiError('badvalue', [failure('wrong-type', { field: 'show', expected })]);
    }
    if (suppress === 'yes' && !visitor.rights.has('suppressrevision')) {
      const right = 'suppressrevision';
      return new ApiError('permissiondenied', [failure('permission-denied', { right })]);
    }
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
    const failed = result.value.every((each) => each.failure !== undefined);
    const status = failed ? 'Fail' : 'Success';
    return { revisiondelete: { status, target: page.title, items } };
  },
});

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
  const errors =
    found === undefined
      ? {}
      : { errors: [{ type: 'error', code: found.code, message: failureText(found, messages) }] };
  const status = found === undefined ? 'Success' : 'Fail';
  if (revision === undefined) return { status, ...errors, id };
  const { timestamp, userName, summary, contentSuppressed } = revision;
  return {
    status,
    ...errors,
    id,
    timestamp,
    userhidden: userName === undefined,
    commenthidden: summary === undefined,
    texthidden: contentSuppressed,
    ...(erased?.userName === undefined ? {} : { userid: erased.userId, user: erased.userName }),
    ...(erased?.summary === undefined ? {} : { comment: erased.summary }),
  };
}
