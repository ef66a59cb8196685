/** `wbcreateredirect`: an empty entity gives way to another one of its type. */
import { failure } from '../../../../schema/failures.ts';
import { entityTypeOf } from '../../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../../schema/model/entity-id.ts';
import { saveEdit } from '../../../edit/save-edit.ts';
import { readPage } from '../../../read/entities.ts';
import { apiError, wikibaseError } from '../error-codes.ts';
import { ApiError, defineModule } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { editParameters } from './save.ts';
import { entityIdOf } from './target.ts';

const { tags, bot, summary } = editParameters;

export const createRedirectModule = defineModule({
  name: 'wbcreateredirect',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    from: { type: 'string', required: true },
    to: { type: 'string', required: true },
    summary,
    tags,
    bot,
  },
  async run(values, request) {
    const from = entityIdOf(values.from, 'from');
    if (from instanceof ApiError) return from;
    const to = entityIdOf(values.to, 'to');
    if (to instanceof ApiError) return to;
    const fault = await targetFault(from, to, request);
    if (fault !== undefined) return fault;
    const result = await saveEdit(
      {
        actor: request.visitor.actor,
        target: { kind: 'existing', id: from },
        ops: [{ op: 'redirect', target: to }],
        comment: values.summary ?? '',
        tags: values.tags ?? [],
        bot: values.bot,
      },
      request.services.edit,
    );
    if (result.outcome !== 'rejected') return { success: 1, redirect: to };
    const isMissing = result.failures.some(({ code }) => code === 'unknown-entity');
    return isMissing ? missing(from) : apiError(result.failures);
  },
});

/** What is wrong with the target is told before what is wrong with the origin. */
async function targetFault(
  from: EntityId,
  to: EntityId,
  { services }: ApiRequest,
): Promise<ApiError | undefined> {
  const type = entityTypeOf(from);
  if (entityTypeOf(to) !== type) return incompatible(to, type);
  if (from === to)
    return wikibaseError('target-is-incompatible', [failure('redirect-to-self', { id: to })]);
  const page = await readPage(services.edit.storage.records, to);
  if (page === undefined) return missing(to);
  const { document } = page;
  return document.type === 'redirect'
    ? wikibaseError('target-is-redirect', [
        failure('entity-is-redirect', { id: to, target: document.target }),
      ])
    : undefined;
}

function incompatible(id: EntityId, expected: string): ApiError {
  return wikibaseError('target-is-incompatible', [
    failure('entity-type-mismatch', { id, expected }),
  ]);
}

function missing(id: EntityId): ApiError {
  const message = { name: 'wikibase-api-no-such-entity', parameters: [] };
  return new ApiError('no-such-entity', [failure('unknown-entity', { id })], {}, [message]);
}
