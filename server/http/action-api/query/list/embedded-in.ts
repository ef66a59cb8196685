/** `list=embeddedin`: the pages that include a page. None does here. */
import { defineList } from '../query-module.ts';

export const embeddedIn = defineList({
  name: 'embeddedin',
  prefix: 'ei',
  summary: 'The pages that include a page: none, pages here include nothing.',
  generates: true,
  parameters: {
    title: { type: 'string' },
    pageid: { type: 'integer' },
    continue: { type: 'string' },
    namespace: { type: 'namespaces' },
    dir: { type: 'enum', values: ['ascending', 'descending'], default: 'ascending' },
    filterredir: { type: 'enum', values: ['all', 'nonredirects', 'redirects'], default: 'all' },
    limit: { type: 'limit', default: '10' },
  },
  run: async () => ({ items: [], pages: [] }),
});
