/** Our failures in the Action API's words, which its clients decide by. */
import type { Failure, FailureCode } from '../../../schema/failures.ts';
import { ApiError } from './module.ts';

/** Codes that are not listed are a validator's: `modification-failed`. */
const codes: Readonly<Partial<Record<FailureCode, string>>> = {
  'malformed-json': 'invalid-json',
  'json-too-deep': 'invalid-json',
  'body-too-large': 'contenttoobig',
  'unsupported-media-type': 'badcontenttype',
  'malformed-text': 'badvalue',
  'missing-field': 'param-missing',
  'unknown-field': 'not-recognized',
  'unknown-language': 'not-recognized-language',
  'unknown-site': 'not-recognized-siteid',
  'unknown-badge': 'not-recognized-badge',
  'unknown-datatype': 'param-illegal',
  'unknown-revision': 'cant-load-entity-content',
  'foreign-revision': 'cant-load-entity-content',
  'malformed-entity-id': 'invalid-entity-id',
  'malformed-statement-id': 'invalid-guid',
  'entity-deleted': 'no-such-entity',
  'entity-is-redirect': 'unresolved-redirect',
  'entity-type-mismatch': 'param-invalid',
  'edit-conflict': 'editconflict',
  'label-taken': 'failed-save',
  'sitelink-taken': 'failed-save',
  'entity-too-large': 'failed-save',
  'permission-denied': 'permissiondenied',
  'bad-token': 'badtoken',
  'missing-token': 'notoken',
  'rate-limited': 'ratelimited',
  'read-only': 'readonly',
  'internal-error': 'internal_api_error',
};

/** Names of Wikibase's validator messages, which clients look for in `messages`. */
const messageNames: Readonly<Partial<Record<FailureCode, string>>> = {
  'term-too-long': 'wikibase-validator-too-long',
  'value-too-long': 'wikibase-validator-too-long',
  'term-empty': 'wikibase-validator-too-short',
  'value-empty': 'wikibase-validator-too-short',
  'term-has-edge-whitespace': 'wikibase-validator-malformed-value',
  'value-has-edge-whitespace': 'wikibase-validator-malformed-value',
  'value-has-control-character': 'wikibase-validator-malformed-value',
  'term-has-control-character': 'wikibase-validator-malformed-value',
  'value-not-a-url': 'wikibase-validator-malformed-value',
  'value-bad-url-scheme': 'wikibase-validator-bad-url-scheme',
  'label-equals-description': 'wikibase-validator-label-equals-description',
  'label-description-taken': 'wikibase-validator-label-with-description-conflict',
  'label-taken': 'wikibase-validator-label-conflict',
  'sitelink-taken': 'wikibase-validator-sitelink-conflict',
  'unknown-entity': 'wikibase-validator-no-such-entity',
  'unknown-property': 'wikibase-validator-no-such-property',
  'wrong-value-type': 'wikibase-validator-bad-value-type',
  'edit-conflict': 'edit-conflict',
  'permission-denied': 'permissionserrors',
};

/** The first failure decides the code, all of them are told. */
export function apiError(failures: readonly Failure[]): ApiError {
  const [first] = failures;
  return new ApiError(first === undefined ? 'internal_api_error' : apiCode(first), failures);
}

function apiCode({ code, parameters, path = '' }: Failure): string {
  if (path.startsWith('/claims')) return claimCode(code);
  if (code === 'wrong-type') {
    return parameters['expected'] === 'string' ? 'not-recognized-string' : 'not-recognized-array';
  }
  if (code === 'missing-field' && path.endsWith('/value')) return 'not-recognized-string';
  if (code === 'inconsistent-key') return inconsistentCode(path);
  return codes[code] ?? 'modification-failed';
}

const NO_CLAIM: readonly FailureCode[] = [
  'wrong-type',
  'missing-field',
  'inconsistent-key',
  'malformed-entity-id',
];

/** What is no statement at all is told from one that cannot be made. */
function claimCode(code: FailureCode): string {
  return NO_CLAIM.includes(code) ? 'invalid-claim' : 'modification-failed';
}

export function messageName({ code }: Failure): string {
  return messageNames[code] ?? `sabir-${code}`;
}

function inconsistentCode(path: string): string {
  if (path === '/id' || path === '/type') return 'param-invalid';
  return path.startsWith('/sitelinks') ? 'inconsistent-site' : 'inconsistent-language';
}
