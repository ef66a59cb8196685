/** Finding items and properties: by their words, or while somebody types. */
import type { EntityMatch } from '../../search/term-search.ts';
import { searchEntityTexts } from '../../search/entity-text-search.ts';
import { searchEntities } from '../../search/term-search.ts';
import { searchErrors } from './declare.ts';
import type { EntityKind } from './entity-kinds.ts';
import { defineOperation } from './operation.ts';
import type { Operation } from './operation.ts';
import { integerParameter, searchLanguageParameter, searchTextParameter } from './parameters.ts';
import { named } from './schemas.ts';

const MOST_RESULTS = { search: 500, suggest: 50 } as const;
const MOST_SKIPPED = 10_000;

export function searchOperations(kind: EntityKind): Operation[] {
  return (['search', 'suggest'] as const).map((verb) =>
    defineOperation({
      id: `${verb}${kind.name === 'Item' ? 'Items' : 'Properties'}`,
      method: 'get',
      path: `/${verb}/${kind.plural}`,
      section: 'search',
      summary:
        verb === 'search'
          ? `Search for ${kind.plural}`
          : `${kind.name === 'Item' ? 'Items' : 'Properties'} whose names go on from what was typed`,
      parameters: {
        q: searchTextParameter,
        language: searchLanguageParameter,
        limit: integerParameter('How many results to show.', {
          minimum: 1,
          maximum: MOST_RESULTS[verb],
          default: 10,
        }),
        offset: integerParameter('How many results to leave out before.', {
          minimum: 0,
          maximum: MOST_SKIPPED,
          default: 0,
        }),
      },
      answers: {
        200: { description: 'The best matches first.', schema: named('SearchResults') },
      },
      errors: searchErrors,
      async run({ q, language, limit, offset }, { services }) {
        const { labels, properties, statements, edit } = services;
        const find = verb === 'search' ? searchEntityTexts : searchEntities;
        const { matches } = await find(
          { text: q, language, kinds: [kind.type], limit, offset },
          { records: edit.storage.records, statements, labels, properties },
        );
        return { status: 200, json: { results: matches.map((each) => resultJson(each, kind)) } };
      },
    }),
  );
}

function resultJson({ id, label, description, match }: EntityMatch, { idName }: EntityKind) {
  const { type, language, text } = match;
  return {
    id,
    'display-label': label ?? null,
    description: description ?? null,
    match: type === 'entityId' ? { type: idName, text } : { type, language, text },
  };
}
