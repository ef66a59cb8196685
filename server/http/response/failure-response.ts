/** Which HTTP status a failure gets. The only place that knows. */
import type { Failure, FailureCode } from '../../../schema/failures.ts';

export type FailureStatus =
  | 400
  | 401
  | 403
  | 404
  | 405
  | 406
  | 409
  | 413
  | 415
  | 422
  | 429
  | 500
  | 501
  | 503
  | 504;

/** Codes that are not listed are faults of the request's content: 422. */
const statuses: Readonly<Partial<Record<FailureCode, FailureStatus>>> = {
  'malformed-json': 400,
  'json-too-deep': 400,
  'wrong-type': 400,
  'missing-field': 400,
  'unknown-field': 400,
  'malformed-text': 400,
  'malformed-entity-id': 400,
  'malformed-statement-id': 400,
  'inconsistent-key': 400,
  'duplicate-key': 400,
  'body-too-large': 413,
  'entity-too-large': 413,
  'unknown-entity': 404,
  'unknown-statement': 404,
  'unknown-revision': 404,
  'unknown-log-entry': 404,
  'log-entry-of-revision': 400,
  'unknown-form': 404,
  'unknown-sense': 404,
  'unknown-user': 404,
  'entity-deleted': 404,
  'not-found': 404,
  'entity-exists': 409,
  'foreign-revision': 400,
  'edit-conflict': 409,
  'undo-conflict': 409,
  'nothing-to-undo': 409,
  'already-rolled-back': 409,
  'only-author': 409,
  'not-deleted': 409,
  'current-content': 409,
  'suppressed-content': 404,
  'permission-denied': 403,
  blocked: 403,
  'page-protected': 403,
  'group-not-changeable': 403,
  'groups-of-temporary': 403,
  'untrue-origin': 403,
  'already-blocked': 409,
  'tag-exists': 409,
  'tag-not-changeable': 409,
  'tag-in-use': 409,
  'unknown-tag': 404,
  'not-blocked': 404,
  'bad-token': 403,
  'missing-token': 403,
  'bad-credentials': 403,
  'bad-authorization': 401,
  'restricted-access': 403,
  'bad-recovery-link': 403,
  'unknown-consumer': 400,
  'bad-redirect-uri': 400,
  'label-in-use': 409,
  'rate-limited': 429,
  'too-many-temporary-accounts': 429,
  'query-syntax': 400,
  'query-unsupported': 400,
  'query-too-large': 413,
  'query-timeout': 504,
  'query-cancelled': 503,
  'query-memory': 413,
  'query-busy': 429,
  'query-is-update': 400,
  'not-acceptable': 406,
  'unsupported-media-type': 415,
  'read-only': 503,
  'internal-error': 500,
};

/** Seconds after which it makes sense to come back, where the failure itself does not say. */
const RETRY_AFTER_SECONDS = 5;

export function failureStatus(failure: Failure): FailureStatus {
  return statuses[failure.code] ?? 422;
}

/** The header fields that belong to a failure. */
export function failureHeaders(failure: Failure): Record<string, string> {
  const { code, parameters } = failure;
  const { retryAfterSeconds } = parameters;
  if (retryAfterSeconds !== undefined) return { 'Retry-After': String(retryAfterSeconds) };
  if (code === 'bad-authorization') return { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
  return code === 'query-busy' || code === 'read-only'
    ? { 'Retry-After': String(RETRY_AFTER_SECONDS) }
    : {};
}
