/** `meta=siteinfo`: what a client must know of a wiki before it talks to it. */
import { datatypes, valueTypeOfDatatype } from '../../../../../schema/datatypes.ts';
import { documentKinds } from '../../../../../schema/model/documents/kinds.ts';
import type { SiteSettings } from '../../../../../schema/model/documents/site-settings.ts';
import { COMMONS_DATA } from '../../../../../schema/vocabulary.ts';
import { bestTerm } from '../../../../../client/view/view-context.ts';
import { defineMeta } from '../query-module.ts';
import type { JsonObject } from '../../module.ts';
import type { ApiRequest } from '../../request.ts';

const properties = [
  'general',
  'namespaces',
  'namespacealiases',
  'statistics',
  'rightsinfo',
] as const;

export const siteInfo = defineMeta({
  name: 'siteinfo',
  prefix: 'si',
  parameters: { prop: { type: 'list', values: properties, default: 'general' } },
  async run({ prop }, request) {
    const site = await request.services.site.current();
    const wanted = properties.filter((name) => prop.includes(name));
    const parts = wanted.map(async (name) => [name, await partOf(name, site, request)] as const);
    return Object.fromEntries(await Promise.all(parts));
  },
});

function partOf(
  name: (typeof properties)[number],
  site: SiteSettings,
  request: ApiRequest,
): unknown {
  switch (name) {
    case 'general':
      return general(site, request);
    case 'namespaces':
      return namespaces(site, request);
    case 'namespacealiases':
      return [];
    case 'statistics':
      return statistics(request);
    case 'rightsinfo':
      return { url: 'https://creativecommons.org/publicdomain/zero/1.0/', text: 'CC0 1.0' };
  }
}

function general(site: SiteSettings, { services, language }: ApiRequest): JsonObject {
  const { base, conceptBase } = services.urls;
  const types = datatypes.map((datatype) => [
    datatype,
    { valuetype: valueTypeOfDatatype[datatype] },
  ]);
  return {
    mainpage: 'Main Page',
    base: `${base}/`,
    sitename: bestTerm(site.name, [language, 'mul', 'en'])?.text ?? 'Sabir',
    generator: 'MediaWiki 1.43.0',
    case: 'first-letter',
    lang: site.defaultLanguage,
    writeapi: true,
    timezone: 'UTC',
    timeoffset: 0,
    articlepath: '/wiki/$1',
    scriptpath: '/w',
    script: '/w/index.php',
    server: base,
    servername: new URL(base).host,
    wikiid: 'sabir',
    time: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    'wikibase-propertytypes': Object.fromEntries(types),
    'wikibase-conceptbaseuri': conceptBase,
    'wikibase-geoshapestoragebaseurl': COMMONS_DATA,
    'wikibase-tabulardatastoragebaseurl': COMMONS_DATA,
    'wikibase-sparql': `${base}/sparql`,
  };
}

function namespaces(site: SiteSettings, { formatVersion }: ApiRequest): JsonObject {
  const entries = [...site.namespaces].map(([kind, { number, name }]) => {
    const model = documentKinds.find((entry) => entry.kind === kind)?.contentModel;
    return {
      id: number,
      case: 'first-letter',
      ...(formatVersion === 1 ? { '*': name } : { name }),
      canonical: name,
      content: number === 0,
      ...(model === undefined ? {} : { defaultcontentmodel: model }),
    };
  });
  return Object.fromEntries(entries.map((entry) => [String(entry.id), entry]));
}

async function statistics({ services }: ApiRequest): Promise<JsonObject> {
  const { documents, revisions, users } = await services.edit.storage.records.counts();
  const pages = Object.values(documents).reduce((sum, count) => sum + count, 0);
  return { pages, articles: documents.item ?? 0, edits: revisions, users };
}
