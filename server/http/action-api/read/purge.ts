/** `purge`: there is nothing to renew, since no page is ever shown from an older state. */
import { defineModule } from '../module.ts';
import { findPages } from '../query/page-set.ts';

export const purgeModule = defineModule({
  name: 'purge',
  mustBePosted: true,
  parameters: {
    forcelinkupdate: { type: 'boolean' },
    forcerecursivelinkupdate: { type: 'boolean' },
    titles: { type: 'list' },
    pageids: { type: 'integers' },
    revids: { type: 'integers' },
    redirects: { type: 'boolean' },
    converttitles: { type: 'boolean' },
    continue: { type: 'string' },
  },
  async run({ titles = [], pageids = [], revids = [], redirects, forcelinkupdate }, request) {
    const { pages, notes } = await findPages(
      {
        titles,
        pageIds: pageids,
        revisionIds: revids,
        documentIds: [],
        followRedirects: redirects,
      },
      request,
    );
    const done = { purged: true, ...(forcelinkupdate ? { linkupdate: true } : {}) };
    return {
      batchcomplete: true,
      purge: pages.map(({ ns, title, json, newest }) =>
        newest === undefined ? json : { ns, title, ...done },
      ),
      ...notes,
    };
  },
});
