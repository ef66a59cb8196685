/** `wbgetentities`. */
import type { TermsJson } from '../../../../schema/entity-json.ts';
import { failure } from '../../../../schema/failures.ts';
import { parseEntityId } from '../../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../../schema/model/entity-id.ts';
import { fallbackChain } from '../../../../schema/model/languages/fallback.ts';
import type { EntityPage } from '../../../read/entities.ts';
import { readEntities } from '../../../read/entities.ts';
import { datatypesIn, entityAnswer } from '../../entity-answer.ts';
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';

const props = [
  'info',
  'sitelinks',
  'sitelinks/urls',
  'aliases',
  'labels',
  'descriptions',
  'claims',
  'datatype',
] as const;
const DEFAULT_PROPS = 'info|sitelinks|aliases|labels|descriptions|claims|datatype';

interface Wanted {
  readonly props: ReadonlySet<string>;
  readonly languages: readonly string[] | undefined;
  readonly fallback: boolean;
  readonly sites: readonly string[] | undefined;
}

export const getEntitiesModule = defineModule({
  name: 'wbgetentities',
  parameters: {
    ids: { type: 'list' },
    sites: { type: 'list' },
    titles: { type: 'list' },
    redirects: { type: 'enum', values: ['yes', 'no'], default: 'yes' },
    props: { type: 'list', values: props, default: DEFAULT_PROPS },
    languages: { type: 'list' },
    languagefallback: { type: 'boolean' },
    normalize: { type: 'boolean' },
    sitefilter: { type: 'list' },
  },
  async run(values, request) {
    const { ids = [], sites = [], titles = [] } = values;
    if (ids.length === 0 && (sites.length === 0 || titles.length === 0)) {
      return new ApiError('param-missing', [failure('missing-field', { field: 'ids' })]);
    }
    const parsed = ids.map((text) => [text, parseEntityId(text)] as const);
    const malformed = parsed.find(([, id]) => id === undefined);
    if (malformed !== undefined) {
      const [value] = malformed;
      const found = failure('malformed-entity-id', { field: 'ids', value });
      const message = { name: 'wikibase-api-no-such-entity', parameters: [value] };
      return new ApiError('no-such-entity', [found], { id: value }, [message]);
    }
    const byId = parsed.flatMap(([, id]) => (id === undefined ? [] : [id]));
    const { found: linked, missing } = await byPages(sites, titles, request);
    const wanted: Wanted = {
      props: new Set(values.props),
      languages: values.languages,
      fallback: values.languagefallback,
      sites: values.sitefilter,
    };
    const entities = await answers(
      [...new Set([...byId, ...linked])],
      values.redirects,
      wanted,
      request,
    );
    return { entities: { ...entities, ...missing }, success: 1 };
  },
});

/** Every site with every title; one of the two lists has a single entry. */
async function byPages(
  sites: readonly string[],
  titles: readonly string[],
  { services }: ApiRequest,
): Promise<{ found: EntityId[]; missing: JsonObject }> {
  const pairs = sites.flatMap((site) => titles.map((title) => ({ site, title })));
  const holders = await Promise.all(
    pairs.map(({ site, title }) =>
      services.edit.storage.records.keyHolder({
        kind: 'sitelink',
        site,
        title: title.replaceAll('_', ' '),
      }),
    ),
  );
  const found = holders.flatMap((holder) => (holder === undefined ? [] : [holder as EntityId]));
  const absent = pairs.filter((_, index) => holders[index] === undefined);
  const missing = absent.map((pair, index) => [String(-1 - index), { ...pair, missing: '' }]);
  return { found, missing: Object.fromEntries(missing) as JsonObject };
}

async function answers(
  ids: readonly EntityId[],
  redirects: string,
  wanted: Wanted,
  { services }: ApiRequest,
): Promise<JsonObject> {
  const { records } = services.edit.storage;
  const options = redirects === 'no' ? ({ redirects: 'refuse' } as const) : {};
  const pages = await readEntities(records, ids, options);
  const documents = [...pages.values()].map(({ document }) => document);
  const [datatypeOf, site] = await Promise.all([
    datatypesIn(documents, services),
    services.site.current(),
  ]);
  const entries = ids.map((id): [string, unknown] => {
    const page = pages.get(id);
    if (page === undefined) return [id, { id, missing: '' }];
    return [
      id,
      withRedirect(chosenParts({ ...entityAnswer(page, datatypeOf, site) }, wanted), page),
    ];
  });
  return Object.fromEntries(entries);
}

function withRedirect(json: JsonObject, { redirectedFrom, document }: EntityPage): JsonObject {
  return redirectedFrom === undefined
    ? json
    : { ...json, redirects: { from: redirectedFrom, to: document.id } };
}

const PAGE_INFO = new Set(['pageid', 'ns', 'title', 'lastrevid', 'modified']);
const PARTS_BY_PROP = new Set(['labels', 'descriptions', 'aliases', 'claims']);

/** Members that no prop stands for (id, type, what only lexemes have) are always there. */
function chosenParts(json: JsonObject, wanted: Wanted): JsonObject {
  const entries = Object.entries(json).flatMap(([name, part]): [string, unknown][] => {
    if (PAGE_INFO.has(name)) return wanted.props.has('info') ? [[name, part]] : [];
    if (name === 'datatype')
      return wanted.props.has('info') || wanted.props.has(name) ? [[name, part]] : [];
    if (name === 'sitelinks') return siteLinks(part as Record<string, JsonObject>, wanted);
    if (PARTS_BY_PROP.has(name) && !wanted.props.has(name)) return [];
    return [[name, inLanguages(name, part, wanted)]];
  });
  return Object.fromEntries(entries);
}

function siteLinks(links: Record<string, JsonObject>, wanted: Wanted): [string, unknown][] {
  const urls = wanted.props.has('sitelinks/urls');
  if (!urls && !wanted.props.has('sitelinks')) return [];
  const entries = Object.entries(links)
    .filter(([site]) => wanted.sites === undefined || wanted.sites.includes(site))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([site, { url, ...link }]) => [site, urls && url !== undefined ? { ...link, url } : link]);
  return [['sitelinks', Object.fromEntries(entries)]];
}

function inLanguages(name: string, part: unknown, { languages, fallback }: Wanted): unknown {
  if (languages === undefined || languages.length === 0) return part;
  if (name === 'aliases') return pick(part as Record<string, unknown>, languages);
  if (name !== 'labels' && name !== 'descriptions') return part;
  const terms = part as TermsJson;
  if (!fallback) return pick(terms, languages);
  const entries = languages.flatMap((asked): [string, unknown][] => {
    const language = fallbackChain(asked).find((code) => Object.hasOwn(terms, code));
    const term = language === undefined ? undefined : terms[language];
    if (term === undefined) return [];
    return [[asked, language === asked ? term : { ...term, 'for-language': asked }]];
  });
  return Object.fromEntries(entries);
}

function pick(map: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    keys.flatMap((key) => (Object.hasOwn(map, key) ? [[key, map[key]]] : [])),
  );
}
