/**
 * What a refused request is told: a code of Wikibase's REST API with its context. The sentence
 * beside it is the failure's own message, in the reader's language.
 */
import type { Failure } from '../../../schema/failures.ts';

/** The codes with their HTTP status. Those that begin with `rest-` are MediaWiki's. */
const statuses = {
  'invalid-path-parameter': 400,
  'invalid-query-parameter': 400,
  'invalid-value': 400,
  'invalid-key': 400,
  'missing-field': 400,
  'value-too-long': 400,
  'referenced-resource-not-found': 400,
  'item-statement-id-mismatch': 400,
  'property-statement-id-mismatch': 400,
  'statement-group-property-id-mismatch': 400,
  'cannot-modify-read-only-value': 400,
  'resource-too-large': 400,
  'missing-user-agent': 400,
  'rest-json-body-parse-error': 400,
  'mwoauth-invalid-authorization': 401,
  'permission-denied': 403,
  'permission-denied-unknown-reason': 403,
  'resource-not-found': 404,
  'rest-no-match': 404,
  'rest-wrong-method': 405,
  'redirected-item': 409,
  'patch-test-failed': 409,
  'patch-target-not-found': 409,
  'edit-conflict': 409,
  'rest-body-too-large': 413,
  'rest-unsupported-content-type': 415,
  'data-policy-violation': 422,
  'patch-result-missing-field': 422,
  'patch-result-invalid-key': 422,
  'patch-result-invalid-value': 422,
  'patch-result-value-too-long': 422,
  'patch-result-modified-read-only-value': 422,
  'patch-result-referenced-resource-not-found': 422,
  'patched-statement-group-property-id-mismatch': 422,
  'request-limit-reached': 429,
  'unexpected-error': 500,
  'read-only': 503,
} as const;

export type RestCode = keyof typeof statuses;

export class RestError {
  readonly code: RestCode;
  readonly failure: Failure;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: RestCode, failure: Failure, context: RestError['context'] = {}) {
    this.code = code;
    this.failure = failure;
    this.context = context;
  }

  get status(): (typeof statuses)[RestCode] {
    return statuses[this.code];
  }
}

export function statusOfCode(code: RestCode): number {
  return statuses[code];
}

/** The kinds of resources, as errors name them. */
export type ResourceType =
  | 'item'
  | 'property'
  | 'statement'
  | 'label'
  | 'description'
  | 'aliases'
  | 'sitelink';
