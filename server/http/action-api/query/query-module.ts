/**
 * The three kinds of submodules of `query`. A new one is a declaration with `run`, in a file of its
 * own, and a line in `query-modules.ts`; parameters, continuation, help and use as a generator
 * follow from it.
 */
import type { ApiError, JsonObject, ModuleDeclaration, Parameters } from '../module.ts';
import type { ParameterValues } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import type { PageSet, QueryPage } from './page-set.ts';

/** What it adds to `query`. */
type MetaAnswer = JsonObject;

interface ListAnswer {
  /** Under the module's name in `query`; a list that answers in another shape does it `besides`. */
  readonly items?: readonly JsonObject[];
  /** What the parameter `continue` has to say to get the items after these. */
  readonly next?: string | number | undefined;
  /** The pages that the items are about, by document id: what a generator hands on. */
  readonly pages?: readonly string[];
  /** Further members of `query`. */
  readonly besides?: JsonObject;
}

export interface PropAnswer {
  /** What to add to each page. */
  readonly parts: ReadonlyMap<QueryPage, JsonObject>;
  readonly next?: string | number | undefined;
}

interface Kinds {
  readonly meta: {
    run(values: Values, request: ApiRequest): Promise<MetaAnswer | ApiError>;
  };
  readonly list: {
    run(values: Values, request: ApiRequest): Promise<ListAnswer | ApiError>;
  };
  readonly prop: {
    run(values: Values, request: ApiRequest, pages: PageSet): Promise<PropAnswer | ApiError>;
  };
}
type Values = Readonly<Record<string, unknown>>;

export type MetaModule = ModuleDeclaration & { readonly kind: 'meta' } & Kinds['meta'];
export type ListModule = ModuleDeclaration & {
  readonly kind: 'list';
  /** Whether its pages can be a query's pages. */
  readonly generates: boolean;
  /** The parameter with which it goes on; `continue`, where nothing else is said. */
  readonly continueWith: 'continue' | 'offset';
} & Kinds['list'];
export type PropModule = ModuleDeclaration & { readonly kind: 'prop' } & Kinds['prop'];
export type QueryModule = MetaModule | ListModule | PropModule;

interface Declared<P extends Parameters> {
  readonly name: string;
  readonly prefix: string;
  readonly parameters: P;
}

export function defineMeta<const P extends Parameters>(
  module: Declared<P> & {
    run(values: ParameterValues<P>, request: ApiRequest): Promise<MetaAnswer | ApiError>;
  },
): MetaModule {
  return {
    ...module,
    kind: 'meta',
    mustBePosted: false,
    run: (values, request) => module.run(values as ParameterValues<P>, request),
  };
}

export function defineList<const P extends Parameters>(
  module: Declared<P> & {
    readonly generates?: boolean;
    readonly continueWith?: 'offset';
    run(values: ParameterValues<P>, request: ApiRequest): Promise<ListAnswer | ApiError>;
  },
): ListModule {
  return {
    generates: false,
    continueWith: 'continue',
    ...module,
    kind: 'list',
    mustBePosted: false,
    run: (values, request) => module.run(values as ParameterValues<P>, request),
  };
}

export function defineProp<const P extends Parameters>(
  module: Declared<P> & {
    run(
      values: ParameterValues<P>,
      request: ApiRequest,
      pages: PageSet,
    ): Promise<PropAnswer | ApiError>;
  },
): PropModule {
  return {
    ...module,
    kind: 'prop',
    mustBePosted: false,
    run: (values, request, pages) => module.run(values as ParameterValues<P>, request, pages),
  };
}
