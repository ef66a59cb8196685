/** Which page is the talk about a page, and which one a talk is about: the next number and the one before. */
import type { SiteSettings } from '../../../../schema/model/documents/site-settings.ts';
import type { Records } from '../../services.ts';
import { namespacesOf, parseTitle } from '../../titles.ts';
import type { QueryPage } from './page-set.ts';

type Place = Pick<QueryPage, 'ns' | 'title'>;

export function isTalk({ ns }: Place): boolean {
  return ns > 0 && ns % 2 === 1;
}

/** The title of the page's other half; `undefined` where there is no such namespace. */
export function associatedTitle(page: Place, site: SiteSettings): string | undefined {
  const other = isTalk(page) ? page.ns - 1 : page.ns + 1;
  const namespaces = namespacesOf(site);
  const own = namespaces.find(({ number }) => number === page.ns);
  const found = namespaces.find(({ number }) => number === other);
  if (own === undefined || found === undefined) return undefined;
  const text = own.name === '' ? page.title : page.title.slice(own.name.length + 1);
  return found.name === '' ? text : `${found.name}:${text}`;
}

/** The number of its page; `undefined` where nobody has written one. */
export async function associatedPageId(
  page: Place,
  site: SiteSettings,
  records: Records,
): Promise<number | undefined> {
  const title = associatedTitle(page, site);
  const id = title === undefined ? undefined : parseTitle(title, site)?.documentId;
  return id === undefined ? undefined : (await records.pageNumbersOf([id])).get(id);
}
