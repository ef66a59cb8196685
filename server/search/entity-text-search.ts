/**
 * Entities by their names: those whose names go on from what was typed, then those that have its
 * words anywhere in a name, a letter more or less.
 */
import type { EntityId } from '../../schema/model/entity-id.ts';
import type { EntityKind } from '../../schema/model/documents/kinds.ts';
import { fallbackChain } from '../../schema/model/languages/fallback.ts';
import { readStored } from '../../schema/model/stored-json.ts';
import { searchFullText } from './full-text.ts';
import type { FullTextContext } from './full-text.ts';
import { bestMatch } from './text-match.ts';
import { searchEntities } from './term-search.ts';
import type { EntityMatch, EntityMatches, EntitySearch, SearchContext } from './term-search.ts';

const NAMES = ['label', 'alias'] as const;

export async function searchEntityTexts(
  search: EntitySearch,
  context: FullTextContext & SearchContext,
): Promise<EntityMatches> {
  const { limit, offset = 0 } = search;
  const wanted = offset + limit + 1;
  const byName = await searchEntities({ ...search, offset: 0, limit: wanted }, context);
  const known = new Set<string>(byName.matches.map(({ id }) => id));
  const byText = byName.matches.length >= wanted ? [] : await textMatches(search, wanted, context);
  const matches = [...byName.matches, ...byText.filter(({ id }) => !known.has(id))];
  return { matches: matches.slice(offset, offset + limit), more: matches.length >= wanted };
}

async function textMatches(
  { text, language, kinds }: EntitySearch,
  limit: number,
  { records, statements, labels, properties }: FullTextContext & SearchContext,
): Promise<EntityMatch[]> {
  const condition = { kind: 'words', text, fields: NAMES } as const;
  const query = [[{ condition, negated: false }]];
  const found = await searchFullText(
    { text, query, kinds, offset: 0, limit },
    { records, statements },
  );
  const ids = found.pages.map(({ documentId }) => documentId as EntityId);
  const [documents, terms, datatypeOf] = await Promise.all([
    records.documents(ids),
    labels.displayTerms(ids, language),
    properties.datatypesOf(ids.filter((id): id is `P${number}` => id.startsWith('P'))),
  ]);
  const languages = fallbackChain(language);
  return ids.flatMap((id): EntityMatch[] => {
    const [stored, display] = [documents.get(id), terms.get(id)];
    if (stored === undefined || display === undefined) return [];
    const document = readStored(stored.kind, stored.content);
    const match = bestMatch(document, found.wanted, languages, NAMES);
    if (match?.language === undefined || !languages.includes(match.language)) return [];
    const { language: inLanguage, text: name } = match;
    return [
      {
        id,
        kind: stored.kind as EntityKind,
        match: {
          type: match.field === 'alias' ? 'alias' : 'label',
          language: inLanguage,
          text: name,
        },
        ...display,
        datatype: id.startsWith('P') ? datatypeOf(id as `P${number}`) : undefined,
      },
    ];
  });
}
