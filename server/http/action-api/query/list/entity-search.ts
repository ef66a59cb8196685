/** `list=wbsearch`: what `wbsearchentities` finds, as pages. */
import { pageEntityId } from '../../../../../schema/model/entity-id.ts';
import { languageCodes } from '../../../../../schema/model/languages/languages.ts';
import { searchByType, searchedTypes } from '../../read/search.ts';
import { titleOf } from '../../../titles.ts';
import { defineList } from '../query-module.ts';

export const entitySearch = defineList({
  name: 'wbsearch',
  prefix: 'wbs',
  generates: true,
  parameters: {
    search: { type: 'string', required: true },
    type: { type: 'entity-type', values: searchedTypes, default: 'item' },
    limit: { type: 'limit', max: 50, highMax: 500, default: '7' },
    continue: { type: 'integer', min: 0, max: 10_000, default: '0' },
    language: { type: 'enum', values: languageCodes },
    strictlanguage: { type: 'boolean' },
    profile: { type: 'enum', values: ['default'], default: 'default' },
  },
  async run({ search, type, limit, continue: offset, language, strictlanguage }, request) {
    const { records } = request.services.edit.storage;
    const { matches, more } = await searchByType(
      {
        text: search,
        language: language ?? request.language,
        shownIn: request.language,
        languages: strictlanguage ? 'only' : 'fallback',
        limit,
        offset,
      },
      type,
      request,
    );
    const pages = [...new Set(matches.map(({ id }) => pageEntityId(id)))];
    const [numbers, site] = await Promise.all([
      records.pageNumbersOf(pages),
      request.services.site.current(),
    ]);
    return {
      items: matches.map(({ id, kind, match }) => {
        const documentId = pageEntityId(id);
        const pageid = numbers.get(documentId) ?? 0;
        return { ...titleOf({ documentId, kind }, site), pageid, displaytext: match.text };
      }),
      next: more ? offset + limit : undefined,
      pages,
    };
  },
});
