/** `list=search`: pages by the words in them and by what their statements say. */
import { documentKinds } from '../../../../../schema/model/documents/kinds.ts';
import type { Document } from '../../../../../schema/model/documents/kinds.ts';
import { textPieces } from '../../../../../schema/model/documents/text-pieces.ts';
import { fallbackChain } from '../../../../../schema/model/languages/fallback.ts';
import { readStored } from '../../../../../schema/model/stored-json.ts';
import { textTokens } from '../../../../../schema/model/text-tokens.ts';
import { searchFullText, searchOrders } from '../../../../search/full-text.ts';
import { parseSearch } from '../../../../search/search-syntax.ts';
import type { ParsedSearch } from '../../../../search/search-syntax.ts';
import { bestMatch, excerpt, matchIn } from '../../../../search/text-match.ts';
import type { TextMatch, WantedTokens } from '../../../../search/text-match.ts';
import { htmlText } from '../../../response/html-text.ts';
import { kindsIn, kindsInNamespace, titleOf } from '../../../titles.ts';
import { ApiError } from '../../module.ts';
import type { JsonObject } from '../../module.ts';
import { defineList } from '../query-module.ts';

/** So far a client may go on; nobody reads further, and programs have other lists. */
const LAST_OFFSET = 10_000;

const infos = ['totalhits', 'suggestion', 'rewrittenquery'] as const;
const props = [
  'size',
  'wordcount',
  'timestamp',
  'snippet',
  'titlesnippet',
  'redirecttitle',
  'redirectsnippet',
  'sectiontitle',
  'sectionsnippet',
  'isfilematch',
  'categorysnippet',
  'extensiondata',
] as const;

export const search = defineList({
  name: 'search',
  prefix: 'sr',
  generates: true,
  continueWith: 'offset',
  parameters: {
    search: { type: 'string', required: true },
    namespace: { type: 'namespaces', default: '0' },
    limit: { type: 'limit', default: '10' },
    offset: { type: 'integer', min: 0, max: LAST_OFFSET, default: '0' },
    what: { type: 'enum', values: ['nearmatch', 'text', 'title'], default: 'text' },
    info: { type: 'list', values: infos, default: infos.join('|') },
    prop: { type: 'list', values: props, default: 'size|wordcount|timestamp|snippet' },
    sort: { type: 'enum', values: searchOrders, default: 'relevance' },
    interwiki: { type: 'boolean' },
    enablerewrites: { type: 'boolean' },
    qiprofile: { type: 'string' },
  },
  async run({ search: text, namespace, limit, offset, what, info, prop, sort }, request) {
    const { services, language } = request;
    const { records } = services.edit.storage;
    const site = await services.site.current();
    const parsed =
      what === 'text'
        ? parseSearch(text, (named) => kindsInNamespace(named, site))
        : inTitles(text);
    if (!parsed.ok) return new ApiError('badvalue', parsed.failures);
    const { query, kinds: named, unknownKeywords } = parsed.value;
    const asked =
      namespace === undefined ? documentKinds.map(({ kind }) => kind) : kindsIn(namespace, site);
    const { pages, total, incomplete, suggestion, wanted } = await searchFullText(
      { text, query, kinds: named ?? asked, order: sort, offset, limit },
      { records, statements: services.statements },
    );
    if (unknownKeywords.length > 0) {
      const names = unknownKeywords.join(', ');
      request.warn('search', request.messages.text('search-unknown-keywords', names));
    }
    if (incomplete) request.warn('search', request.messages.text('search-incomplete'));
    const sizes = await records.newestRevisions(pages.map(({ documentId }) => documentId));
    const shown = request.texts.take(
      pages,
      ({ documentId }) => sizes.get(documentId)?.sizeBytes ?? 0,
    );
    const documents = await records.documents(shown.map(({ documentId }) => documentId));
    const languages = fallbackChain(language);
    const items = shown.flatMap(({ documentId }): JsonObject[] => {
      const stored = documents.get(documentId);
      if (stored === undefined) return [];
      const { kind, pageId, sizeBytes, timestamp, content } = stored;
      const found = new FoundDocument(readStored(kind, content), wanted, languages);
      const parts: Partial<Record<(typeof props)[number], () => unknown>> = {
        size: () => sizeBytes,
        wordcount: () => found.words(),
        timestamp: () => timestamp,
        snippet: () => found.snippet(),
        titlesnippet: () => found.title() ?? htmlText(titleOf(stored, site).title),
      };
      const shownParts = prop.flatMap((name) => {
        const part = parts[name];
        return part === undefined ? [] : [[name, part()]];
      });
      return [{ ...titleOf(stored, site), pageid: pageId, ...Object.fromEntries(shownParts) }];
    });
    const next = offset + (shown.length < pages.length ? shown.length : limit);
    return {
      items,
      next: next < total && next <= LAST_OFFSET ? next : undefined,
      pages: shown.map(({ documentId }) => documentId),
      besides: {
        searchinfo: {
          ...(info.includes('totalhits') ? { totalhits: total } : {}),
          ...(suggestion !== undefined && info.includes('suggestion')
            ? { suggestion, suggestionsnippet: htmlText(suggestion) }
            : {}),
        },
      },
    };
  },
});

/** The whole text as a part of a name. */
function inTitles(text: string): { readonly ok: true; readonly value: ParsedSearch } {
  const condition = { kind: 'phrase', text, fields: ['label'] } as const;
  const query = [[{ condition, negated: false }]];
  return { ok: true, value: { query, kinds: undefined, unknownKeywords: [] } };
}

class FoundDocument {
  readonly #document: Document;
  readonly #wanted: WantedTokens;
  readonly #languages: readonly string[];

  constructor(document: Document, wanted: WantedTokens, languages: readonly string[]) {
    this.#document = document;
    this.#wanted = wanted;
    this.#languages = languages;
  }

  words(): number {
    return textPieces(this.#document).reduce((sum, { text }) => sum + textTokens(text).length, 0);
  }

  /** The text that shows why the page was found; else what it is, in the reader's language. */
  snippet(): string {
    const match = bestMatch(this.#document, this.#wanted, this.#languages);
    return markedHtml(match === undefined ? this.#shown('description') : excerpt(match)) ?? '';
  }

  title(): string | undefined {
    return markedHtml(this.#shown('label'));
  }

  #shown(field: 'label' | 'description'): TextMatch | undefined {
    const pieces = textPieces(this.#document).filter((piece) => piece.field === field);
    const piece = this.#languages
      .map((code) => pieces.find(({ language }) => language === code))
      .find((each) => each !== undefined);
    return piece && matchIn(piece, this.#wanted);
  }
}

/** As MediaWiki marks what was found. */
function markedHtml(match: TextMatch | undefined): string | undefined {
  if (match === undefined) return undefined;
  const { text, places } = match;
  let html = '';
  let end = 0;
  for (const [from, to] of places) {
    html += `${htmlText(text.slice(end, from))}<span class="searchmatch">${htmlText(text.slice(from, to))}</span>`;
    end = to;
  }
  return html + htmlText(text.slice(end));
}
