/** Ids of entities as parameters of modules that read. */
import { failure } from '../../../../schema/failures.ts';
import { hasKind } from '../../../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../../../schema/model/documents/site-settings.ts';
import { entityTypeOf, parseEntityId } from '../../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../../schema/model/entity-id.ts';
import { wikibaseError } from '../error-codes.ts';
import { ApiError } from '../module.ts';

/** An id that cannot be one spoils the whole call, one that nobody has does not. */
export function readEntityIds(
  texts: readonly string[],
  site: SiteSettings,
): readonly EntityId[] | ApiError {
  const ids: EntityId[] = [];
  for (const text of texts) {
    const id = parseEntityId(text);
    if (id === undefined || !hasKind(site, entityTypeOf(id))) return malformedId(text);
    ids.push(id);
  }
  return ids;
}

function malformedId(value: string): ApiError {
  const failures = [failure('malformed-entity-id', { field: 'ids', value })];
  const message = { name: 'wikibase-api-no-such-entity', parameters: [value] };
  return new ApiError('no-such-entity', failures, { id: value }, [message]);
}

export function missingParameter(field: string): ApiError {
  return wikibaseError('param-missing', [failure('missing-field', { field })]);
}
