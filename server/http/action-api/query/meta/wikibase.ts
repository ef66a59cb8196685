/** `meta=wikibase`: where the repository is, for programs that came by way of a client wiki. */
import { WIKI_ID } from './site-general.ts';
import { defineMeta } from '../query-module.ts';

export const wikibase = defineMeta({
  name: 'wikibase',
  prefix: 'wb',
  parameters: { prop: { type: 'list', values: ['siteid', 'url'], default: 'url|siteid' } },
  async run({ prop }, { services }) {
    const url = { base: services.urls.base, scriptpath: '/w', articlepath: '/wiki/$1' };
    return {
      wikibase: {
        ...(prop.includes('url') ? { repo: { url } } : {}),
        ...(prop.includes('siteid') ? { siteid: WIKI_ID } : {}),
      },
    };
  },
});
