/** `list=allpages`: the pages of one namespace, by title. */
import { kindsIn, titleOf } from '../../../titles.ts';
import type { Records } from '../../../services.ts';
import { defineList } from '../query-module.ts';
import { redirectTargets } from '../redirect-targets.ts';
import type { PageListing, PagesByTitleQuery } from '../../../../storage/records/page-lists.ts';
import { documentKind } from '../../../../../schema/model/documents/kinds.ts';

const redirectFilters = ['all', 'nonredirects', 'redirects'] as const;
type RedirectFilter = (typeof redirectFilters)[number];

export const allPages = defineList({
  name: 'allpages',
  prefix: 'ap',
  generates: true,
  parameters: {
    from: { type: 'string' },
    continue: { type: 'string' },
    to: { type: 'string' },
    prefix: { type: 'string' },
    namespace: { type: 'namespace', default: '0' },
    filterredir: { type: 'enum', values: redirectFilters, default: 'all' },
    dir: { type: 'enum', values: ['ascending', 'descending'], default: 'ascending' },
    limit: { type: 'limit', default: '10' },
  },
  async run(values, { services }) {
    const { records } = services.edit.storage;
    const site = await services.site.current();
    const [kind] = kindsIn([values.namespace], site);
    if (kind === undefined) return { items: [] };
    const { numbered, prefix } = documentKind(kind);
    const idOf = (title: string): string => (numbered ? title : `${prefix}${title}`);
    const titled = (id: string): string => (numbered ? id : id.slice(prefix.length));
    const ascending = values.dir === 'ascending';
    const bounds = ascending ? [values.from, values.to] : [values.to, values.from];
    const [from, to] = bounds.map((title) => (title === undefined ? undefined : idOf(title)));
    const start = values.continue === undefined ? undefined : idOf(values.continue);
    const { pages, next } = await pagesOf(
      {
        kind,
        prefix: idOf(values.prefix ?? ''),
        from: ascending ? (start ?? from) : from,
        to: ascending ? to : (start ?? to),
        order: values.dir,
        limit: values.limit,
      },
      values.filterredir,
      records,
    );
    return {
      items: pages.map(({ pageId, documentId }) => ({
        pageid: pageId,
        ...titleOf({ documentId, kind }, site),
      })),
      next: next && titled(next),
      pages: pages.map(({ documentId }) => documentId),
    };
  },
});

/** A filter that lets next to nothing pass must not read all pages for one answer. */
const MOST_READS = 20;

interface Found {
  readonly pages: readonly PageListing[];
  /** Id of the document with which the list goes on. */
  readonly next: string | undefined;
}

async function pagesOf(
  query: PagesByTitleQuery,
  filter: RedirectFilter,
  records: Records,
): Promise<Found> {
  const pages: PageListing[] = [];
  let bounds = {};
  for (let reads = 0; reads < MOST_READS; reads++) {
    const read = await records.pagesByTitle({ ...query, ...bounds, limit: query.limit + 1 });
    const passing = await passingPages(read, filter, records);
    for (const page of read.slice(0, query.limit)) {
      if (pages.length === query.limit) return { pages, next: page.documentId };
      if (passing.has(page)) pages.push(page);
    }
    const next = read[query.limit]?.documentId;
    if (next === undefined || pages.length === query.limit) return { pages, next };
    bounds = query.order === 'ascending' ? { from: next } : { to: next };
  }
  return { pages, next: Object.values<string>(bounds)[0] };
}

/** Whether a page is a redirect only its text tells. */
async function passingPages(
  pages: readonly PageListing[],
  filter: RedirectFilter,
  records: Records,
): Promise<ReadonlySet<PageListing>> {
  if (filter === 'all') return new Set(pages);
  const newest = await records.newestRevisions(pages.map(({ documentId }) => documentId));
  const redirects = await redirectTargets(newest.values(), records);
  return new Set(
    pages.filter(({ documentId }) => redirects.has(documentId) === (filter === 'redirects')),
  );
}
