/** Sitelinks of items: all of them, or that to one site. */
import { failure } from '../../../schema/failures.ts';
import type { Site } from '../../../schema/model/documents/site-settings.ts';
import type { Item, SiteLink } from '../../../schema/model/entity.ts';
import { isObject, readWhole } from '../../../schema/model/json/reading.ts';
import type { Reading } from '../../../schema/model/json/reading.ts';
import {
  deletionAnswer,
  deletionBody,
  editBody,
  editErrors,
  entityOperation,
  patchBody,
  patchErrors,
  readErrors,
  revisionAnswer,
} from './declare.ts';
import { readSiteLink, readSiteLinks } from './deserialize-terms.ts';
import { itemKind } from './entity-kinds.ts';
import type { RestEntity } from './entity-kinds.ts';
import { notFound, restError } from './failure-errors.ts';
import type { Operation, RestRequest } from './operation.ts';
import { siteIdParameter } from './parameters.ts';
import { planPatch } from './patch-plan.ts';
import { movedPlaces } from './places.ts';
import { editResource, readResource } from './resource.ts';
import { mapOf, named } from './schemas.ts';
import { siteLinkJson, siteLinksJson } from './serialize.ts';

type SiteLinks = Item['siteLinks'];

export function siteLinkOperations(): Operation[] {
  const common = { section: 'sitelinks', conditional: true } as const;
  const all = { ...common, path: '/sitelinks', parameters: {} };
  const single = {
    ...common,
    path: '/sitelinks/{site_id}',
    parameters: { site_id: siteIdParameter },
  };
  const links = mapOf(named('Sitelink'));
  return [
    entityOperation(itemKind, {
      ...all,
      id: 'getSitelinks',
      method: 'get',
      summary: 'All sitelinks of one item',
      answers: { 200: revisionAnswer('The sitelinks by site.', links) },
      empty: [304, 308, 412],
      errors: readErrors,
      async run(id, _values, request) {
        const sites = await sitesOf(request);
        return readResource({ id }, request, (item) => ({
          status: 200,
          json: siteLinksJson(siteLinksOf(item), sites),
        }));
      },
    }),
    entityOperation(itemKind, {
      ...all,
      id: 'patchSitelinks',
      method: 'patch',
      summary: 'Change the sitelinks of one item',
      body: patchBody({ op: 'add', path: '/enwiki', value: { title: 'Potato' } }),
      answers: { 200: revisionAnswer('The sitelinks as they are now.', links) },
      empty: [412],
      errors: patchErrors,
      async run(id, _values, request) {
        const sites = await sitesOf(request);
        return editResource({ id }, request, (item) =>
          planPatch(request, {
            json: siteLinksJson(siteLinksOf(item), sites),
            placeOf: movedPlaces('/sitelinks', ''),
            read: (json, reading) => [
              { op: 'replace', document: withPatchedLinks(item, json, sites, reading) },
            ],
            answer: (after) => ({ status: 200, json: siteLinksJson(siteLinksOf(after), sites) }),
          }),
        );
      },
    }),
    entityOperation(itemKind, {
      ...single,
      id: 'getSitelink',
      method: 'get',
      summary: 'The sitelink of one item to a site',
      answers: { 200: revisionAnswer('The sitelink.', named('Sitelink')) },
      empty: [304, 308, 412],
      errors: readErrors,
      async run(id, { site_id: site }, request) {
        const sites = await sitesOf(request);
        return readResource({ id }, request, (item) => {
          const link = siteLinksOf(item).get(site);
          return link === undefined
            ? notFound('sitelink')
            : { status: 200, json: siteLinkJson(link, sites) };
        });
      },
    }),
    entityOperation(itemKind, {
      ...single,
      id: 'setSitelink',
      method: 'put',
      summary: 'Set the sitelink of one item to a site',
      body: editBody('sitelink', named('Sitelink'), { title: 'Potato', badges: [] }),
      answers: {
        200: revisionAnswer('The sitelink that took the place of another.', named('Sitelink')),
        201: revisionAnswer('The sitelink where there was none.', named('Sitelink')),
      },
      empty: [412],
      errors: [...editErrors, 'referenced-resource-not-found'],
      async run(id, { site_id: site }, request) {
        const sites = await sitesOf(request);
        return editResource({ id }, request, (item) => {
          const { body } = request;
          const link = readWhole(body, (_, reading) =>
            reading.at('sitelink', body['sitelink'], (json) => readSiteLink(site, json, reading)),
          );
          if (!link.ok) return restError(link.failures);
          return {
            ops: [{ op: 'set-sitelink', ...link.value }],
            placeOf: movedPlaces(`/sitelinks/${site}`, '/sitelink'),
            judged: { kind: 'request', site },
            answer: (after) => ({
              status: siteLinksOf(item).has(site) ? 200 : 201,
              json: siteLinkJson(siteLinksOf(after).get(site) ?? link.value, sites),
            }),
          };
        });
      },
    }),
    entityOperation(itemKind, {
      ...single,
      id: 'deleteSitelink',
      method: 'delete',
      summary: 'Remove the sitelink of one item to a site',
      body: deletionBody,
      answers: { 200: deletionAnswer('The sitelink is gone.') },
      empty: [412],
      errors: editErrors,
      run: (id, { site_id: site }, request) =>
        editResource({ id }, request, (item) =>
          siteLinksOf(item).has(site)
            ? {
                ops: [{ op: 'remove-sitelink', site }],
                placeOf: movedPlaces(`/sitelinks/${site}`, ''),
                answer: () => ({ status: 200, json: 'Sitelink deleted', deleted: true }),
              }
            : notFound('sitelink'),
        ),
    }),
  ];
}

async function sitesOf({ services }: RestRequest): Promise<readonly Site[]> {
  return (await services.site.current()).sites;
}

const NONE: SiteLinks = new Map<string, SiteLink>();

/** The paths of these operations lead to items only. */
function siteLinksOf(entity: RestEntity): SiteLinks {
  return entity.type === 'item' ? entity.siteLinks : NONE;
}

function withPatchedLinks(
  entity: RestEntity,
  json: unknown,
  sites: readonly Site[],
  reading: Reading,
): RestEntity {
  return entity.type === 'item'
    ? { ...entity, siteLinks: readPatchedSiteLinks(json, entity.siteLinks, sites, reading) }
    : entity;
}

/** The URL follows from the title: nobody can set it. */
export function readPatchedSiteLinks(
  json: unknown,
  before: SiteLinks,
  sites: readonly Site[],
  reading: Reading,
): SiteLinks {
  for (const [site, link] of before) {
    const entry = isObject(json) ? json[site] : undefined;
    const url = isObject(entry) ? entry['url'] : undefined;
    if (url === undefined || url === siteLinkJson(link, sites).url) continue;
    reading.at(site, entry, () =>
      reading.at('url', url, () => reading.fail(failure('read-only-field', { field: 'url' }))),
    );
  }
  return readSiteLinks(json, reading);
}
