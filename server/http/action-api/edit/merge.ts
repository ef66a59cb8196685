/** `wbmergeitems` and `wblmergelexemes`: one entity becomes part of another. */
import { failureText } from '../../../../client/view/failure-view.ts';
import type { Failure, FailureCode } from '../../../../schema/failures.ts';
import { entityTypeOf } from '../../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../../schema/model/entity-id.ts';
import { mergeEntities } from '../../../edit/merge-entities.ts';
import type { MergeRequest, MergeResult } from '../../../edit/merge-entities.ts';
import { plainError } from '../error-codes.ts';
import { errorMessages } from '../error-messages.ts';
import { ApiError, defineModule } from '../module.ts';
import type { ErrorMessage, JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { editParameters } from './save.ts';

const { summary, tags, bot } = editParameters;

export const mergeItemsModule = defineModule({
  name: 'wbmergeitems',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    fromid: { type: 'string', required: true },
    toid: { type: 'string', required: true },
    ignoreconflicts: { type: 'list', values: ['description', 'sitelink', 'statement'] },
    summary,
    tags,
    bot,
  },
  async run(values, request) {
    const merged = await mergeEntities(
      {
        ...mergeRequest(values, request),
        type: 'item',
        from: values.fromid,
        to: values.toid,
        ignore: new Set(values.ignoreconflicts),
      },
      request.services.edit,
    );
    return mergeAnswer(merged, request);
  },
});

export const mergeLexemesModule = defineModule({
  name: 'wblmergelexemes',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    source: { type: 'string', required: true },
    target: { type: 'string', required: true },
    summary,
    tags,
    bot,
  },
  async run(values, request) {
    const { source: from, target: to } = values;
    const merged = await mergeEntities(
      { ...mergeRequest(values, request), type: 'lexeme', from, to, ignore: new Set() },
      request.services.edit,
    );
    // Wikibase tells no more than the success; pywikibot looks for what it tells of items
    return mergeAnswer(merged, request);
  },
});

interface MergeValues {
  readonly summary?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly bot: boolean;
}

function mergeRequest(
  values: MergeValues,
  { visitor }: ApiRequest,
): Pick<MergeRequest, 'actor' | 'comment' | 'tags' | 'bot'> {
  const { summary: comment = '', tags: given = [] } = values;
  return { actor: visitor.actor, comment, tags: given, bot: values.bot };
}

function mergeAnswer(merged: MergeResult, request: ApiRequest): JsonObject | ApiError {
  if (merged.outcome === 'rejected') return mergeError(merged.failures, request);
  const { from, to, redirected } = merged;
  return {
    success: 1,
    redirected: redirected ? 1 : 0,
    from: entityJson(from),
    to: entityJson(to),
  };
}

function entityJson({ id, revisionId }: { id: EntityId; revisionId: number }): JsonObject {
  return { id, type: entityTypeOf(id), lastrevid: revisionId };
}

/** Codes that are not listed are conflicts between the two, or what a validator found. */
const codes: Readonly<Partial<Record<FailureCode, string>>> = {
  'malformed-entity-id': 'invalid-entity-id',
  'unknown-entity': 'no-such-entity',
  'entity-is-redirect': 'cant-load-entity-content',
  'entity-type-mismatch': 'not-item',
  'redirect-to-self': 'cant-merge-self',
  'permission-denied': 'permissiondenied',
  'edit-conflict': 'failed-save',
  'read-only': 'readonly',
  'description-conflict': 'failed-modify',
  'sitelink-conflict': 'failed-modify',
  'lemma-conflict': 'failed-modify',
  'lexemes-differ': 'failed-modify',
  'merge-links-itself': 'failed-modify',
};

/** What has nothing to do with merging. */
const REFUSALS: ReadonlySet<FailureCode> = new Set([
  'blocked',
  'rate-limited',
  'too-many-temporary-accounts',
]);

/** What stood in the way is told in `extradata`, in words. */
function mergeError(failures: readonly Failure[], { messages }: ApiRequest): ApiError {
  const [first] = failures;
  if (first !== undefined && REFUSALS.has(first.code)) return plainError(failures);
  const code = (first === undefined ? undefined : codes[first.code]) ?? 'failed-save';
  if (code === 'invalid-entity-id') {
    return new ApiError(code, failures, {}, errorMessages(code, failures));
  }
  const isDetailed = code === 'failed-modify' || code === 'cant-load-entity-content';
  const extradata = isDetailed ? failures.map((each) => failureText(each, messages)) : [];
  return new ApiError(code, failures, { extradata }, mergeMessages(code, failures));
}

function mergeMessages(code: string, failures: readonly Failure[]): ErrorMessage[] {
  return code === 'no-such-entity' || code === 'cant-merge-self'
    ? [{ name: `wikibase-itemmerge-${code}`, parameters: [] }]
    : errorMessages(code, failures);
}
