/** Sitelinks: an article about the item, and the wiki that it is part of. */
import type { Site } from '../../schema/model/documents/site-settings.ts';
import type { Item, SiteLink } from '../../schema/model/entity.ts';
import { bcp47 } from '../../schema/model/languages/bcp47.ts';
import { escapeIri, fillPattern } from './iri.ts';
import type { QuadBuild } from './quad-build.ts';
import { namedNode, textLiteral, type RdfTerm } from './term.ts';
import { termLiteral } from './term-quads.ts';
import { rdfType, schema, wikibase } from './wikibase-terms.ts';

/** A wiki is named by scheme and host alone, without a port. */
const WIKI_HOST = /^[a-z\d+.-]+:\/\/[^/:?#]+/i;

/** What a site says of its group when it stands alone. */
const NO_GROUP = 'none';

/** Links to sites that the wiki does not know give no triples: they have no address. */
export function siteLinksQuads(
  build: QuadBuild,
  item: RdfTerm,
  siteLinks: Item['siteLinks'],
  wantedSites?: ReadonlySet<string>,
): void {
  const sites = sitesById(build.context.site.sites);
  for (const link of siteLinks.values()) {
    const site = sites.get(link.site);
    if (site === undefined || wantedSites?.has(site.id) === false) continue;
    siteLinkQuads(build, item, link, site);
  }
}

function siteLinkQuads(build: QuadBuild, item: RdfTerm, link: SiteLink, site: Site): void {
  const { emit, context } = build;
  const url = escapeIri(fillPattern(site.pageUrl, link.title.replaceAll(' ', '_')));
  const article = namedNode(url);
  const wiki = namedNode(`${WIKI_HOST.exec(url)?.[0] ?? url}/`);
  const language = bcp47(site.language);
  emit(article, rdfType, schema.Article);
  emit(article, schema.about, item);
  emit(article, schema.inLanguage, textLiteral(language));
  emit(article, schema.isPartOf, wiki);
  emit(article, schema.name, termLiteral(link.title, language));
  for (const badge of link.badges) {
    emit(article, wikibase.badge, namedNode(context.namespaces.entity + badge));
  }
  build.openShared(wiki)?.(wiki, wikibase.wikiGroup, textLiteral(site.group ?? NO_GROUP));
}

const remembered = new WeakMap<readonly Site[], ReadonlyMap<string, Site>>();

function sitesById(sites: readonly Site[]): ReadonlyMap<string, Site> {
  let byId = remembered.get(sites);
  if (byId === undefined) {
    byId = new Map(sites.map((site) => [site.id, site]));
    remembered.set(sites, byId);
  }
  return byId;
}
