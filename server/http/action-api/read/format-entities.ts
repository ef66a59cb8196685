/** `wbformatentities`: entities as links with their names. */
import { ApiError, defineModule } from '../module.ts';
import { asOfParameters, readAsOf } from './as-of.ts';
import { readEntityIds } from './entity-ids.ts';
import { entityLinkHtml } from './entity-links.ts';

export const formatEntitiesModule = defineModule({
  name: 'wbformatentities',
  parameters: { ids: { type: 'list', required: true }, ...asOfParameters },
  async run(values, request) {
    const { services, language, messages } = request;
    const moment = await readAsOf(values, request);
    if (moment instanceof ApiError) return moment;
    const ids = readEntityIds(values.ids, request.site);
    if (ids instanceof ApiError) return ids;
    const [terms, site] = await Promise.all([
      services.labels.displayTerms(ids, language, moment),
      services.site.at(moment),
    ]);
    const context = { terms, language, messages, site, base: services.urls.base };
    const links = ids.map((id) => [id, entityLinkHtml(id, context)]);
    return { wbformatentities: Object.fromEntries(links), success: 1 };
  },
});
