/** `wbsgetsuggestions`: which property an entity, a qualifier or a reference will want next. */
import { failure } from '../../../../schema/failures.ts';
import { parseEntityId, parsePropertyId } from '../../../../schema/model/entity-id.ts';
import type { PropertyId } from '../../../../schema/model/entity-id.ts';
import type { Entity } from '../../../../schema/model/entity.ts';
import { languageCodes } from '../../../../schema/model/languages/languages.ts';
import { readEntity } from '../../../read/entities.ts';
import type { PropertySuggestion, SuggestionQuestion } from '../../../read/property-suggestions.ts';
import { searchEntities } from '../../../search/term-search.ts';
import { titleOf } from '../../titles.ts';
import { apiError, wikibaseError } from '../error-codes.ts';
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { missingParameter } from './entity-ids.ts';

/** Seldomer ones come only where all are wanted. */
const LEAST_RATING = 0.05;
/** Among how many properties with the letters that were typed the suggested ones are looked for. */
const MOST_FOUND = 200;

export const getSuggestionsModule = defineModule({
  name: 'wbsgetsuggestions',
  parameters: {
    entity: { type: 'string' },
    properties: { type: 'list' },
    context: { type: 'enum', values: ['item', 'qualifier', 'reference'], default: 'item' },
    include: { type: 'enum', values: ['', 'all'], default: '' },
    search: { type: 'string', default: '' },
    language: { type: 'enum', values: languageCodes },
    limit: { type: 'limit', max: 50, highMax: 500, default: '7' },
    continue: { type: 'integer', min: 0, max: 10_000, default: '0' },
  },
  async run(values, request) {
    const { search, limit, continue: offset } = values;
    const question = await questionOf(values, request);
    if (question instanceof ApiError) return question;
    const suggested = await suggestions(question, request);
    const likely =
      values.include === 'all'
        ? suggested
        : suggested.filter(({ rating }) => rating >= LEAST_RATING);
    const language = values.language ?? request.language;
    const chosen = search === '' ? likely : await matching(search, language, likely, request);
    const next = offset + limit;
    return {
      searchinfo: { search },
      search: await shown(chosen.slice(offset, next), language, request),
      ...(chosen.length > next ? { 'search-continue': next } : {}),
      success: 1,
    };
  },
});

interface QuestionValues {
  readonly entity?: string | undefined;
  readonly properties?: readonly string[] | undefined;
  readonly context: SuggestionQuestion['place'];
}

async function questionOf(
  { entity, properties, context: place }: QuestionValues,
  { services }: ApiRequest,
): Promise<SuggestionQuestion | ApiError> {
  if (properties !== undefined) {
    const ids = properties.map(parsePropertyId);
    const malformed = properties.find((_, index) => ids[index] === undefined);
    if (malformed === undefined) {
      return { place, classes: [], properties: ids.filter((id) => id !== undefined) };
    }
    const fault = failure('malformed-entity-id', { field: 'properties', value: malformed });
    return wikibaseError('param-invalid', [fault]);
  }
  if (entity === undefined) return missingParameter('entity');
  const id = parseEntityId(entity);
  if (id === undefined) {
    return apiError([failure('malformed-entity-id', { field: 'entity', value: entity })]);
  }
  const page = await readEntity(services.edit.storage.records, id);
  if (page === undefined) return apiError([failure('unknown-entity', { id })]);
  const site = await services.site.current();
  return { place, ...kindOf(page.document, site.properties.get('instanceOf')) };
}

function kindOf(
  { statements }: Entity,
  instanceOf: PropertyId | undefined,
): Pick<SuggestionQuestion, 'classes' | 'properties'> {
  return {
    properties: [...new Set(statements.map(({ mainSnak }) => mainSnak.property))],
    classes: statements.flatMap(({ mainSnak }) =>
      mainSnak.kind === 'value' &&
      mainSnak.property === instanceOf &&
      mainSnak.value.type === 'wikibase-entityid'
        ? [{ property: instanceOf, value: mainSnak.value.id }]
        : [],
    ),
  };
}

/** Of what nothing is known yet, one says first what it is. */
async function suggestions(
  question: SuggestionQuestion,
  { services }: ApiRequest,
): Promise<readonly PropertySuggestion[]> {
  if (question.place !== 'item' || question.properties.length > 0) {
    return services.suggester.suggest(question);
  }
  const { properties } = await services.site.current();
  const first = [properties.get('instanceOf'), properties.get('subclassOf')];
  return first.flatMap((property) => (property === undefined ? [] : [{ property, rating: 1 }]));
}

/** Suggested ones with these letters, then other properties that have them. */
async function matching(
  text: string,
  language: string,
  suggested: readonly PropertySuggestion[],
  { services }: ApiRequest,
): Promise<PropertySuggestion[]> {
  const { labels, properties, edit } = services;
  const { matches } = await searchEntities(
    { text, language, kinds: ['property'], limit: MOST_FOUND },
    { records: edit.storage.records, labels, properties },
  );
  const found = new Set<string>(matches.map(({ id }) => id));
  const likely = suggested.filter(({ property }) => found.has(property));
  for (const { property } of likely) found.delete(property);
  const others = [...found].map((id) => ({ property: id as PropertyId, rating: 0 }));
  return [...likely, ...others];
}

async function shown(
  chosen: readonly PropertySuggestion[],
  language: string,
  { services }: ApiRequest,
): Promise<JsonObject[]> {
  const ids = chosen.map(({ property }) => property);
  const { labels, properties, edit, site, urls } = services;
  const [terms, datatypeOf, numbers, settings] = await Promise.all([
    labels.displayTerms(ids, language),
    properties.datatypesOf(ids),
    edit.storage.records.pageNumbersOf(ids),
    site.current(),
  ]);
  return chosen.flatMap(({ property, rating }) => {
    const found = terms.get(property);
    // the index may still know of a property that was deleted
    if (found === undefined) return [];
    const { title } = titleOf({ documentId: property, kind: 'property' }, settings);
    return [
      {
        id: property,
        title,
        pageid: numbers.get(property) ?? 0,
        url: `${urls.base}/wiki/${title}`,
        concepturi: `${urls.conceptBase}${property}`,
        datatype: datatypeOf(property),
        rating,
        type: 'property',
        ...(found.label === undefined ? {} : { label: found.label.value }),
        ...(found.description === undefined ? {} : { description: found.description.value }),
        match: { type: 'suggestion' },
      },
    ];
  });
}
