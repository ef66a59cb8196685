/** Entities by the pages of other sites: `sites` with `titles`. */
import { failure } from '../../../../schema/failures.ts';
import type { Site } from '../../../../schema/model/documents/site-settings.ts';
import { parseEntityId } from '../../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../../schema/model/entity-id.ts';
import { pageTitle, tidyTitle } from '../../../edit/page-titles.ts';
import { jsonText } from '../../../read/json-text.ts';
import type { JsonText } from '../../../read/json-text.ts';
import { wikibaseError } from '../error-codes.ts';
import type { ApiError } from '../module.ts';
import { namesTold } from '../names-told.ts';
import type { ApiRequest } from '../request.ts';

interface PageValues {
  readonly sites?: readonly string[] | undefined;
  readonly titles?: readonly string[] | undefined;
  /** Whether titles are taken as the site would write them. */
  readonly normalize: boolean;
}

export interface LinkedEntities {
  readonly found: readonly EntityId[];
  /** Pages that no entity is linked to, as the answer tells of them. */
  readonly missing: readonly (readonly [string, JsonText])[];
  readonly normalized: { readonly from: string; readonly to: string } | undefined;
}

interface LinkedPage {
  readonly site: string;
  readonly title: string;
}

/** `undefined` where no page is named. */
export async function entitiesOfPages(
  { sites: names, titles = [], normalize }: PageValues,
  request: ApiRequest,
): Promise<LinkedEntities | undefined | ApiError> {
  if (names === undefined && titles.length === 0) return undefined;
  const sites = await knownSites(names ?? [], request);
  if (sites.length === 0 || titles.length === 0) return undefined;
  const pages = pagesOf(sites, titles);
  if (pages === undefined || (normalize && pages.length > 1)) return mismatch();
  const asked = pages.map(({ site, title }) => ({
    site: site.id,
    title: normalize ? pageTitle(title, site) : tidyTitle(title),
  }));
  const holders = await Promise.all(
    asked.map((page) =>
      request.services.edit.storage.records.keyHolder({ kind: 'sitelink', ...page }),
    ),
  );
  const absent = pages.filter((_, index) => holders[index] === undefined);
  return {
    found: holders.flatMap((holder) => parseEntityId(holder ?? '') ?? []),
    missing: absent.map(({ site, title }, index) => [
      String(-1 - index),
      jsonText({ site: site.id, title, missing: '' }),
    ]),
    normalized: normalize ? normalizedTitle(titles, asked) : undefined,
  };
}

function normalizedTitle([from]: readonly string[], [page]: readonly LinkedPage[]) {
  return from === undefined || page === undefined || from === page.title
    ? undefined
    : { from, to: page.title };
}

/** Like values of any other list, sites that nobody knows are left out with a warning. */
async function knownSites(names: readonly string[], request: ApiRequest): Promise<Site[]> {
  const { sites } = await request.services.site.current();
  const known = names.flatMap((name) => sites.find(({ id }) => id === name) ?? []);
  const unknown = names.filter((name) => sites.every(({ id }) => id !== name));
  if (unknown.length > 0) {
    const text = request.messages.text('api-unknown-values', 'sites', namesTold(unknown));
    request.warn('wbgetentities', text);
  }
  return known;
}

/** One site with all titles, one title on all sites, or each site with the title beside it. */
function pagesOf(sites: readonly Site[], titles: readonly string[]) {
  const count = Math.max(sites.length, titles.length);
  const fits = [1, count].includes(sites.length) && [1, count].includes(titles.length);
  if (!fits) return undefined;
  return Array.from({ length: count }, (_, index) => ({
    site: sites[sites.length === 1 ? 0 : index],
    title: titles[titles.length === 1 ? 0 : index],
  }));
}

function mismatch(): ApiError {
  const expected = 'one site, one title, or as many titles as sites';
  return wikibaseError('params-illegal', [failure('wrong-type', { field: 'titles', expected })]);
}
