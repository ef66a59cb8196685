/**
 * An Action API module, declared once: its parameters with types, defaults and limits, and what it
 * does with them. Reading the parameters, `paraminfo` and help follow from the declaration.
 */
import type { Failure } from '../../../schema/failures.ts';
import type { ApiRequest } from './request.ts';

export type ParameterType =
  | { readonly type: 'string' }
  | { readonly type: 'boolean' }
  | { readonly type: 'integer'; readonly min?: number; readonly max?: number }
  | { readonly type: 'enum'; readonly values: readonly string[] }
  /** Values separated by `|`, or by U+001F where the text begins with that. */
  | { readonly type: 'list'; readonly values?: readonly string[] };

export type Parameter = ParameterType & {
  readonly required?: boolean;
  readonly default?: string;
  /** Never in a URL: it would be logged. */
  readonly secret?: boolean;
};

export type Parameters = Readonly<Record<string, Parameter>>;

type ValueOf<P extends Parameter> = P['type'] extends 'boolean'
  ? boolean
  : P extends { type: 'integer' }
    ? Present<P, number>
    : P extends { type: 'list' }
      ? Present<P, readonly string[]>
      : P extends { type: 'enum'; values: readonly (infer Value)[] }
        ? Present<P, Value>
        : Present<P, string>;
type Present<P extends Parameter, Value> = P extends { required: true } | { default: string }
  ? Value
  : Value | undefined;

/** What a module gets: a value of the declared type for each declared parameter. */
export type ParameterValues<P extends Parameters> = {
  readonly [Name in keyof P]: ValueOf<P[Name]>;
};

export interface ApiModule {
  readonly name: string;
  readonly parameters: Parameters;
  readonly mustBePosted: boolean;
  /** The kind of token that must come with it. */
  readonly token?: 'csrf' | 'login';
  /** To which it hands the request on: their parameters may come with it. */
  readonly submodules?: readonly ApiModule[];
  run(values: Readonly<Record<string, unknown>>, request: ApiRequest): Promise<ApiAnswer>;
}

export type JsonObject = { readonly [key: string]: unknown };
export type ApiAnswer = JsonObject | ApiError;

/** A refusal in the Action API's terms: a code that clients know, and what was wrong. */
export class ApiError {
  readonly code: string;
  readonly failures: readonly Failure[];
  /** Members that some codes add to the `error` object. */
  readonly extra: JsonObject;

  constructor(code: string, failures: readonly Failure[], extra: JsonObject = {}) {
    this.code = code;
    this.failures = failures;
    this.extra = extra;
  }
}

/** Checks the declaration against `run` at compile time, then forgets the exact types. */
export function defineModule<const P extends Parameters>(module: {
  readonly name: string;
  readonly parameters: P;
  readonly mustBePosted?: boolean;
  readonly token?: 'csrf' | 'login';
  readonly submodules?: readonly ApiModule[];
  run(values: ParameterValues<P>, request: ApiRequest): Promise<ApiAnswer>;
}): ApiModule {
  return {
    mustBePosted: false,
    ...module,
    run: (values, request) => module.run(values as ParameterValues<P>, request),
  };
}
