/** Is each sitelink that an edit sets or changes one that we take? */
import { failure } from '../../../schema/failures.ts';
import type { Failure } from '../../../schema/failures.ts';
import { jsonPointer } from '../../../schema/json-pointer.ts';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import type { Item } from '../../../schema/model/entity.ts';
import type { Limits } from './limits.ts';
import { validateTitle } from './title.ts';

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
    const path = jsonPointer('sitelinks', link.site, 'title');
    const title =
      former?.title === link.title ? [] : validateTitle(link.title, path, limits.titleBytes);
    const newBadges = link.badges.filter((badge) => former?.badges.includes(badge) !== true);
    return [
      ...title,
      ...newBadges
        .filter((badge) => !badges.has(badge))
        .map((badge) =>
          failure(
            'unknown-badge',
            { badge },
            jsonPointer('sitelinks', link.site, 'badges', link.badges.indexOf(badge)),
          ),
        ),
    ];
  });
}
