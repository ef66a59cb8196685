/**
 * An Action API module, declared once: its parameters with types, defaults and limits, and what it
 * does with them. Reading the parameters, `paraminfo` and help follow from the declaration.
 */
import type { Failure } from '../../../schema/failures.ts';
import type { Fields } from './read-parameters.ts';
import type { ApiRequest } from './request.ts';

type ParameterType =
  /** `user`: the name of an account, or an address. */
  | { readonly type: 'string' | 'user' }
  | { readonly type: 'boolean' }
  | { readonly type: 'integer'; readonly min?: number; readonly max?: number }
  /** How many to answer: from 1 up to 500, for bots 5000, where nothing else is said; or `max`. */
  | {
      readonly type: 'limit';
      readonly min?: number;
      readonly max?: number;
      readonly highMax?: number;
    }
  /** ISO 8601, 14 digits, seconds since the epoch or `now`; read as whole seconds. */
  | { readonly type: 'timestamp' }
  | { readonly type: 'enum'; readonly values: readonly string[] }
  /** Those of the types of entities that this wiki has. */
  | { readonly type: 'entity-type'; readonly values: readonly string[] }
  /** Values separated by `|`, or by U+001F where the text begins with that. */
  | {
      readonly type: 'list';
      readonly values?: readonly string[];
      /** `*` stands for all values. */
      readonly all?: boolean;
      readonly allowsDuplicates?: boolean;
    }
  /** Like `list`, of whole numbers. */
  | { readonly type: 'integers' }
  /** The number of a namespace. */
  | { readonly type: 'namespace' }
  /** Numbers of namespaces; `*`, like nothing, stands for all of them. */
  | { readonly type: 'namespaces' };

export type Parameter = ParameterType & {
  readonly required?: boolean;
  readonly default?: string;
  /** Never in a URL: it would be logged. */
  readonly secret?: boolean;
  /** Its values are the names of modules, whose paths begin with this. */
  readonly submodules?: string;
  /** Still obeyed, with a warning. */
  readonly deprecated?: boolean;
};

export type Parameters = Readonly<Record<string, Parameter>>;

type ValueOf<P extends Parameter> = P['type'] extends 'boolean'
  ? boolean
  : P extends { type: 'integer' | 'limit' | 'namespace' | 'timestamp' }
    ? Present<P, number>
    : P extends { type: 'list' }
      ? Present<P, readonly ListedValue<P>[]>
      : P extends { type: 'integers' }
        ? Present<P, readonly number[]>
        : P extends { type: 'namespaces' }
          ? readonly number[] | undefined
          : P extends { type: 'enum' | 'entity-type'; values: readonly (infer Value)[] }
            ? Present<P, Value>
            : Present<P, string>;
type ListedValue<P extends Parameter> = P extends { values: readonly (infer Value)[] }
  ? Value
  : string;
type Present<P extends Parameter, Value> = P extends { required: true } | { default: string }
  ? Value
  : Value | undefined;

/** What a module gets: a value of the declared type for each declared parameter. */
export type ParameterValues<P extends Parameters> = {
  readonly [Name in keyof P]: ValueOf<P[Name]>;
};

/** The kinds of tokens that `meta=tokens` gives out. */
export const tokenTypes = [
  'createaccount',
  'csrf',
  'login',
  'patrol',
  'rollback',
  'userrights',
  'watch',
] as const;
export type TokenType = (typeof tokenTypes)[number];

/** What reading parameters, `paraminfo` and help need to know of a module. */
export interface ModuleDeclaration {
  readonly name: string;
  /** Stands before each parameter's name in a request, never in the declaration. */
  readonly prefix?: string;
  readonly parameters: Parameters;
  readonly mustBePosted: boolean;
  /** The kind of token that must come with it. */
  readonly token?: TokenType;
  /** To which it hands this request on: their parameters may come with it. */
  readonly submodules?: (fields: Fields) => readonly ModuleDeclaration[];
}

export interface ApiModule extends ModuleDeclaration {
  run(values: Readonly<Record<string, unknown>>, request: ApiRequest): Promise<ApiAnswer>;
}

export type JsonObject = { readonly [key: string]: unknown };
/** Answers are JSON objects; that of OpenSearch is a list, and help is a page. */
export type ApiAnswer = JsonObject | readonly unknown[] | ApiError | Response;

/** A message that clients know by its name, as Wikibase's modules add them to their errors. */
export interface ErrorMessage {
  readonly name: string;
  /** `sentence`: its one parameter is a sentence of ours, and the message nothing besides. */
  readonly parameters: readonly string[] | 'sentence';
  /** Says what the message says; without it, the error's own text does. */
  readonly failure?: Failure;
}

/**
 * A refusal in the Action API's terms: a code that clients know, and what was wrong.
 *
 * Errors of MediaWiki's own modules have no messages, those of Wikibase's have one or more.
 */
export class ApiError {
  readonly code: string;
  readonly failures: readonly Failure[];
  /** Members that some codes add to the `error` object. */
  readonly extra: JsonObject;
  readonly messages: readonly ErrorMessage[];

  constructor(
    code: string,
    failures: readonly Failure[],
    extra: JsonObject = {},
    messages: readonly ErrorMessage[] = [],
  ) {
    this.code = code;
    this.failures = failures;
    this.extra = extra;
    this.messages = messages;
  }
}

/** Checks the declaration against `run` at compile time, then forgets the exact types. */
export function defineModule<const P extends Parameters>(
  module: Omit<ModuleDeclaration, 'parameters' | 'mustBePosted'> & {
    readonly parameters: P;
    readonly mustBePosted?: boolean;
    run(values: ParameterValues<P>, request: ApiRequest): Promise<ApiAnswer>;
  },
): ApiModule {
  return {
    mustBePosted: false,
    ...module,
    run: (values, request) => module.run(values as ParameterValues<P>, request),
  };
}
