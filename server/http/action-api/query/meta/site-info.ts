/** `meta=siteinfo`: what a client must know of a wiki before it talks to it. */
import { isExplicitGroup, rightsOfGroup } from '../../../../accounts/groups.ts';
import type { Group } from '../../../../accounts/groups.ts';
import {
  languageCodes,
  language as languageEntry,
} from '../../../../../schema/model/languages/languages.ts';
import { bcp47 } from '../../../../../schema/model/languages/bcp47.ts';
import { hasKind } from '../../../../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../../../../schema/model/documents/site-settings.ts';
import { LAG_SECONDS } from '../../checks.ts';
import { contentKey } from '../../format.ts';
import type { JsonObject } from '../../module.ts';
import type { ApiRequest } from '../../request.ts';
import { defineMeta } from '../query-module.ts';
import { generalInfo } from './site-general.ts';
import { namespaceAliases, namespaceInfo } from './site-namespaces.ts';

const props = [
  'dbrepllag',
  'extensions',
  'fileextensions',
  'general',
  'interwikimap',
  'languages',
  'magicwords',
  'namespacealiases',
  'namespaces',
  'protocols',
  'restrictions',
  'rightsinfo',
  'specialpagealiases',
  'statistics',
  'usergroups',
] as const;
type Prop = (typeof props)[number];

export const siteInfo = defineMeta({
  name: 'siteinfo',
  prefix: 'si',
  parameters: {
    prop: { type: 'list', values: props, default: 'general' },
    filteriw: { type: 'enum', values: ['!local', 'local'] },
    showalldb: { type: 'boolean' },
    numberingroup: { type: 'boolean' },
    inlanguagecode: { type: 'string' },
  },
  async run({ prop }, request) {
    const site = await request.services.site.current();
    const parts = prop.map(async (name) => [name, await partOf(name, site, request)] as const);
    return Object.fromEntries(await Promise.all(parts));
  },
});

function partOf(name: Prop, site: SiteSettings, request: ApiRequest): unknown {
  switch (name) {
    case 'dbrepllag':
      return [{ host: '', lag: LAG_SECONDS }];
    case 'extensions':
      return extensions(site, request);
    case 'fileextensions':
    case 'magicwords':
      return [];
    case 'general':
      return generalInfo(site, request);
    case 'interwikimap':
      return interwikiMap(site);
    case 'languages':
      return languages(request);
    case 'namespacealiases':
      return namespaceAliases(site, request);
    case 'namespaces':
      return namespaceInfo(site, request);
    case 'protocols':
      return ['http://', 'https://', 'ftp://', 'mailto:'];
    case 'restrictions':
      return restrictions();
    case 'rightsinfo':
      return { url: 'https://creativecommons.org/publicdomain/zero/1.0/', text: 'CC0 1.0' };
    case 'specialpagealiases':
      return SPECIAL_PAGES.map((realname) => ({ realname, aliases: [realname] }));
    case 'statistics':
      return statistics(request);
    case 'usergroups':
      return userGroups();
  }
}

const SPECIAL_PAGES: readonly string[] = [
  'Contributions',
  'CreateAccount',
  'Diff',
  'EntityData',
  'EntityPage',
  'NewItem',
  'NewPages',
  'NewProperty',
  'PermanentLink',
  'Random',
  'RecentChanges',
  'Search',
  'UserLogin',
  'UserLogout',
];

/** What programs look for before they use an interface of it. */
function extensions(site: SiteSettings, { services }: ApiRequest): readonly JsonObject[] {
  const url = `${services.urls.base}/w/api.php?action=help`;
  const lexemes = hasKind(site, 'lexeme') ? ['WikibaseLexeme'] : [];
  return ['WikibaseRepository', ...lexemes, 'OAuth'].map((name) => ({
    type: name.startsWith('Wikibase') ? 'wikibase' : 'other',
    name,
    url,
  }));
}

function interwikiMap({ sites }: SiteSettings): readonly JsonObject[] {
  return sites.map(({ id, language, pageUrl }) => ({
    prefix: id,
    language: languageEntry(language)?.autonym ?? language,
    url: pageUrl,
    protorel: false,
  }));
}

function languages(request: ApiRequest): readonly JsonObject[] {
  return languageCodes.map((code) => ({
    code,
    bcp47: bcp47(code),
    [contentKey(request, 'name')]: languageEntry(code)?.autonym ?? code,
  }));
}

function restrictions(): JsonObject {
  return {
    types: ['create', 'edit'],
    levels: ['', 'autoconfirmed', 'sysop'],
    cascadinglevels: [],
    semiprotectedlevels: ['autoconfirmed'],
  };
}

async function statistics({ services }: ApiRequest): Promise<JsonObject> {
  const { records } = services.edit.storage;
  const { documents, revisions, users } = await records.counts();
  const admins = await records.users({ groups: ['sysop'], limit: MOST_ADMINS });
  const pages = Object.values(documents).reduce((sum, count) => sum + count, 0);
  return {
    pages,
    articles: documents.item ?? 0,
    edits: revisions,
    images: 0,
    users,
    admins: admins.length,
    jobs: 0,
  };
}

const MOST_ADMINS = 5000;

function userGroups(): readonly JsonObject[] {
  return (Object.keys(rightsOfGroup) as Group[])
    .toSorted((a, b) => Number(isExplicitGroup(a)) - Number(isExplicitGroup(b)))
    .map((name) => ({ name, rights: rightsOfGroup[name] }));
}
