/** Is each sitelink that an edit sets or changes one that we take? */
import { failure } from '../../../schema/failures.ts';
import type { Failure } from '../../../schema/failures.ts';
import { jsonPointer } from '../../../schema/json-pointer.ts';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import type { Item, SiteLink } from '../../../schema/model/entity.ts';
import type { Limits } from './limits.ts';
import { hasInvisibleTrouble } from './text.ts';

/** What MediaWiki allows in no title. */
const ILLEGAL_IN_TITLES = /[#<>[\]|{}]/;

export function validateSiteLinks(
  before: Item | undefined,
  after: Item,
  site: SiteSettings,
  limits: Limits,
): Failure[] {
  const sites = new Set(site.sites.map(({ id }) => id));
  const badges = new Set(site.badges);
  return [...after.siteLinks.values()].flatMap((link) => {
    const former = before?.siteLinks.get(link.site);
    if (former === undefined && !sites.has(link.site)) {
      return [failure('unknown-site', { site: link.site }, jsonPointer('sitelinks', link.site))];
    }
    const title = former?.title === link.title ? [] : validateTitle(link, limits.titleBytes);
    const newBadges = link.badges.filter((badge) => former?.badges.includes(badge) !== true);
    return [
      ...title,
      ...newBadges
        .filter((badge) => !badges.has(badge))
        .map((badge) =>
          failure('unknown-badge', { badge }, jsonPointer('sitelinks', link.site, 'badges')),
        ),
    ];
  });
}

function validateTitle({ site, title }: SiteLink, limit: number): Failure[] {
  const path = jsonPointer('sitelinks', site, 'title');
  const malformed = (reason: string): Failure[] => [
    failure('malformed-text', { field: path, reason }, path),
  ];
  if (title === '') return malformed('empty');
  if (Buffer.byteLength(title) > limit) return malformed('too-long');
  if (ILLEGAL_IN_TITLES.test(title)) return malformed('illegal-character');
  return hasInvisibleTrouble(title) ? malformed('control-character') : [];
}
