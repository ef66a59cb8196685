/** `wbformatentities`: entities as links with their names. */
import { ApiError, defineModule } from '../module.ts';
import { readEntityIds } from './entity-ids.ts';
import { entityLinkHtml } from './entity-links.ts';

export const formatEntitiesModule = defineModule({
  name: 'wbformatentities',
  summary: 'Entities as links in HTML, with their names in the reader’s language.',
  parameters: { ids: { type: 'list', required: true } },
  async run(values, { services, language, messages }) {
    const ids = readEntityIds(values.ids);
    if (ids instanceof ApiError) return ids;
    const [terms, site] = await Promise.all([
      services.labels.displayTerms(ids, language),
      services.site.current(),
    ]);
    const context = { terms, language, messages, site, base: services.urls.base };
    const links = ids.map((id) => [id, entityLinkHtml(id, context)]);
    return { wbformatentities: Object.fromEntries(links), success: 1 };
  },
});
