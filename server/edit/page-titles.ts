/** Titles of pages on other sites, as those sites write them. */
import type { Site, SiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { ChangeOp } from './change-ops/change-op.ts';

/** The operations with the titles in them as their sites write them. */
export function withPageTitles(ops: readonly ChangeOp[], { sites }: SiteSettings): ChangeOp[] {
  return ops.map((op) => {
    if (op.op !== 'set-sitelink' || op.title === undefined) return op;
    const site = sites.find(({ id }) => id === op.site);
    return site === undefined ? op : { ...op, title: pageTitle(op.title, site) };
  });
}

/** The wikis of Wikimedia begin a title with a capital letter; of sites that stand alone, nobody knows. */
export function pageTitle(title: string, { group }: Site): string {
  const isCapital = group !== undefined && group !== 'wiktionary';
  return isCapital ? capitalized(tidyTitle(title)) : tidyTitle(title);
}

/** Blanks for underscores, never two in a row. */
export function tidyTitle(title: string): string {
  return title
    .normalize('NFC')
    .replaceAll(/[_\s]+/gu, ' ')
    .trim();
}

/** A letter whose capital is more than one letter (`ß`) stays as it is. */
function capitalized(title: string): string {
  const [first = ''] = title;
  const capital = first.toUpperCase();
  return Array.from(capital).length === 1 ? capital + title.slice(first.length) : title;
}
