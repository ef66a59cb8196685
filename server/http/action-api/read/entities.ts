/** `wbgetentities`: entities by id, or by the pages of other sites that they are linked to. */
import type { EntityId } from '../../../../schema/model/entity-id.ts';
import { languageCodes } from '../../../../schema/model/languages/languages.ts';
import { jsonObject, jsonText } from '../../../read/json-text.ts';
import type { JsonText } from '../../../read/json-text.ts';
import type { Moment } from '../../request/moment.ts';
import { ApiError, defineModule } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { asOfParameters, readAsOf } from './as-of.ts';
import { missingParameter, readEntityIds } from './entity-ids.ts';
import { entityMembers, entityProps } from './entity-members.ts';
import type { WantedMembers } from './entity-members.ts';
import { entitiesOfPages } from './linked-entities.ts';

const DEFAULT_PROPS = 'info|sitelinks|aliases|labels|descriptions|claims|datatype';

export const getEntitiesModule = defineModule({
  name: 'wbgetentities',
  parameters: {
    ids: { type: 'list' },
    sites: { type: 'list' },
    titles: { type: 'list' },
    redirects: { type: 'enum', values: ['yes', 'no'], default: 'yes' },
    props: { type: 'list', values: entityProps, default: DEFAULT_PROPS },
    languages: { type: 'list', values: languageCodes },
    languagefallback: { type: 'boolean' },
    normalize: { type: 'boolean' },
    sitefilter: { type: 'list' },
    ...asOfParameters,
  },
  async run(values, request) {
    const moment = await readAsOf(values, request);
    if (moment instanceof ApiError) return moment;
    const ids = readEntityIds(values.ids ?? [], request.site);
    if (ids instanceof ApiError) return ids;
    const linked = await entitiesOfPages(values, request);
    if (linked instanceof ApiError) return linked;
    if (ids.length === 0 && linked === undefined) return missingParameter('ids');
    const found = await foundEntities(
      [...new Set([...ids, ...(linked?.found ?? [])])],
      { ...values, props: new Set(values.props) },
      { redirects: values.redirects, moment },
      request,
    );
    const { normalized, missing = [] } = linked ?? {};
    return {
      ...(normalized === undefined ? {} : { normalized: { n: normalized } }),
      entities: jsonObject([...found, ...missing]),
      success: 1,
    };
  },
});

/** Of entities in one answer; one that is longer comes alone. */
const MOST_CHARACTERS = 8 * 1024 * 1024;
/** Few enough that those which turn out not to fit do no harm. */
const READ_AT_ONCE = 10;

/** As many as one answer holds: which are left out is told. */
async function foundEntities(
  ids: readonly EntityId[],
  wanted: WantedMembers,
  { redirects, moment }: { readonly redirects: 'yes' | 'no'; readonly moment: Moment | undefined },
  request: ApiRequest,
): Promise<[string, JsonText][]> {
  const { services } = request;
  const site = await services.site.at(moment);
  const options = {
    redirects: redirects === 'no' ? 'refuse' : 'follow',
    ...(moment === undefined ? {} : { at: moment }),
  } as const;
  const found: [string, JsonText][] = [];
  let length = 0;
  for (let start = 0; start < ids.length; start += READ_AT_ONCE) {
    const some = ids.slice(start, start + READ_AT_ONCE);
    const texts = await services.entityTexts.read(some, options);
    for (const id of some) {
      const entity = texts.get(id);
      const members = entity === undefined ? undefined : entityMembers(id, entity, wanted, site);
      const json = members === undefined ? jsonText({ id, missing: '' }) : jsonObject(members);
      length += json.write(false).length;
      if (length > MOST_CHARACTERS && found.length > 0) {
        const left = ids.slice(found.length);
        const text = request.messages.text('api-truncated', left.length, left.join(', '));
        request.warnOfTruncation(text);
        return found;
      }
      found.push([id, json]);
    }
  }
  return found;
}
