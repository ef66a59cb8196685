/** What the lists of the pages that lead to a page are asked by. */
export const linkParameters = {
  title: { type: 'string' },
  pageid: { type: 'integer' },
  continue: { type: 'string' },
  namespace: { type: 'namespaces' },
  dir: { type: 'enum', values: ['ascending', 'descending'], default: 'ascending' },
  filterredir: { type: 'enum', values: ['all', 'nonredirects', 'redirects'], default: 'all' },
  limit: { type: 'limit', default: '10' },
} as const;
