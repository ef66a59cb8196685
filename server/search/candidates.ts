/**
 * The pages that a query may be about, as far as the indexes tell: every page that fits is among
 * them, and the checks say which of them do.
 */
import type { DocumentKind } from '../../schema/model/documents/kinds.ts';
import type { EntityId } from '../../schema/model/entity-id.ts';
import { wordSearches } from '../../schema/model/text-tokens.ts';
import type { StatementFinder, StatementMatches } from '../read/statement-finder.ts';
import type { RecordStore } from '../storage/records/record-store.ts';
import type { PageFacts, TextReads, TextScores, TextWord } from '../storage/records/text-search.ts';
import type { Condition, Literal, SearchQuery } from './search-syntax.ts';
import { documentCheck } from './text-match.ts';
import type { DocumentCheck } from './text-match.ts';

export interface FullTextContext {
  readonly records: TextReads & Pick<RecordStore, 'documents'>;
  readonly statements: Pick<StatementFinder, 'find'>;
}

/** What a page must pass besides; the cheapest kind of check comes first. */
export interface Checks {
  readonly pages: readonly ((pageId: number) => boolean)[];
  readonly facts: readonly ((page: PageFacts) => boolean)[];
  readonly documents: readonly DocumentCheck[];
}

export interface Candidates {
  readonly scores: TextScores;
  readonly checks: Checks;
  /** How many there are at most, where not all are among them. */
  readonly most: number | undefined;
  /** Whether there may be more than these: neither words nor rare statements chose them. */
  readonly isCut: boolean;
  /** Whether all are of the kinds that were asked for. */
  readonly isOfKinds: boolean;
}

/** Tokens that may stand for a word of the query as well. */
export type Expansion = (
  token: string,
) => readonly { readonly token: string; readonly weight: number }[];

/** Statements without words to choose by: more are counted, and not sorted. */
const MOST_LISTED = 5000;
/** Pages that are gone through where nothing but their kind chooses them. */
const MOST_PAGES = 20_000;
/** Tokens that a `beginning*` stands for. */
const MOST_BEGINNINGS = 500;

export async function findCandidates(
  query: SearchQuery,
  kinds: readonly DocumentKind[],
  context: FullTextContext,
  expand: Expansion = () => [],
): Promise<Candidates> {
  const search = new CandidateSearch(kinds, context, expand);
  for (const clause of query) await search.add(clause);
  return search.candidates();
}

class CandidateSearch {
  readonly #kinds: readonly DocumentKind[];
  readonly #context: FullTextContext;
  readonly #expand: Expansion;
  readonly #words: TextWord[] = [];
  readonly #pages: ((pageId: number) => boolean)[] = [];
  readonly #documents: DocumentCheck[] = [];
  /** Pages that hold what one clause wants, where it has no words. */
  readonly #lists: ReadonlySet<number>[] = [];
  readonly #statements: StatementMatches[] = [];

  constructor(kinds: readonly DocumentKind[], context: FullTextContext, expand: Expansion) {
    this.#kinds = kinds;
    this.#context = context;
    this.#expand = expand;
  }

  async add(clause: readonly Literal[]): Promise<void> {
    const [literal, ...others] = clause;
    if (literal === undefined) return;
    if (others.length === 0 && !literal.negated) await this.#addOne(literal.condition);
    else await this.#addAny(clause);
  }

