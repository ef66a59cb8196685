/** Namespaces in the words of `meta=siteinfo`. */
import { documentKind } from '../../../../../schema/model/documents/kinds.ts';
import type { SiteSettings } from '../../../../../schema/model/documents/site-settings.ts';
import { namespacesOf } from '../../../titles.ts';
import type { TitleNamespace } from '../../../titles.ts';
import { contentKey } from '../../format.ts';
import type { JsonObject } from '../../module.ts';
import type { ApiRequest } from '../../request.ts';

export function namespaceInfo(site: SiteSettings, request: ApiRequest): JsonObject {
  const entries = namespacesOf(site).map((namespace) => [
    String(namespace.number),
    infoOf(namespace, request),
  ]);
  return Object.fromEntries(entries);
}

export function namespaceAliases(site: SiteSettings, request: ApiRequest): readonly JsonObject[] {
  return namespacesOf(site)
    .filter(({ name, canonical }) => name !== canonical)
    .map(({ number, canonical }) => ({ id: number, [contentKey(request, 'alias')]: canonical }));
}

/** Without a name of their own, as MediaWiki has them. */
const SUBPAGES: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 15]);
const INTERFACE = 8;

function infoOf({ number, name, canonical, kind }: TitleNamespace, request: ApiRequest) {
  const model = kind === undefined ? undefined : documentKind(kind).contentModel;
  const isEntity = model !== undefined && !model.startsWith('sabir-');
  return {
    id: number,
    case: 'first-letter',
    [contentKey(request, 'name')]: name,
    subpages: SUBPAGES.has(number),
    ...(number === 0 ? {} : { canonical }),
    content: number === 0,
    ...(request.formatVersion === 1 ? {} : { nonincludable: false }),
    ...(isEntity ? { defaultcontentmodel: model } : {}),
    ...(number === INTERFACE ? { namespaceprotection: 'editinterface' } : {}),
  };
}
