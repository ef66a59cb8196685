/** The general facts of `meta=siteinfo`, in MediaWiki's words. */
import { bestTerm } from '../../../../../client/view/view-context.ts';
import { valueTypeOfDatatype } from '../../../../../schema/datatypes.ts';
import { datatypesOn } from '../../../../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../../../../schema/model/documents/site-settings.ts';
import { fallbackChain } from '../../../../../schema/model/languages/fallback.ts';
import { directionOf } from '../../../../../schema/model/languages/languages.ts';
import { COMMONS_DATA } from '../../../../../schema/vocabulary.ts';
import { editLimits } from '../../../../edit/validate/limits.ts';
import type { JsonObject } from '../../module.ts';
import type { ApiRequest } from '../../request.ts';

/** What other wikis know this one by. */
export const WIKI_ID = 'sabir';

/** The MediaWiki whose answers these are like. */
const GENERATOR = 'MediaWiki 1.43.0';

/** Pictures and wikitext are not of this wiki, but pywikibot does not start without these members. */
const NO_MEDIA = { imagelimits: {}, magiclinks: {}, thumblimits: {} };

export async function generalInfo(
  site: SiteSettings,
  { services, language }: ApiRequest,
): Promise<JsonObject> {
  const { base } = services.urls;
  const engine = await services.edit.storage.records.engine();
  const { defaultLanguage } = site;
  return {
    mainpage: 'Main Page',
    base: `${base}/wiki/Main_Page`,
    sitename: bestTerm(site.name, [language, 'mul', 'en'])?.text ?? 'Sabir',
    mainpageisdomainroot: true,
    logo: `${base}/favicon.svg`,
    generator: GENERATOR,
    dbtype: engine.name,
    dbversion: engine.version,
    // names and titles are given as they were written
    langconversion: false,
    linkconversion: false,
    titleconversion: false,
    legaltitlechars: ' %!"$&\'()*,\\-.\\/0-9:;=?@A-Z\\\\^_`a-z~\\x80-\\xFF+',
    invalidusernamechars: '@:>=',
    case: 'first-letter',
    lang: defaultLanguage,
    fallback: fallbackChain(defaultLanguage)
      .slice(1)
      .map((code) => ({ code })),
    rtl: directionOf(defaultLanguage) === 'rtl',
    readonly: false,
    writeapi: true,
    maxarticlesize: editLimits.sizeBytes,
    timezone: 'UTC',
    timeoffset: 0,
    articlepath: '/wiki/$1',
    scriptpath: '/w',
    script: '/w/index.php',
    variantarticlepath: false,
    server: base,
    servername: new URL(base).hostname,
    wikiid: WIKI_ID,
    time: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    misermode: false,
    uploadsenabled: false,
    imagewhitelistenabled: false,
    nofollowlinks: true,
    nofollownsexceptions: [],
    nofollowdomainexceptions: [],
    externallinktarget: false,
    centralidlookupprovider: 'local',
    allcentralidlookupproviders: ['local'],
    favicon: `${base}/favicon.svg`,
    ...NO_MEDIA,
    ...wikibaseFacts(site, services.urls),
  };
}

function wikibaseFacts(
  site: SiteSettings,
  { base, conceptBase }: ApiRequest['services']['urls'],
): JsonObject {
  const types = datatypesOn(site).map((datatype) => [
    datatype,
    { valuetype: valueTypeOfDatatype[datatype] },
  ]);
  return {
    'wikibase-propertytypes': Object.fromEntries(types),
    'wikibase-conceptbaseuri': conceptBase,
    'wikibase-geoshapestoragebaseurl': COMMONS_DATA,
    'wikibase-tabulardatastoragebaseurl': COMMONS_DATA,
    'wikibase-sparql': `${base}/sparql`,
  };
}
