/** `wbsearchentities`. */
import { failure } from '../../../../schema/failures.ts';
import type { EntityKind } from '../../../../schema/model/documents/kinds.ts';
import { entityTypeOf, pageEntityId } from '../../../../schema/model/entity-id.ts';
import { language as languageEntry } from '../../../../schema/model/languages/languages.ts';
import type { EntityMatch } from '../../../search/term-search.ts';
import { searchEntities } from '../../../search/term-search.ts';
import { pageInfo } from '../../entity-answer.ts';
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';

const types = ['item', 'property', 'lexeme'] as const satisfies readonly EntityKind[];
/** Beyond this clients are not led on, though they may ask. */
const LAST_CONTINUE = 50;

export const searchEntitiesModule = defineModule({
  name: 'wbsearchentities',
  parameters: {
    search: { type: 'string', required: true },
    language: { type: 'string', required: true },
    strictlanguage: { type: 'boolean' },
    type: { type: 'enum', values: types, default: 'item' },
    limit: { type: 'integer', min: 0, max: 50, default: '7' },
    continue: { type: 'integer', min: 0, max: 10_000, default: '0' },
    props: { type: 'list', default: 'url' },
    profile: { type: 'string' },
  },
  async run(values, { services, language: reader, fields }) {
    const { search, language, limit, continue: offset, props } = values;
    if (languageEntry(language) === undefined) {
      return new ApiError('badvalue', [failure('unknown-language', { language })]);
    }
    const { labels, properties, edit, site, urls } = services;
    const shown = fields.has('uselang') ? reader : language;
    const { matches, more } = await searchEntities(
      {
        text: search,
        language: values.strictlanguage ? language : shown,
        languages: values.strictlanguage ? 'only' : 'fallback',
        kinds: [values.type],
        limit,
        offset,
      },
      { records: edit.storage.records, labels, properties },
    );
    const settings = await site.current();
    const numbers = await edit.storage.records.pageNumbersOf(
      matches.map(({ id }) => pageEntityId(id)),
    );
    const next = offset + limit;
    return {
      searchinfo: { search },
      search: matches.map((match) => {
        const page = { id: pageEntityId(match.id) as `Q${number}`, type: match.kind };
        const { pageid, title } = pageInfo(page, numbers.get(page.id) ?? 0, settings);
        return {
          id: match.id,
          title,
          pageid,
          ...display(match),
          concepturi: `${urls.conceptBase}${match.id}`,
          repository: 'local',
          ...(props.includes('url') ? { url: `${urls.base}/wiki/${title}` } : {}),
          ...(entityTypeOf(match.id) === 'property' ? { datatype: match.datatype } : {}),
        };
      }),
      ...(more && next <= LAST_CONTINUE ? { 'search-continue': next } : {}),
      success: 1,
    };
  },
});

function display({ id, label, description, match }: EntityMatch): JsonObject {
  const found =
    match.type === 'entityId'
      ? { type: 'entityId', text: id }
      : { type: match.type, language: match.language, text: match.text };
  return {
    display: {
      ...(label === undefined ? {} : { label }),
      ...(description === undefined ? {} : { description }),
    },
    ...(label === undefined ? {} : { label: label.value }),
    ...(description === undefined ? {} : { description: description.value }),
    match: found,
    ...(match.type === 'alias' ? { aliases: [match.text] } : {}),
  };
}
