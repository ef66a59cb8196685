/** `managetags` and `tag`: which tags there are, and which of them saved changes have. */
import { failureText } from '../../../../client/view/failure-view.ts';
import { failure } from '../../../../schema/failures.ts';
import type { Failure, FailureCode } from '../../../../schema/failures.ts';
import {
  changeTags,
  manageTag,
  refusedTagChange,
  tagOperations,
} from '../../../accounts/manage-tags.ts';
import type { TagChangeRequest, TagOperation } from '../../../accounts/manage-tags.ts';
import { entryNamed, logIdOf } from '../../../read/log.ts';
import { moderationStore } from '../../services.ts';
import { coreError } from '../history/named-page.ts';
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';

export const manageTagsModule = defineModule({
  name: 'managetags',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    operation: { type: 'enum', values: tagOperations, required: true },
    tag: { type: 'string', required: true },
    /** What a new tag is for. MediaWiki keeps that in pages of its interface. */
    description: { type: 'string', default: '' },
    reason: { type: 'string', default: '' },
    /** There are no warnings: what may not be done is refused. */
    ignorewarnings: { type: 'boolean' },
    tags: { type: 'list' },
  },
  async run({ operation, tag, description, reason, tags = [] }, { services, visitor }) {
    const store = moderationStore(services);
    const request = { operation, tag, description, reason, tags };
    const done = await manageTag(request, visitor.actor, store);
    if (!done.ok) return manageError(operation, done.failures);
    const logid = logIdOf({ logId: done.value });
    return { managetags: { operation, tag, success: true, logid } };
  },
});

/** MediaWiki names by the operation what stands in its way. */
const manageCodes: Readonly<Partial<Record<FailureCode, string>>> = {
  'malformed-text': 'invalid-chars',
  'tag-not-allowed': 'reserved',
  'tag-exists': 'already-exists',
  'unknown-tag': 'not-found',
  'tag-not-changeable': 'not-allowed',
  'tag-in-use': 'too-many-uses',
};

function manageError(operation: TagOperation, failures: readonly Failure[]): ApiError {
  const [first] = failures;
  // with a path it is a tag for the log's entry that is refused
  const aboutTags = first?.path !== undefined && operation !== 'create';
  const code = first === undefined || aboutTags ? undefined : manageCodes[first.code];
  return code === undefined
    ? coreError(failures)
    : new ApiError(`tags-${operation}-${code}`, failures);
}

type NamedBy = 'revid' | 'rcid' | 'logid';

export const tagModule = defineModule({
  name: 'tag',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    rcid: { type: 'integers' },
    revid: { type: 'integers' },
    logid: { type: 'integers' },
    add: { type: 'list' },
    remove: { type: 'list' },
    reason: { type: 'string', default: '' },
    tags: { type: 'list' },
  },
  async run({ rcid = [], revid = [], logid = [], ...values }, request) {
    const { services, visitor } = request;
    const named = [
      ...rcid.map((id) => ['rcid', id] as const),
      ...revid.map((id) => ['revid', id] as const),
      ...logid.map((id) => ['logid', id] as const),
    ];
    if (named.length === 0) {
      return new ApiError('missingparam', [failure('missing-field', { field: 'revid' })]);
    }
    const { add = [], remove = [], reason, tags = [] } = values;
    const change = { add, remove, reason, tags };
    const refused = await refusedTagChange(change, visitor.actor, moderationStore(services));
    if (refused.length > 0) return coreError(refused);
    const tag: JsonObject[] = [];
    for (const [by, id] of named) tag.push(await tagOne(by, id, change, request));
    return { tag };
  },
});

/** A change has the number of its revision. */
async function tagOne(
  by: NamedBy,
  id: number,
  request: TagChangeRequest,
  { services, visitor, messages }: ApiRequest,
): Promise<JsonObject> {
  const change = by === 'logid' ? entryNamed(id) : { revisionId: id };
  const params = by === 'logid' ? { logid: id } : { revid: id };
  const store = moderationStore(services);
  const done = await changeTags(change, params, request, visitor.actor, store);
  if (done === undefined) {
    const missing = failure('unknown-revision', { revision: id });
    return { [by]: id, status: 'error', code: `nosuch${by}`, info: failureText(missing, messages) };
  }
  const { added, removed, logId } = done;
  return logId === undefined
    ? { [by]: id, status: 'success', noop: true }
    : { [by]: id, status: 'success', actionlogid: logIdOf({ logId }), added, removed };
}
