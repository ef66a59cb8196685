/**
 * An operation of the REST API, declared once: routing, reading of parameters, the OpenAPI document
 * and the reference page follow from the declaration.
 */
import type { Context } from 'hono';
import type { AsOf } from '../../storage/records/record-store.ts';
import type { Visitor } from '../request/visitor.ts';
import type { Services } from '../services.ts';
import type { RestCode, RestError } from './errors.ts';
import type { JsonSchema } from './schemas.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export interface RestRequest {
  readonly c: Context;
  readonly services: Services;
  readonly visitor: Visitor;
  /** Of methods that have one; `{}` where none was sent. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Of reads: the moment that they are about. */
  readonly asOf: AsOf | undefined;
}

/** A part of the path, or a field of the query string. */
export interface Parameter<Value = unknown> {
  readonly in: 'path' | 'query';
  readonly description: string;
  readonly schema: JsonSchema;
  readonly example: string;
  /** What an absent field of the query string counts as; without it the field is required. */
  readonly absent?: { readonly value: Value };
  /** `undefined` for a text that is no such thing. */
  readonly read: (
    text: string,
    services: Services,
  ) => Value | undefined | Promise<Value | undefined>;
}

export type Parameters = Readonly<Record<string, Parameter>>;

type ValueOf<P extends Parameter> = P extends Parameter<infer Value> ? Value : never;
export type ParameterValues<P extends Parameters> = {
  readonly [Name in keyof P]: ValueOf<P[Name]>;
};

export interface RequestBody {
  readonly schema: JsonSchema;
  readonly example: object;
  /** May be left out altogether. */
  readonly optional?: boolean;
  /** Also taken as `application/json-patch+json`. */
  readonly isPatch?: boolean;
}

/** What an operation answers when all is well. */
export interface DeclaredAnswer {
  readonly description: string;
  readonly schema: JsonSchema;
  readonly headers?: readonly AnswerHeader[];
}

type AnswerHeader = 'ETag' | 'Last-Modified' | 'Location' | 'Content-Language';

export interface RestAnswer {
  readonly status: 200 | 201 | 304 | 307 | 308 | 412;
  /** Absent where the status says it all. */
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is known of an operation without asking it. */
export interface OperationDeclaration {
  readonly id: string;
  readonly method: Method;
  /** Below `/v1`, with parameters in braces. */
  readonly path: string;
  /** The section of the reference. */
  readonly section: string;
  readonly summary: string;
  readonly body?: RequestBody;
  readonly answers: Readonly<Partial<Record<RestAnswer['status'], DeclaredAnswer>>>;
  /** Statuses without a body that it may answer with. */
  readonly empty?: readonly RestAnswer['status'][];
  readonly errors: readonly RestCode[];
  /** Obeys `If-Match` and its kin. */
  readonly conditional?: boolean;
}

export interface Operation extends OperationDeclaration {
  readonly parameters: Parameters;
  readonly run: (
    values: Readonly<Record<string, unknown>>,
    request: RestRequest,
  ) => Promise<RestAnswer | RestError>;
}

/** Ties the type of the values to the parameters that are declared. */
export function defineOperation<P extends Parameters>(
  operation: OperationDeclaration & {
    readonly parameters: P;
    readonly run: (
      values: ParameterValues<P>,
      request: RestRequest,
    ) => Promise<RestAnswer | RestError>;
  },
): Operation {
  const { run, ...declaration } = operation;
  return { ...declaration, run: (values, request) => run(values as ParameterValues<P>, request) };
}
