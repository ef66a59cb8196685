/** What lists of changes have in common: what may be asked of a change, and what is told of it. */
import type { SiteSettings } from '../../../../schema/model/documents/site-settings.ts';
import type { ChangeFilter } from '../../../read/changes.ts';
import type { RevisionInfo } from '../../../storage/records/record-store.ts';
import { titleOf } from '../../titles.ts';
import type { JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { commentJson } from './revision-json.ts';

/** What `show` may ask for in every list, each with what it asks of a change. */
export const shownOfAll = {
  minor: { minor: true },
  '!minor': { minor: false },
  patrolled: { patrolled: true },
  '!patrolled': { patrolled: false },
  autopatrolled: { autopatrolled: true },
  '!autopatrolled': { autopatrolled: false },
} as const satisfies Readonly<Record<string, ChangeFilter>>;

/** And in those that are not about one author. */
export const shownOfAuthors = {
  anon: { anonymous: true },
  '!anon': { anonymous: false },
  bot: { bot: true },
  '!bot': { bot: false },
} as const satisfies Readonly<Record<string, ChangeFilter>>;

export function filterShown<Shown extends string>(
  filters: Readonly<Record<Shown, ChangeFilter>>,
  show: readonly Shown[] = [],
): ChangeFilter {
  return Object.assign({}, ...show.map((each) => filters[each])) as ChangeFilter;
}

/** What every list calls by the same name. */
export async function changeJson(
  change: RevisionInfo,
  wanted: ReadonlySet<string>,
  site: SiteSettings,
  request: ApiRequest,
): Promise<JsonObject> {
  const { timestamp, tags } = change;
  const comment = { comment: wanted.has('comment'), parsed: wanted.has('parsedcomment') };
  return {
    ...(wanted.has('title') ? titleOf(change, site) : {}),
    ...(wanted.has('timestamp') ? { timestamp } : {}),
    ...(await commentJson(change, comment, request)),
    ...(wanted.has('tags') ? { tags } : {}),
  };
}

export function patrolJson({ patrol }: RevisionInfo): JsonObject {
  return {
    patrolled: patrol !== 'unpatrolled',
    unpatrolled: patrol === 'unpatrolled',
    autopatrolled: patrol === 'autopatrolled',
  };
}
