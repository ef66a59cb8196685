/**
 * Finds forms by a representation and senses by a gloss, or by the lemma that they belong to. The
 * words of a lexeme lead to it, then its own parts are looked at.
 */
import type { Lexeme, Terms } from '../../schema/model/entity.ts';
import { entityTypeOf, pageEntityId, parseEntityId } from '../../schema/model/entity-id.ts';
import type { EntityId } from '../../schema/model/entity-id.ts';
import { readStored } from '../../schema/model/stored-json.ts';
import { textTokens } from '../../schema/model/text-tokens.ts';
import type { RecordStore } from '../storage/records/record-store.ts';
import { shownMatches } from './term-search.ts';
import type { EntityMatches, EntitySearch, FoundEntity, SearchContext } from './term-search.ts';

export type LexemePart = 'form' | 'sense';

type PartSearch = Omit<EntitySearch, 'kinds'> & { readonly part: LexemePart };

type PartSearchContext = Pick<SearchContext, 'labels' | 'properties'> & {
  readonly records: Pick<RecordStore, 'documents' | 'findText' | 'pageFacts' | 'tokensFrom'>;
};

export async function searchLexemeParts(
  search: PartSearch,
  context: PartSearchContext,
): Promise<EntityMatches> {
  const id = parseEntityId(search.text.trim());
  const found =
    id !== undefined && entityTypeOf(id) === search.part
      ? await partWithId(id, search.part, context.records)
      : await partsHolding(search, context.records);
  return shownMatches(found, search, context);
}

async function partWithId(
  id: EntityId,
  part: LexemePart,
  records: PartSearchContext['records'],
): Promise<FoundEntity[]> {
  const [lexeme] = await readLexemes([pageEntityId(id)], records);
  return lexeme !== undefined && partsOf(lexeme, part).some((each) => each.id === id)
    ? [{ id, kind: 'lexeme', match: { type: 'entityId', language: undefined, text: id } }]
    : [];
}

/** Lexemes that are looked at, and words that the last one, which may not be finished, can become. */
const MOST_LEXEMES = 100;
const MOST_ENDINGS = 50;

const FIELDS = { form: ['form', 'label'], sense: ['description', 'label'] } as const;

async function partsHolding(
  { text, part, language, languages }: PartSearch,
  records: PartSearchContext['records'],
): Promise<FoundEntity[]> {
  const words = textTokens(text);
  const last = words.at(-1);
  if (last === undefined) return [];
  const endings = await records.tokensFrom({ prefix: last, limit: MOST_ENDINGS });
  const alternatives = [...words.slice(0, -1).map((word) => [word]), endings];
  if (endings.length === 0) return [];
  const scores = await records.findText({
    words: alternatives.map((tokens) => ({
      tokens: tokens.map((token) => ({ token, weight: token === last ? 1 : 0.5 })),
      fields: FIELDS[part],
    })),
    kinds: ['lexeme'],
  });
  const best = [...scores].toSorted(([, one], [, other]) => other - one).slice(0, MOST_LEXEMES);
  const lexemes = await lexemesOf(
    best.map(([page]) => page),
    records,
  );
  const only = languages === 'only' ? language : undefined;
  return lexemes.flatMap((lexeme) => partsIn(lexeme, part, words, only));
}

async function lexemesOf(
  pages: readonly number[],
  records: PartSearchContext['records'],
): Promise<Lexeme[]> {
  const facts = await records.pageFacts(pages);
  const idOf = new Map(facts.map(({ pageId, documentId }) => [pageId, documentId]));
  return readLexemes(
    pages.flatMap((page) => idOf.get(page) ?? []),
    records,
  );
}

async function readLexemes(
  ids: readonly string[],
  records: PartSearchContext['records'],
): Promise<Lexeme[]> {
  const stored = await records.documents(ids);
  return ids.flatMap((id) => {
    const found = stored.get(id);
    const document = found === undefined ? undefined : readStored(found.kind, found.content);
    return document?.type === 'lexeme' ? [document] : [];
  });
}

function partsOf(
  { forms, senses }: Lexeme,
  part: LexemePart,
): readonly { readonly id: EntityId; readonly terms: Terms }[] {
  return part === 'form'
    ? forms.map(({ id, representations }) => ({ id, terms: representations }))
    : senses.map(({ id, glosses }) => ({ id, terms: glosses }));
}

/** Parts that hold the words themselves come before those that only belong to a lemma that does. */
function partsIn(
  lexeme: Lexeme,
  part: LexemePart,
  words: readonly string[],
  language: string | undefined,
): FoundEntity[] {
  const ofLemma = termHolding(lexeme.lemmas, words, language);
  const own = partsOf(lexeme, part).map(({ id, terms }) => ({
    id,
    term: termHolding(terms, words, language),
  }));
  const found = (holds: boolean): FoundEntity[] =>
    own.flatMap(({ id, term }) => {
      const match = term ?? ofLemma;
      return match === undefined || (term !== undefined) !== holds
        ? []
        : [{ id, kind: 'lexeme', match: { type: 'label', ...match } }];
    });
  return [...found(true), ...found(false)];
}

/** The first term in which each word stands; the last one may go on. */
function termHolding(
  terms: Terms,
  words: readonly string[],
  language: string | undefined,
): { readonly language: string; readonly text: string } | undefined {
  for (const [code, text] of terms) {
    if (language !== undefined && language !== code) continue;
    const tokens = textTokens(text);
    const holds = words.every((word, index) =>
      tokens.some((token) =>
        index === words.length - 1 ? token.startsWith(word) : token === word,
      ),
    );
    if (holds) return { language: code, text };
  }
  return undefined;
}
