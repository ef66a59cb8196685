/** Every submodule of `query`, by kind. A new one is a file and a line here. */
import { splitValues } from '../read-parameters.ts';
import type { Fields } from '../read-parameters.ts';
import type { ModuleDeclaration } from '../module.ts';
import { allPages } from './list/all-pages.ts';
import { allRevisions } from './list/all-revisions.ts';
import { backlinks } from './list/backlinks.ts';
import { blocks } from './list/blocks.ts';
import { pagesUsing, subscribers } from './list/entity-usage.ts';
import { embeddedIn } from './list/embedded-in.ts';
import { entitySearch } from './list/entity-search.ts';
import { logEvents } from './list/log-events.ts';
import { recentChanges } from './list/recent-changes.ts';
import { search } from './list/search.ts';
import { tags } from './list/tags.ts';
import { userContributions } from './list/user-contributions.ts';
import { allUsers, users } from './list/users.ts';
import { rawWatchlist, watchlist } from './list/watchlist.ts';
import { allMessages } from './meta/all-messages.ts';
import { contentLanguages } from './meta/content-languages.ts';
import { fileRepoInfo } from './meta/file-repo-info.ts';
import { siteInfo } from './meta/site-info.ts';
import { tokens } from './meta/tokens.ts';
import { userInfo } from './meta/user-info.ts';
import { wikibase } from './meta/wikibase.ts';
import {
  categories,
  categoryInfo,
  externalLinks,
  imageInfo,
  images,
  languageLinks,
  templates,
} from './prop/absent.ts';
import { entityUsage } from './prop/entity-usage.ts';
import { info } from './prop/info.ts';
import { pageProps } from './prop/page-props.ts';
import { revisions } from './prop/revisions.ts';
import { description, entityTerms, pageTerms } from './prop/terms.ts';
import type { ListModule, MetaModule, PropModule, QueryModule } from './query-module.ts';

export const metaModules: readonly MetaModule[] = [
  allMessages,
  contentLanguages,
  fileRepoInfo,
  siteInfo,
  tokens,
  userInfo,
  wikibase,
];
export const listModules: readonly ListModule[] = [
  allPages,
  allRevisions,
  allUsers,
  backlinks,
  blocks,
  embeddedIn,
  entitySearch,
  logEvents,
  rawWatchlist,
  recentChanges,
  search,
  tags,
  pagesUsing,
  subscribers,
  userContributions,
  users,
  watchlist,
];
export const propModules: readonly PropModule[] = [
  categories,
  categoryInfo,
  description,
  entityTerms,
  entityUsage,
  externalLinks,
  imageInfo,
  images,
  info,
  languageLinks,
  pageProps,
  pageTerms,
  revisions,
  templates,
];

export const queryModules: readonly QueryModule[] = [
  ...metaModules,
  ...listModules,
  ...propModules,
];
export const generators: readonly ListModule[] = listModules.filter(({ generates }) => generates);

/** The submodules that a request names, with the prefixes under which it gives their parameters. */
export function namedModules(fields: Fields): readonly ModuleDeclaration[] {
  const named = (field: string): readonly string[] => splitValues(fields.get(field) ?? '');
  const ofKind = (modules: readonly QueryModule[], field: string): readonly QueryModule[] =>
    modules.filter(({ name }) => named(field).includes(name));
  return [
    ...ofKind(metaModules, 'meta'),
    ...ofKind(listModules, 'list'),
    ...ofKind(propModules, 'prop'),
    ...generators.filter(({ name }) => named('generator').includes(name)).map(asGenerator),
  ];
}

/** A generator's parameters have a `g` before them, so that the same list can be asked besides. */
export function asGenerator(module: ListModule): ListModule {
  return { ...module, prefix: `g${module.prefix ?? ''}` };
}
