/** Entities as the APIs give them: Wikibase's JSON with what is known of the page. */
import { pageLink } from '../../client/view/safe-link.ts';
import type { EntityJson, PageInfoJson, SiteLinkJson } from '../../schema/entity-json.ts';
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { PropertyId } from '../../schema/model/entity-id.ts';
import { allStatements } from '../../schema/model/entity.ts';
import type { Entity } from '../../schema/model/entity.ts';
import { entityJson } from '../../schema/model/json/write-entity.ts';
import type { DatatypeOf } from '../../schema/model/json/write-statement.ts';
import { mentionedProperties } from '../../schema/model/mentions.ts';
import type { Page } from '../read/entities.ts';
import type { Services } from './services.ts';
import { titleOf } from './titles.ts';

/** Datatypes of all properties that these entities use. */
export function datatypesIn(
  entities: readonly Entity[],
  { properties }: Services,
): Promise<DatatypeOf> {
  const used = new Set<PropertyId>();
  for (const entity of entities) {
    for (const property of mentionedProperties(allStatements(entity))) used.add(property);
  }
  return properties.datatypesOf(used);
}

export function entityAnswer(
  page: Page<Entity>,
  datatypeOf: DatatypeOf,
  site: SiteSettings,
): PageInfoJson & EntityJson {
  const { document, revision } = page;
  const { revisionId, timestamp, pageId } = revision;
  const info = { ...pageInfo(document, pageId, site), lastrevid: revisionId, modified: timestamp };
  return { ...info, ...entityWithUrls(document, datatypeOf, site) };
}

/** Without what is known of the page; sitelinks say where they lead. */
export function entityWithUrls(
  entity: Entity,
  datatypeOf: DatatypeOf,
  site: SiteSettings,
): EntityJson {
  const json = entityJson(entity, 'api', datatypeOf);
  if (json.type !== 'item') return json;
  const links = Object.entries(json.sitelinks).map(([id, link]) => [id, withUrl(link, site)]);
  return { ...json, sitelinks: Object.fromEntries(links) as typeof json.sitelinks };
}

export function pageInfo(
  { id, type }: Pick<Entity, 'id' | 'type'>,
  pageId: number,
  site: SiteSettings,
) {
  return { pageid: pageId, ...titleOf({ documentId: id, kind: type }, site) };
}

export function withUrl(link: SiteLinkJson, { sites }: SiteSettings): SiteLinkJson {
  const entry = sites.find(({ id }) => id === link.site);
  const url = entry === undefined ? undefined : pageLink(entry.pageUrl, link.title);
  return url === undefined ? link : { ...link, url };
}
