/** Gathers what the views need to know: the names of all that a page mentions, in two reads. */
import type { ViewContext } from '../../../client/view/view-context.ts';
import type { EntityId, PropertyId } from '../../../schema/model/entity-id.ts';
import { isPropertyId } from '../../../schema/model/entity-id.ts';
import type { Reader } from '../request/reader.ts';
import type { Moment } from '../request/moment.ts';
import type { Services } from '../services.ts';

/** With a `moment`, as the wiki was then. */
export async function viewContext(
  services: Pick<Services, 'labels' | 'properties' | 'site'>,
  reader: Pick<Reader, 'language' | 'languages' | 'messages'>,
  mentioned: Iterable<EntityId>,
  moment?: Moment,
): Promise<ViewContext> {
  const ids = [...new Set(mentioned)];
  const properties = ids.filter((id): id is PropertyId => isPropertyId(id));
  const [terms, lookup, site] = await Promise.all([
    services.labels.displayTerms(ids, reader.language, moment),
    services.properties.lookUp(properties, moment),
    services.site.at(moment),
  ]);
  return {
    messages: reader.messages,
    languages: reader.languages,
    site,
    asOf: moment?.text,
    label: (id) => {
      const label = terms.get(id as EntityId)?.label;
      return label === undefined ? undefined : { text: label.value, language: label.language };
    },
    datatypeOf: (property) => lookup.datatypeOf(property),
    formatterUrlOf: (property) => lookup.formatterUrlOf(property),
  };
}
