/** Texts that name one entity beyond doubt: its id, its IRI, the address of its page or of a page it links to. */
import type { EntityKind } from '../../../schema/model/documents/kinds.ts';
import { kindOfId } from '../../../schema/model/documents/kinds.ts';
import type { Site, SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import type { RecordStore } from '../../storage/records/record-store.ts';

export interface WikiAddresses {
  readonly base: string;
  readonly conceptBase: string;
}

export async function exactEntity(
  text: string,
  kind: EntityKind,
  records: Pick<RecordStore, 'keyHolder'>,
  site: SiteSettings,
  addresses: WikiAddresses,
): Promise<EntityId | undefined> {
  const trimmed = text.trim();
  const id = parseEntityId(trimmed) ?? idInAddress(trimmed, addresses);
  if (id !== undefined) return kindOfId(id) === kind ? id : undefined;
  const page = kind === 'item' ? pageOfSite(trimmed, site.sites) : undefined;
  if (page === undefined) return undefined;
  const holder = await records.keyHolder({ kind: 'sitelink', ...page });
  return holder === undefined ? undefined : parseEntityId(holder);
}

/** With `http` or `https`, as people copy them. */
function idInAddress(text: string, { base, conceptBase }: WikiAddresses): EntityId | undefined {
  const address = withoutScheme(text);
  for (const start of [conceptBase, `${base}/wiki/`, `${base}/entity/`].map(withoutScheme)) {
    if (!address.startsWith(start)) continue;
    const rest = address.slice(start.length).replace(/[?#].*$/, '');
    return parseEntityId(rest.slice(rest.indexOf(':') + 1));
  }
  return undefined;
}

function pageOfSite(
  text: string,
  sites: readonly Site[],
): { readonly site: string; readonly title: string } | undefined {
  if (!/^https?:\/\//i.test(text)) return undefined;
  const address = withoutScheme(text);
  for (const { id, pageUrl } of sites) {
    const [before = '', after = ''] = withoutScheme(pageUrl).split('$1');
    if (!address.startsWith(before) || !address.endsWith(after)) continue;
    const title = decoded(address.slice(before.length, address.length - after.length));
    if (title !== undefined && title !== '') return { site: id, title };
  }
  return undefined;
}

function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//i, '');
}

function decoded(title: string): string | undefined {
  try {
    return decodeURIComponent(title.replace(/[?#].*$/, '')).replaceAll('_', ' ');
  } catch {
    return undefined;
  }
}
