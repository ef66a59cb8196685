/** Labels and descriptions for everything that a page mentions, in the reader's language. */
import { setImmediate } from 'node:timers/promises';
import type { Document } from '../../schema/model/documents/kinds.ts';
import { pageEntityId } from '../../schema/model/entity-id.ts';
import type { EntityId } from '../../schema/model/entity-id.ts';
import { NO_TERMS } from '../../schema/model/entity.ts';
import type { Terms } from '../../schema/model/entity.ts';
import { fallbackChain } from '../../schema/model/languages/fallback.ts';
import { readStored } from '../../schema/model/stored-json.ts';
import type { AsOf, RecordStore } from '../storage/records/record-store.ts';
import { DocumentCache } from './document-cache.ts';

/** A term in the language asked for, or in the next best one that has it. */
export interface TermFallback {
  readonly language: string;
  readonly value: string;
}

export interface DisplayTerms {
  readonly label: TermFallback | undefined;
  readonly description: TermFallback | undefined;
}

/** What there is to show of one page. */
type PageTerms =
  | { readonly kind: 'redirect'; readonly target: EntityId }
  | {
      readonly kind: 'terms';
      readonly labels: Terms;
      readonly descriptions: Terms;
      /** Labels of forms and senses, by id. */
      readonly parts: ReadonlyMap<string, Terms>;
    };

/** Terms that are kept in memory; some 100 bytes each. */
const MOST_TERMS = 500_000;
/** Pages that are read before others get their turn. */
const PAGES_AT_ONCE = 50;

export class LabelReader {
  readonly #records: RecordStore;
  readonly #cache: DocumentCache<PageTerms>;

  constructor(records: RecordStore) {
    this.#records = records;
    this.#cache = new DocumentCache({
      records,
      load: (ids) => loadTerms(records, ids, undefined),
      weigh: weightOf,
      capacity: MOST_TERMS,
    });
  }

  /**
   * The terms of those of the entities that exist, by the ids asked for. A redirect shows the
   * terms of its target, a lexeme its lemmas, a form its representations, a sense its glosses.
   */
  async displayTerms(
    ids: Iterable<EntityId>,
    language: string,
    at?: AsOf,
  ): Promise<Map<EntityId, DisplayTerms>> {
    const asked = [...new Set(ids)];
    const pages = await this.#termsOf(asked.map(pageEntityId), at);
    const targets = [...pages.values()].flatMap((page) =>
      page.kind === 'redirect' ? [pageEntityId(page.target)] : [],
    );
    const targetPages = targets.length === 0 ? pages : await this.#termsOf(targets, at);
    const chain = fallbackChain(language);
    return new Map(
      asked.flatMap((id): [EntityId, DisplayTerms][] => {
        const page = pages.get(pageEntityId(id));
        const shown = page?.kind === 'redirect' ? targetPages.get(page.target) : page;
        return shown?.kind === 'terms' ? [[id, displayTermsOf(shown, id, chain)]] : [];
      }),
    );
  }

  #termsOf(ids: readonly string[], at: AsOf | undefined): Promise<ReadonlyMap<string, PageTerms>> {
    return at === undefined ? this.#cache.getMany(ids) : loadTerms(this.#records, ids, at);
  }
}

/** The term in the first language of the chain that has one. */
function termIn(terms: Terms, chain: readonly string[]): TermFallback | undefined {
  for (const language of chain) {
    const value = terms.get(language);
    if (value !== undefined) return { language, value };
  }
  return undefined;
}

function displayTermsOf(
  page: Extract<PageTerms, { kind: 'terms' }>,
  id: EntityId,
  chain: readonly string[],
): DisplayTerms {
  const isPart = id.includes('-');
  if (!isPart) {
    return { label: termIn(page.labels, chain), description: termIn(page.descriptions, chain) };
  }
  return { label: termIn(page.parts.get(id) ?? NO_TERMS, chain), description: undefined };
}

async function loadTerms(
  records: RecordStore,
  ids: readonly string[],
  at: AsOf | undefined,
): Promise<Map<string, PageTerms>> {
  const terms = new Map<string, PageTerms>();
  for (let start = 0; start < ids.length; start += PAGES_AT_ONCE) {
    if (start > 0) await setImmediate();
    const stored = await records.documents(ids.slice(start, start + PAGES_AT_ONCE), at);
    for (const [id, { kind, content }] of stored) {
      const found = termsIn(readStored(kind, content));
      if (found !== undefined) terms.set(id, found);
    }
  }
  return terms;
}

function termsIn(document: Document): PageTerms | undefined {
  if (document.type === 'redirect') return { kind: 'redirect', target: document.target };
  if (document.type === 'item' || document.type === 'property') {
    const { labels, descriptions } = document;
    return { kind: 'terms', labels, descriptions, parts: new Map() };
  }
  if (document.type !== 'lexeme') return undefined;
  const { lemmas, forms, senses } = document;
  return {
    kind: 'terms',
    labels: withAnyTerm(lemmas),
    descriptions: NO_TERMS,
    parts: new Map([
      ...forms.map((form) => [form.id, withAnyTerm(form.representations)] as const),
      ...senses.map((sense) => [sense.id, sense.glosses] as const),
    ]),
  };
}

/** A word has the language it has: where the reader's has none, the first one is shown. */
function withAnyTerm(terms: Terms): Terms {
  const [first] = terms.values();
  return first === undefined || terms.has('mul') ? terms : new Map([...terms, ['mul', first]]);
}

function weightOf(page: PageTerms | undefined): number {
  if (page?.kind !== 'terms') return 1;
  let weight = 1 + page.labels.size + page.descriptions.size;
  for (const part of page.parts.values()) weight += part.size;
  return weight;
}
