/**
 * Pages of other wikis, asked for through their Action API: are they there, and what are they called?
 * Nobody waits for somebody else's server longer than a deadline, and one that gave no answer is left
 * alone for a while.
 */
import { isObject } from '../../schema/model/json/reading.ts';
import type { JsonObject } from '../../schema/model/json/reading.ts';
import { parseJson } from '../../schema/model/json-depth.ts';
import type { Egress, EgressFault } from './egress.ts';

export interface ExternalPage {
  /** The address of the wiki's Action API. */
  readonly api: string;
  readonly title: string;
}

export type PageAnswer =
  /** With the title that the wiki gives it, at the end of its redirects. */
  | { readonly kind: 'found'; readonly title: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'no-answer' };

/** Why a wiki told us nothing: the door's word, or that its answer was not one. */
export type PageFault = EgressFault | 'not-an-answer';

export interface ExternalPagesOptions {
  readonly egress: Egress;
  readonly onFault?: ((api: string, fault: PageFault) => void) | undefined;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
}

const REQUEST_MS = 5_000;
/** For all wikis that one edit asks. */
const TOTAL_MS = 10_000;
const REQUESTS_AT_ONCE = 8;
/** Titles in one request: as many as MediaWiki takes of anybody, in an address of usual length. */
const TITLES = 50;
const TITLE_CHARACTERS = 4_000;
const ANSWER_BYTES = 1_048_576;

const REMEMBERED_MS = 60_000;
const REMEMBERED = 10_000;
const LEFT_ALONE_MS = 30_000;

const NO_ANSWER: PageAnswer = { kind: 'no-answer' };
const MISSING: PageAnswer = { kind: 'missing' };

export class ExternalPages {
  readonly #options: ExternalPagesOptions;
  /** Only pages that were found: who is told that one is missing may go and write it. Oldest first. */
  readonly #found = new Map<string, { readonly answer: PageAnswer; readonly until: number }>();
  /** Wikis that gave no answer, and until when they are left alone. */
  readonly #silent = new Map<string, number>();

  constructor(options: ExternalPagesOptions) {
    this.#options = options;
  }

  /** An answer for each page, in the same order. Never throws. */
  async find(pages: readonly ExternalPage[]): Promise<readonly PageAnswer[]> {
    const answers = new Map<string, PageAnswer>();
    const unknown = pages.filter((page) => {
      const known = this.#remembered(page);
      if (known !== undefined) answers.set(keyOf(page), known);
      return known === undefined;
    });
    const requests = requestsFor(unknown);
    const deadline = this.#now() + TOTAL_MS;
    const work = async (): Promise<void> => {
      for (let next = requests.shift(); next !== undefined; next = requests.shift()) {
        for (const [page, answer] of await this.#ask(next, deadline)) {
          answers.set(keyOf(page), answer);
        }
      }
    };
    await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, work));
    return pages.map((page) => answers.get(keyOf(page)) ?? NO_ANSWER);
  }

  #remembered(page: ExternalPage): PageAnswer | undefined {
    const key = keyOf(page);
    const found = this.#found.get(key);
    if (found === undefined || found.until > this.#now()) return found?.answer;
    this.#found.delete(key);
    return undefined;
  }

  async #ask(
    { api, titles }: TitlesRequest,
    deadline: number,
  ): Promise<(readonly [ExternalPage, PageAnswer])[]> {
    const now = this.#now();
    if ((this.#silent.get(api) ?? now) > now || deadline <= now) return [];
    const told = await this.#query(api, titles, Math.min(REQUEST_MS, deadline - now));
    if (typeof told === 'string') {
      // a door that is full says nothing about the wiki
      if (told !== 'busy') this.#silent.set(api, this.#now() + LEFT_ALONE_MS);
      this.#options.onFault?.(api, told);
      return [];
    }
    this.#silent.delete(api);
    return titles.map((title) => {
      const page = { api, title };
      const answer = told(title);
      if (answer.kind === 'found') this.#remember(page, answer);
      return [page, answer];
    });
  }

  async #query(
    api: string,
    titles: readonly string[],
    timeoutMs: number,
  ): Promise<PageFault | Told> {
    const answer = await this.#options.egress.get({
      url: queryUrl(api, titles),
      mediaType: 'application/json',
      timeoutMs,
      maxBytes: ANSWER_BYTES,
    });
    if (!answer.ok) return answer.fault;
    return readAnswer(answer.body.toString()) ?? 'not-an-answer';
  }

  #remember(page: ExternalPage, answer: PageAnswer): void {
    const [oldest] = this.#found.keys();
    if (oldest !== undefined && this.#found.size === REMEMBERED) this.#found.delete(oldest);
    this.#found.set(keyOf(page), { answer, until: this.#now() + REMEMBERED_MS });
  }

  #now(): number {
    return this.#options.now?.() ?? performance.now();
  }
}

function keyOf({ api, title }: ExternalPage): string {
  return `${api}\n${title}`;
}

interface TitlesRequest {
  readonly api: string;
  readonly titles: readonly string[];
}

function requestsFor(pages: readonly ExternalPage[]): TitlesRequest[] {
  const byWiki = Map.groupBy(pages, ({ api }) => api);
  return [...byWiki].flatMap(([api, named]) => {
    const parts: string[][] = [];
    let room = 0;
    for (const title of new Set(named.map((page) => page.title))) {
      const length = encodeURIComponent(title).length;
      const part = parts.at(-1);
      if (part === undefined || part.length === TITLES || length > room) {
        parts.push([title]);
        room = TITLE_CHARACTERS;
      } else part.push(title);
      room -= length;
    }
    return parts.map((titles) => ({ api, titles }));
  });
}

function queryUrl(api: string, titles: readonly string[]): string {
  const parameters = new URLSearchParams({
    action: 'query',
    format: 'json',
    formatversion: '2',
    redirects: '1',
    converttitles: '1',
    titles: titles.join('|'),
  });
  return `${api}${api.includes('?') ? '&' : '?'}${parameters.toString()}`;
}

/** What a wiki told of each title that it was asked for. */
type Told = (title: string) => PageAnswer;

/** `undefined` for what is no answer of a query. */
function readAnswer(text: string): Told | undefined {
  const json = parseJson(text);
  const query = json.ok && isObject(json.value) ? json.value['query'] : undefined;
  if (!isObject(query)) return undefined;
  // in the order in which MediaWiki goes through them
  const steps = ['normalized', 'converted', 'redirects'].map((name) => renamings(query, name));
  const pages = new Map(objects(query, 'pages').map((page) => [page['title'], page] as const));
  return (asked) => {
    const title = steps.reduce((name, step) => step.get(name) ?? name, asked);
    const page = pages.get(title);
    return page !== undefined && isThere(page) ? { kind: 'found', title } : MISSING;
  };
}

function renamings(query: JsonObject, name: string): Map<unknown, string> {
  return new Map(
    objects(query, name).flatMap(({ from, to }) =>
      typeof to === 'string' ? [[from, to] as const] : [],
    ),
  );
}

function objects(query: JsonObject, name: string): JsonObject[] {
  const list = query[name];
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** A file that lies on a wiki shared by many is known without a page of its own. */
function isThere({ missing, invalid, known }: JsonObject): boolean {
  return !isSet(invalid) && (!isSet(missing) || isSet(known));
}

/** Flags are `true`, or an empty text where a wiki is old. */
function isSet(flag: unknown): boolean {
  return flag !== undefined && flag !== false;
}
