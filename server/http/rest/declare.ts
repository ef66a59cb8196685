/** The parts that the declarations of operations are made of. */
import type { ItemId, PropertyId } from '../../../schema/model/entity-id.ts';
import type { EntityKind } from './entity-kinds.ts';
import type { RestCode, RestError } from './errors.ts';
import { defineOperation } from './operation.ts';
import type {
  DeclaredAnswer,
  Operation,
  OperationDeclaration,
  Parameters,
  ParameterValues,
  RequestBody,
  RestAnswer,
  RestRequest,
} from './operation.ts';
import { asOfParameter } from './parameters.ts';
import { named } from './schemas.ts';
import type { JsonSchema } from './schemas.ts';

export type EntityOperation<P extends Parameters> = OperationDeclaration & {
  readonly parameters: P;
  readonly run: (
    id: ItemId | PropertyId,
    values: ParameterValues<P>,
    request: RestRequest,
  ) => Promise<RestAnswer | RestError>;
};

/** An operation on one entity; its path goes on from there. */
export function entityOperation<P extends Parameters>(
  kind: EntityKind,
  operation: EntityOperation<P>,
): Operation {
  const { plural, idName, idParameter } = kind;
  const { path, parameters, run } = operation;
  return defineOperation({
    ...operation,
    path: `/entities/${plural}/{${idName}}${path}`,
    parameters: { [idName]: idParameter, ...parameters, ...asOfParameterOf(operation) },
    run: (values, request) => {
      const all: Readonly<Record<string, unknown>> = values;
      return run(all[idName] as ItemId | PropertyId, all as ParameterValues<P>, request);
    },
  });
}

/** Every read can be one of the past. */
export function asOfParameterOf({ method }: Pick<Operation, 'method'>): Parameters {
  return method === 'get' ? { asof: asOfParameter } : {};
}

/** What is answered by reads, and by edits of something that goes on to exist. */
export function revisionAnswer(description: string, schema: JsonSchema): DeclaredAnswer {
  return { description, schema, headers: ['ETag', 'Last-Modified'] };
}

/** The answer to a deletion is a sentence, not a resource. */
export function deletionAnswer(description: string): DeclaredAnswer {
  return { description, schema: { type: 'string' }, headers: ['Content-Language'] };
}

const common: readonly RestCode[] = ['missing-user-agent', 'unexpected-error'];

export const readErrors: readonly RestCode[] = [
  'invalid-path-parameter',
  'resource-not-found',
  ...common,
];

export const searchErrors: readonly RestCode[] = ['invalid-query-parameter', ...common];

export const createErrors: readonly RestCode[] = [
  'invalid-value',
  'missing-field',
  'value-too-long',
  'resource-too-large',
  'rest-json-body-parse-error',
  'permission-denied',
  'permission-denied-unknown-reason',
  'rest-body-too-large',
  'rest-unsupported-content-type',
  'data-policy-violation',
  'request-limit-reached',
  'read-only',
  ...common,
];

export const editErrors: readonly RestCode[] = [
  'invalid-path-parameter',
  'resource-not-found',
  'redirected-item',
  'edit-conflict',
  ...createErrors,
];

export const patchErrors: readonly RestCode[] = [
  ...editErrors,
  'patch-test-failed',
  'patch-target-not-found',
  'patch-result-invalid-key',
  'patch-result-invalid-value',
  'patch-result-missing-field',
  'patch-result-value-too-long',
  'patch-result-modified-read-only-value',
  'patch-result-referenced-resource-not-found',
];

/** A body with one member of its own beside what every edit may say of itself. */
export function editBody(member: string, schema: JsonSchema, example: unknown): RequestBody {
  return {
    schema: {
      allOf: [
        { type: 'object', properties: { [member]: schema }, required: [member] },
        named('Edit'),
      ],
    },
    example: { [member]: example, comment: 'what was done, and why' },
  };
}

export function patchBody(...operations: readonly object[]): RequestBody {
  return { ...editBody('patch', named('Patch'), operations), isPatch: true };
}

export const deletionBody: RequestBody = {
  schema: named('Edit'),
  example: { comment: 'what was done, and why' },
  optional: true,
};
