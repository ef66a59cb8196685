/** `query`: facts about the wiki (`meta`), lists, and properties of pages, in one call. */
import { failure } from '../../../../schema/failures.ts';
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import { readParameters } from '../read-parameters.ts';
import type { ApiRequest } from '../request.ts';
import { TextBudget } from '../text-budget.ts';
import { continuationJson, readContinue } from './continuation.ts';
import { findPages } from './page-set.ts';
import type { PageSet } from './page-set.ts';
import type { ListModule, QueryModule } from './query-module.ts';
import {
  asGenerator,
  generators,
  listModules,
  metaModules,
  namedModules,
  propModules,
} from './query-modules.ts';

type Next = Readonly<Record<string, string | number>> | undefined;

export const queryModule = defineModule({
  name: 'query',
  parameters: {
    prop: { type: 'list', values: namesOf(propModules), submodules: 'query+' },
    list: { type: 'list', values: namesOf(listModules), submodules: 'query+' },
    meta: { type: 'list', values: namesOf(metaModules), submodules: 'query+' },
    indexpageids: { type: 'boolean' },
    rawcontinue: { type: 'boolean' },
    continue: { type: 'string' },
    titles: { type: 'list' },
    pageids: { type: 'integers' },
    revids: { type: 'integers' },
    generator: { type: 'enum', values: namesOf(generators), submodules: 'query+' },
    redirects: { type: 'boolean' },
    converttitles: { type: 'boolean' },
  },
  submodules: namedModules,
  async run(values, request) {
    const point = readContinue(values.continue);
    if (point instanceof ApiError) return point;
    const { titles = [], pageids = [], revids = [] } = values;
    if ([titles, pageids, revids].filter(({ length }) => length > 0).length > 1) {
      const expected = 'the only one of titles, pageids and revids';
      return new ApiError('multisource', [failure('wrong-type', { field: 'titles', expected })]);
    }
    const answer = new QueryAnswer(request, point.finished);
    const left = <M extends QueryModule>(
      modules: readonly M[],
      names: readonly string[] = [],
    ): M[] => modules.filter(({ name }) => names.includes(name) && !point.finished.has(name));
    const faults = [
      await answer.addMeta(left(metaModules, values.meta)),
      await answer.addLists(left(listModules, values.list)),
    ];
    if (!point.pagesDone) {
      const generator = generators.find(({ name }) => name === values.generator);
      const source = { titles, pageIds: pageids, revisionIds: revids, documentIds: [] };
      const found = await answer.generate(generator);
      if (found instanceof ApiError) return found;
      const documentIds = [...source.documentIds, ...found];
      const followRedirects = values.redirects;
      const pages = await findPages({ ...source, documentIds, followRedirects }, request);
      faults.push(await answer.addProps(left(propModules, values.prop), pages));
      answer.addPages(pages, values.indexpageids);
    }
    return faults.find((fault) => fault !== undefined) ?? answer.json();
  },
});

function namesOf(modules: readonly QueryModule[]): string[] {
  return modules.map(({ name }) => name);
}

/** The parts of an answer, gathered module by module. */
class QueryAnswer {
  readonly #request: ApiRequest;
  readonly #query: JsonObject[] = [];
  readonly #limits = new Map<string, number>();
  readonly #lists: Map<string, Next>;
  readonly #props: Map<string, Next>;
  readonly #partsOfPages = new Map<object, JsonObject[]>();
  #generator: Next;
  #generatorHere: NonNullable<Next> = {};

  /** `finished`: what earlier answers to the same question told to the end. */
  constructor(request: ApiRequest, finished: ReadonlySet<string>) {
    this.#request = request;
    const told = (modules: readonly QueryModule[]): [string, undefined][] =>
      modules.flatMap(({ name }) => (finished.has(name) ? [[name, undefined]] : []));
    this.#lists = new Map<string, Next>([...told(metaModules), ...told(listModules)]);
    this.#props = new Map<string, Next>(told(propModules));
  }

