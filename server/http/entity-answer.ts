/** Entities as the APIs give them: Wikibase's JSON with what is known of the page. */
import { pageLink } from '../../client/view/safe-link.ts';
import type { EntityJson, PageInfoJson, SiteLinkJson } from '../../schema/entity-json.ts';
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { EntityId, PropertyId } from '../../schema/model/entity-id.ts';
import { allStatements } from '../../schema/model/entity.ts';
import type { Entity } from '../../schema/model/entity.ts';
import { entityJson } from '../../schema/model/json/write-entity.ts';
import type { DatatypeOf } from '../../schema/model/json/write-statement.ts';
import { mentionedProperties } from '../../schema/model/mentions.ts';
import type { Page } from '../read/entities.ts';
import type { Services } from './services.ts';

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
  const { revisionId, timestamp } = revision;
  const json = entityJson(document, 'api', datatypeOf);
  const info = { ...pageInfo(document, site), lastrevid: revisionId, modified: timestamp };
  return json.type === 'item'
    ? { ...info, ...json, sitelinks: withUrls(json.sitelinks, site) }
    : { ...info, ...json };
}

export function pageInfo({ id, type }: Pick<Entity, 'id' | 'type'>, site: SiteSettings) {
  const { number, name } = site.namespaces.get(type) ?? { number: 0, name: '' };
  return { pageid: pageIdOf(id), ns: number, title: name === '' ? id : `${name}:${id}` };
}

const KINDS = 'QPL';

/** Pages have no numbers of their own here; clients that want one get it from the id. */
function pageIdOf(id: EntityId): number {
  return Number(id.slice(1)) * (KINDS.length + 1) + KINDS.indexOf(id.charAt(0)) + 1;
}

function withUrls(links: Record<string, SiteLinkJson>, site: SiteSettings) {
  const sites = new Map(site.sites.map((entry) => [entry.id, entry]));
  const entries = Object.entries(links).map(([id, link]): [string, SiteLinkJson] => {
    const entry = sites.get(id);
    const url = entry === undefined ? undefined : pageLink(entry.pageUrl, link.title);
    return [id, url === undefined ? link : { ...link, url }];
  });
  return Object.fromEntries(entries);
}
