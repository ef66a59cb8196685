/** Which entity an edit is about: `id`, or `site` with `title`, or `new`. */
import { failure } from '../../../../schema/failures.ts';
import { parseEntityId } from '../../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../../schema/model/entity-id.ts';
import { pageTitle } from '../../../edit/page-titles.ts';
import { wikibaseError } from '../error-codes.ts';
import { ApiError } from '../module.ts';
import type { ApiRequest } from '../request.ts';

export const targetParameters = {
  id: { type: 'string' },
  site: { type: 'string' },
  title: { type: 'string' },
} as const;

interface TargetValues {
  readonly id?: string | undefined;
  readonly site?: string | undefined;
  readonly title?: string | undefined;
  readonly new?: string | undefined;
}

/** The id of an entity that may exist, or `undefined` for a new one. Exactly one way must be gone. */
export async function targetIdOf(
  { id, site, title, new: type }: TargetValues,
  request: ApiRequest,
): Promise<EntityId | undefined | ApiError> {
  if ((site === undefined) !== (title === undefined)) {
    const field = site === undefined ? 'site' : 'title';
    return wikibaseError('param-missing', [failure('missing-field', { field })]);
  }
  if ([type, id, site].filter((way) => way !== undefined).length !== 1) return ambiguous();
  if (site !== undefined && title !== undefined) return linkedEntity(site, title, request);
  return id === undefined ? undefined : entityIdOf(id, 'id');
}

export function entityIdOf(text: string, field: string): EntityId | ApiError {
  return (
    parseEntityId(text) ??
    wikibaseError('invalid-entity-id', [failure('malformed-entity-id', { field, value: text })])
  );
}

/** The entity with a link to this page. */
async function linkedEntity(
  site: string,
  title: string,
  { services }: ApiRequest,
): Promise<EntityId | ApiError> {
  const unknown = await unknownSite('site', site, services);
  if (unknown !== undefined) return unknown;
  const id = await linkHolder(site, title, services);
  return (
    id ?? wikibaseError('no-such-entity-link', [failure('not-found', { what: `${site}:${title}` })])
  );
}

export async function linkHolder(
  site: string,
  title: string,
  { edit }: ApiRequest['services'],
): Promise<EntityId | undefined> {
  const { sites } = await edit.site.current();
  const known = sites.find(({ id }) => id === site);
  const spelt = known === undefined ? title : pageTitle(title, known);
  const holder = await edit.storage.records.keyHolder({ kind: 'sitelink', site, title: spelt });
  return holder === undefined ? undefined : parseEntityId(holder);
}

/** Sites are a parameter's values, like those of any other list. */
export async function unknownSite(
  field: string,
  site: string,
  services: ApiRequest['services'],
): Promise<ApiError | undefined> {
  const { sites } = await services.site.current();
  return sites.some(({ id }) => id === site)
    ? undefined
    : new ApiError('badvalue', [failure('unknown-site', { site }, `/${field}`)]);
}

function ambiguous(): ApiError {
  const expected = 'exactly one of id, new, and site with title';
  const failures = [failure('wrong-type', { field: 'id', expected })];
  const name = 'wikibase-api-illegal-id-or-site-page-selector';
  return new ApiError('param-illegal', failures, {}, [{ name, parameters: [] }]);
}
