/** `wbsearchentities`: finds entities by the beginning of a name, as pickers do. */
import type { EntityKind } from '../../../../schema/model/documents/kinds.ts';
import { pageEntityId } from '../../../../schema/model/entity-id.ts';
import { languageCodes } from '../../../../schema/model/languages/languages.ts';
import { searchLexemeParts } from '../../../search/lexeme-part-search.ts';
import { searchEntities } from '../../../search/term-search.ts';
import type { EntityMatch, EntityMatches, EntitySearch } from '../../../search/term-search.ts';
import { pageInfo } from '../../entity-answer.ts';
import { defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';

const kinds = ['item', 'property', 'lexeme'] as const satisfies readonly EntityKind[];
export const searchedTypes = [...kinds, 'form', 'sense'] as const;
export type SearchedType = (typeof searchedTypes)[number];

/** Beyond this clients are not led on, though they may ask. */
const LAST_CONTINUE = 50;

export const searchEntitiesModule = defineModule({
  name: 'wbsearchentities',
  parameters: {
    search: { type: 'string', required: true },
    language: { type: 'enum', values: languageCodes, required: true },
    strictlanguage: { type: 'boolean' },
    type: { type: 'entity-type', values: searchedTypes, default: 'item' },
    limit: { type: 'limit', min: 0, max: 50, highMax: 500, default: '7' },
    continue: { type: 'integer', min: 0, max: 10_000, default: '0' },
    props: { type: 'list', values: ['url'], default: 'url' },
    profile: { type: 'enum', values: ['default'], default: 'default' },
  },
  async run(values, request) {
    const { search, limit, continue: offset } = values;
    const { matches, more } = await searchByType(
      {
        text: search,
        language: values.language,
        shownIn: request.language,
        languages: values.strictlanguage ? 'only' : 'fallback',
        limit,
        offset,
      },
      values.type,
      request,
    );
    const next = offset + limit;
    return {
      ...(request.fields.get('limit') === 'max' ? { limits: { wbsearchentities: limit } } : {}),
      searchinfo: { search },
      search: await matchesJson(matches, values.props.includes('url'), request),
      ...(more && next <= LAST_CONTINUE ? { 'search-continue': next } : {}),
      success: 1,
    };
  },
});

export function searchByType(
  search: Omit<EntitySearch, 'kinds'>,
  type: SearchedType,
  { services }: ApiRequest,
): Promise<EntityMatches> {
  const { labels, properties, edit } = services;
  const context = { records: edit.storage.records, labels, properties };
  return type === 'form' || type === 'sense'
    ? searchLexemeParts({ ...search, part: type }, context)
    : searchEntities({ ...search, kinds: [type] }, context);
}

async function matchesJson(
  matches: readonly EntityMatch[],
  withUrl: boolean,
  { services }: ApiRequest,
): Promise<JsonObject[]> {
  const { edit, site, urls } = services;
  const pages = matches.map(({ id }) => pageEntityId(id));
  const [numbers, settings] = await Promise.all([
    edit.storage.records.pageNumbersOf(pages),
    site.current(),
  ]);
  return matches.map((match) => {
    const page = { id: pageEntityId(match.id) as `Q${number}`, type: match.kind };
    const { pageid, title } = pageInfo(page, numbers.get(page.id) ?? 0, settings);
    const part = match.id.slice(page.id.length + 1);
    const fragment = part === '' ? '' : `#${part}`;
    return {
      id: match.id,
      title: `${title}${fragment}`,
      pageid,
      ...display(match),
      concepturi: `${urls.conceptBase}${match.id}`,
      repository: 'local',
      ...(withUrl ? { url: `${urls.base}/wiki/${title}${fragment}` } : {}),
      ...(match.datatype === undefined ? {} : { datatype: match.datatype }),
    };
  });
}

/** What was found is told once more where the name that is shown is another. */
function display({ label, description, match }: EntityMatch): JsonObject {
  const { type, language, text } = match;
  return {
    display: {
      ...(label === undefined ? {} : { label }),
      ...(description === undefined ? {} : { description }),
    },
    ...(label === undefined ? {} : { label: label.value }),
    ...(description === undefined ? {} : { description: description.value }),
    match: type === 'entityId' ? { type, text } : { type, language, text },
    ...(text === label?.value ? {} : { aliases: [text] }),
  };
}