  async candidates(): Promise<Candidates> {
    const { records } = this.#context;
    if (this.#words.length > 0) {
      const query = { words: this.#words, kinds: this.#kinds };
      const scores = await records.findText(query);
      return { ...UNCUT, scores, checks: this.#checks(), isOfKinds: true };
    }
    const [smallest] = this.#lists.toSorted((a, b) => a.size - b.size);
    if (smallest !== undefined) {
      return { ...UNCUT, scores: unscored(smallest), checks: this.#checks(), isOfKinds: false };
    }
    const [first] = this.#statements.toSorted((a, b) => a.estimate - b.estimate);
    if (first !== undefined && first.estimate < Infinity) {
      const ids = first.list(MOST_LISTED);
      const scores = unscored(await records.pageIdsOf([...ids]));
      const isCut = ids.size === MOST_LISTED;
      const checks = this.#checks(first);
      return { scores, checks, most: first.count(), isCut, isOfKinds: false };
    }
    const every = { kinds: this.#kinds, after: 0, limit: MOST_PAGES };
    const scores = unscored(await records.pagesOfKinds(every));
    const isCut = scores.size === MOST_PAGES;
    return { scores, checks: this.#checks(), most: undefined, isCut, isOfKinds: true };
  }

  /** Pages that were found by a statement have it. */
  #checks(found?: StatementMatches): Checks {
    const statements = this.#statements.filter((each) => each !== found);
    return {
      pages: this.#pages,
      facts: statements.map(
        (matches) =>
          ({ documentId }: PageFacts) =>
            matches.has(documentId as EntityId),
      ),
      documents: this.#documents,
    };
  }

  async #addOne(condition: Condition): Promise<void> {
    if (condition.kind === 'statement') {
      const matches = await this.#context.statements.find(condition.anyOf);
      if (matches.estimate > MOST_LISTED) this.#statements.push(matches);
      else this.#addList(await this.#pagesOf(matches.list(MOST_LISTED)));
      return undefined;
    }
    if (condition.kind === 'has-term') {
      const pages = await this.#labelled(condition);
      if (pages === undefined) this.#documents.push(documentCheck(condition));
      else this.#addList(pages);
      return undefined;
    }
    this.#words.push(...(await this.#wordsOf(condition)));
    if (needsDocument(condition)) this.#documents.push(documentCheck(condition));
    return undefined;
  }

  #addList(pages: ReadonlySet<number>): void {
    this.#lists.push(pages);
    this.#pages.push((page) => pages.has(page));
  }

  /** One of several conditions, or the contrary of one. */
  async #addAny(clause: readonly Literal[]): Promise<void> {
    const plain = clause.flatMap(({ condition, negated }) =>
      !negated && isPlainWord(condition) ? [condition] : [],
    );
    if (plain.length === clause.length) {
      const words = await Promise.all(plain.map((condition) => this.#wordsOf(condition)));
      const [fields] = plain.map((condition) => condition.fields);
      const isOneWord = words.every((each) => each.length === 1 && each[0].fields === fields);
      if (isOneWord) {
        this.#words.push({ tokens: words.flatMap(([{ tokens }]) => tokens), fields });
        return;
      }
    }
    const tests = await Promise.all(clause.map((literal) => this.#testOf(literal)));
    if (tests.every(({ list }) => list !== undefined)) {
      this.#lists.push(new Set(tests.flatMap(({ list }) => [...(list ?? [])])));
    }
    this.#documents.push(async (page, document) => {
      for (const { holds } of tests) if (await holds(page, document)) return true;
      return false;
    });
  }

  /** An index that can tell the pages for which a condition holds tells those for which it does not. */
  async #testOf({ condition, negated }: Literal): Promise<Test> {
    if (condition.kind === 'statement') {
      const matches = await this.#context.statements.find(condition.anyOf);
      if (matches.estimate <= MOST_LISTED) {
        return testOfPages(await this.#pagesOf(matches.list(MOST_LISTED)), negated);
      }
      const holds: DocumentCheck = async ({ documentId }) =>
        matches.has(documentId as EntityId) !== negated;
      return { holds, list: undefined };
    }
    if (condition.kind === 'has-term') {
      const pages = await this.#labelled(condition);
      if (pages !== undefined) return testOfPages(pages, negated);
      const check = documentCheck(condition);
      return { holds: async (...args) => (await check(...args)) !== negated, list: undefined };
    }
    const words = await this.#wordsOf(condition);
    const found = await this.#context.records.findText({ words, kinds: this.#kinds });
    const pages = new Set(found.keys());
    if (!needsDocument(condition)) return testOfPages(pages, negated);
    const check = documentCheck(condition);
    const holds: DocumentCheck = async (page, document) =>
      (pages.has(page.pageId) && (await check(page, document))) !== negated;
    return { holds, list: negated ? undefined : pages };
  }

  async #pagesOf(ids: ReadonlySet<string>): Promise<ReadonlySet<number>> {
    return new Set(await this.#context.records.pageIdsOf([...ids]));
  }

  async #labelled({
    field,
    languages,
  }: Extract<Condition, { kind: 'has-term' }>): Promise<ReadonlySet<number> | undefined> {
    if (field !== 'label' || languages.length === 0) return undefined;
    const { records } = this.#context;
    return new Set(
      (await Promise.all(languages.map((code) => records.pagesLabelledIn(code)))).flat(),
    );
  }

  async #wordsOf(condition: WordCondition): Promise<TextWord[]> {
    const { fields } = condition;
    const searches = wordSearches(condition.text);
    const words = await Promise.all(
      searches.map(async (search, at): Promise<TextWord[]> => {
        const isBeginning = condition.kind === 'beginning' && at === searches.length - 1;
        if (search.kind === 'prefix' || isBeginning) {
          const prefix = search.kind === 'prefix' ? search.prefix : search.text;
          return [{ tokens: await this.#beginnings(prefix), fields }];
        }
        const expand = condition.kind === 'words' ? this.#expand : () => [];
        return search.tokens.map((token) => ({
          tokens: [{ token, weight: 1 }, ...expand(token)],
          fields,
        }));
      }),
    );
    return words.flat();
  }

  async #beginnings(prefix: string): Promise<TextWord['tokens']> {
    const tokens = await this.#context.records.tokensFrom({ prefix, limit: MOST_BEGINNINGS });
    return [prefix, ...tokens].map((token) => ({ token, weight: 1 }));
  }
}

type WordCondition = Exclude<Condition, { kind: 'statement' | 'has-term' }>;

interface Test {
  readonly holds: DocumentCheck;
  /** The pages for which it may hold, where they are known. */
  readonly list: ReadonlySet<number> | undefined;
}

function testOfPages(pages: ReadonlySet<number>, negated: boolean): Test {
  return {
    holds: async ({ pageId }) => pages.has(pageId) !== negated,
    list: negated ? undefined : pages,
  };
}

function needsDocument(condition: WordCondition): boolean {
  return condition.kind === 'phrase' || condition.languages !== undefined;
}

function isPlainWord(condition: Condition): condition is WordCondition {
  return (
    (condition.kind === 'words' || condition.kind === 'beginning') && !needsDocument(condition)
  );
}

const UNCUT = { most: undefined, isCut: false } as const;

function unscored(pages: Iterable<number>): TextScores {
  return new Map(Array.from(pages, (page) => [page, 0]));
}
