/** Operations on the links of an item to the pages of other sites. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import type { ItemId } from '../../../schema/model/entity-id.ts';
import type { Entity, Item } from '../../../schema/model/entity.ts';
import { tidyTitle } from '../page-titles.ts';
import { withoutKey } from './terms.ts';

/** What is not given stays as it is; a new link needs a title. */
export function setSiteLink(
  entity: Entity,
  site: string,
  title: string | undefined,
  badges: readonly ItemId[] | undefined,
): Result<Entity> {
  return editItem(entity, (item) => {
    const present = item.siteLinks.get(site);
    const newTitle = title === undefined ? present?.title : tidyTitle(title);
    if (newTitle === undefined) {
      return failed(failure('missing-field', { field: 'title' }, `/sitelinks/${site}/title`));
    }
    const newBadges = badges === undefined ? (present?.badges ?? []) : [...new Set(badges)];
    const link = { site, title: newTitle, badges: newBadges };
    return ok({ ...item, siteLinks: new Map(item.siteLinks).set(site, link) });
  });
}

/** Removing a link that is not there changes nothing. */
export function removeSiteLink(entity: Entity, site: string): Result<Entity> {
  return editItem(entity, (item) => ok({ ...item, siteLinks: withoutKey(item.siteLinks, site) }));
}

function editItem(entity: Entity, change: (item: Item) => Result<Item>): Result<Entity> {
  return entity.type === 'item'
    ? change(entity)
    : failed(failure('entity-type-mismatch', { id: entity.id, expected: 'item' }));
}
