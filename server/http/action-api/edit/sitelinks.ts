/** `wbsetsitelink` and `wblinktitles`: the links of items to pages of other sites. */
import { failure } from '../../../../schema/failures.ts';
import { parseItemId } from '../../../../schema/model/entity-id.ts';
import type { ItemId } from '../../../../schema/model/entity-id.ts';
import type { Item, SiteLink } from '../../../../schema/model/entity.ts';
import type { ChangeOp } from '../../../edit/change-ops/change-op.ts';
import type { EditTarget } from '../../../edit/edit.ts';
import { withUrl } from '../../entity-answer.ts';
import { apiError, wikibaseError } from '../error-codes.ts';
import { namesTold } from '../names-told.ts';
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { editParameters, save } from './save.ts';
import type { SavedEntity } from './save.ts';
import { linkHolder, targetIdOf, targetParameters, unknownSite } from './target.ts';
import { entityInfo } from './terms.ts';

export const setSiteLinkModule = defineModule({
  name: 'wbsetsitelink',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    ...targetParameters,
    new: { type: 'enum', values: ['item'] },
    linksite: { type: 'string', required: true },
    linktitle: { type: 'string' },
    badges: { type: 'list' },
    ...editParameters,
  },
  async run(values, request) {
    const { linksite: site, linktitle: title } = values;
    const unknown = await unknownSite('linksite', site, request.services);
    if (unknown !== undefined) return unknown;
    const id = await targetIdOf(values, request);
    if (id instanceof ApiError) return id;
    const badges =
      values.badges === undefined ? undefined : await knownBadges(values.badges, request);
    const removes = title === '' || (title === undefined && badges === undefined);
    let former: SiteLink | undefined;
    const saved = await save(
      {
        module: 'wbsetsitelink',
        target: id === undefined ? { kind: 'new-item' } : { kind: 'existing', id },
        plan(entity) {
          former = entity.type === 'item' ? entity.siteLinks.get(site) : undefined;
          if (removes) return { ops: [{ op: 'remove-sitelink', site }] };
          if (former === undefined && title === undefined && entity.type === 'item') {
            return apiError([failure('unknown-sitelink', { site })]);
          }
          const op: ChangeOp = {
            op: 'set-sitelink',
            site,
            ...(title === undefined ? {} : { title }),
            ...(badges === undefined ? {} : { badges }),
          };
          return { ops: [op] };
        },
        codeOf: ({ code }) => (code === 'entity-type-mismatch' ? 'not-item' : undefined),
      },
      values,
      request,
    );
    if (saved instanceof ApiError) return saved;
    const link = removes ? removedLink(former) : await linkNow(saved, site, request);
    const sitelinks = link === undefined ? {} : { sitelinks: { [site]: link } };
    return { entity: { ...sitelinks, ...entityInfo(saved) }, success: 1 };
  },
});

/** Like the values of any list: those that this wiki does not know are left out, with a warning. */
async function knownBadges(given: readonly string[], request: ApiRequest): Promise<ItemId[]> {
  const { badges } = await request.services.site.current();
  const known = given
    .map(parseItemId)
    .filter((id) => id !== undefined)
    .filter((id) => badges.includes(id));
  const unknown = given.filter((text) => !known.some((id) => id === parseItemId(text)));
  if (unknown.length > 0) {
    const text = request.messages.text('api-unknown-values', 'badges', namesTold(unknown));
    request.warn('wbsetsitelink', text);
  }
  return known;
}

function removedLink(link: SiteLink | undefined): JsonObject | undefined {
  return link === undefined ? undefined : { ...link, removed: '' };
}

async function linkNow(
  { entity }: SavedEntity,
  site: string,
  { services }: ApiRequest,
): Promise<JsonObject | undefined> {
  const link = entity.type === 'item' ? entity.siteLinks.get(site) : undefined;
  if (link === undefined) return undefined;
  const json = { ...link, badges: [...link.badges] };
  return { ...withUrl(json, await services.site.current()) };
}

export const linkTitlesModule = defineModule({
  name: 'wblinktitles',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    tosite: { type: 'string', required: true },
    totitle: { type: 'string', required: true },
    fromsite: { type: 'string', required: true },
    fromtitle: { type: 'string', required: true },
    bot: editParameters.bot,
    tags: editParameters.tags,
  },
  async run(values, request) {
    const { services } = request;
    const pages = [
      { field: 'tosite', site: values.tosite, title: values.totitle },
      { field: 'fromsite', site: values.fromsite, title: values.fromtitle },
    ];
    for (const { field, site } of pages) {
      const unknown = await unknownSite(field, site, services);
      if (unknown !== undefined) return unknown;
    }
    if (values.tosite === values.fromsite) {
      const expected = 'different from tosite';
      return wikibaseError('param-illegal', [
        failure('wrong-type', { field: 'fromsite', expected }),
      ]);
    }
    const [to, from] = await Promise.all(
      pages.map(({ site, title }) => linkHolder(site, title, services)),
    );
    if (to !== undefined && from !== undefined) return alreadyLinked(to, from);
    const holder = to ?? from;
    const target: EditTarget =
      holder === undefined ? { kind: 'new-item' } : { kind: 'existing', id: holder };
    const added = holder === undefined ? pages : pages.slice(...(to === undefined ? [0, 1] : [1]));
    const saved = await save(
      {
        module: 'wblinktitles',
        target,
        plan: () => ({
          ops: added.map(({ site, title }) => ({ op: 'set-sitelink', site, title })),
          summary: {
            key: `wblinktitles-${holder === undefined ? 'create' : 'connect'}`,
            count: added.length,
            language: holder === undefined ? '' : (added[0]?.site ?? ''),
            text: added.map(({ site, title }) => `${site}:${title}`).join(', '),
          },
        }),
      },
      values,
      request,
    );
    if (saved instanceof ApiError) return saved;
    const sitelinks = linksOn(
      saved,
      added.map(({ site }) => site),
    );
    return { entity: { sitelinks, ...entityInfo(saved) }, success: 1 };
  },
});

function alreadyLinked(to: string, from: string): ApiError {
  return to === from
    ? wikibaseError('common-item', [failure('entity-exists', { id: to })])
    : wikibaseError('no-common-item', [failure('entity-exists', { id: from })]);
}

function linksOn({ entity }: SavedEntity, sites: readonly string[]): JsonObject {
  const links: Item['siteLinks'] = entity.type === 'item' ? entity.siteLinks : new Map();
  return Object.fromEntries(sites.map((site) => [site, links.get(site)]));
}