  async addMeta(modules: readonly (typeof metaModules)[number][]): Promise<ApiError | undefined> {
    for (const module of modules) {
      const values = this.#read(module);
      if (values instanceof ApiError) return values;
      const part = await module.run(values, this.#request);
      if (part instanceof ApiError) return part;
      this.#lists.set(module.name, undefined);
      this.#query.push(part);
    }
    return undefined;
  }

  async addLists(modules: readonly ListModule[]): Promise<ApiError | undefined> {
    for (const module of modules) {
      const list = await this.#list(module);
      if (list instanceof ApiError) return list;
      this.#lists.set(module.name, nextOf(module, list.next));
      this.#query.push({ ...list.besides, ...itemsOf(module, list.items) });
    }
    return undefined;
  }

  /** Document ids of the pages that the generator finds. */
  async generate(module: ListModule | undefined): Promise<readonly string[] | ApiError> {
    if (module === undefined) return [];
    const generator = asGenerator(module);
    // what it reads is not told, and must not keep the properties from going on
    const list = await this.#list(generator, { ...this.#request, texts: new TextBudget() });
    if (list instanceof ApiError) return list;
    this.#generator = nextOf(generator, list.next);
    const field = `${generator.prefix ?? ''}${generator.continueWith}`;
    const here = this.#request.fields.get(field);
    this.#generatorHere = here === undefined ? {} : { [field]: here };
    return list.pages ?? [];
  }

  async addProps(
    modules: readonly (typeof propModules)[number][],
    pages: PageSet,
  ): Promise<ApiError | undefined> {
    for (const module of modules) {
      const values = this.#read(module);
      if (values instanceof ApiError) return values;
      const added = await module.run(values, this.#request, pages);
      if (added instanceof ApiError) return added;
      this.#props.set(module.name, nextOf(module, added.next));
      for (const [page, part] of added.parts) {
        this.#partsOfPages.set(page, [...(this.#partsOfPages.get(page) ?? []), part]);
      }
    }
    return undefined;
  }

  addPages({ pages, notes }: PageSet, indexed: boolean): void {
    if (pages.length === 0) {
      if (Object.keys(notes).length > 0) this.#query.push(notes);
      return;
    }
    const entries = pages.map((page) => {
      const parts = this.#partsOfPages.get(page) ?? [];
      return [String(page.pageId), Object.assign({}, page.json, ...parts) as JsonObject] as const;
    });
    const ids = indexed ? { pageids: entries.map(([id]) => id) } : {};
    const list = entries.map(([, json]) => json);
    const shown = this.#request.formatVersion === 1 ? Object.fromEntries(entries) : list;
    this.#query.push({ ...notes, ...ids, pages: shown });
  }

  json(): JsonObject {
    const query = Object.assign({}, ...this.#query) as JsonObject;
    return {
      ...continuationJson({
        lists: this.#lists,
        props: this.#props,
        generator: this.#generator,
        generatorHere: this.#generatorHere,
      }),
      ...(this.#limits.size > 0 ? { limits: Object.fromEntries(this.#limits) } : {}),
      ...(this.#query.length > 0 ? { query } : {}),
    };
  }

  async #list(module: ListModule, request = this.#request) {
    const values = this.#read(module);
    return values instanceof ApiError ? values : module.run(values, request);
  }

  /** Who asks for as much as there may be is told how much that is. */
  #read(module: QueryModule): Readonly<Record<string, unknown>> | ApiError {
    const values = readParameters(module, this.#request);
    if (values instanceof ApiError) return values;
    const { limit } = values;
    if (
      typeof limit === 'number' &&
      this.#request.fields.get(`${module.prefix ?? ''}limit`) === 'max'
    ) {
      this.#limits.set(module.name, limit);
    }
    return values;
  }
}

function itemsOf({ name }: ListModule, items: readonly JsonObject[] | undefined): JsonObject {
  return items === undefined ? {} : { [name]: items };
}

/** The parameter with which a module goes on. */
function nextOf(module: QueryModule, next: string | number | undefined): Next {
  if (next === undefined) return undefined;
  const name = module.kind === 'list' ? module.continueWith : 'continue';
  return { [`${module.prefix ?? ''}${name}`]: next };
}
