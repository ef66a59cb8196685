/** Our failures in the Action API's words, which its clients decide by. */
import type { Failure, FailureCode } from '../../../schema/failures.ts';
import { errorMessages } from './error-messages.ts';
import type { PageLinks } from './error-messages.ts';
import { blockInfo } from './block-info.ts';
import { ApiError } from './module.ts';
import type { JsonObject } from './module.ts';

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
  'unknown-page': 'no-external-page',
  'unknown-datatype': 'param-illegal',
  'unknown-revision': 'nosuchrevid',
  'foreign-revision': 'cant-load-entity-content',
  'suppressed-content': 'cant-load-entity-content',
  'unknown-entity': 'no-such-entity',
  'entity-deleted': 'no-such-entity',
  'entity-is-redirect': 'unresolved-redirect',
  'entity-type-mismatch': 'param-invalid',
  'entity-not-empty': 'origin-not-empty',
  'malformed-entity-id': 'invalid-entity-id',
  'malformed-statement-id': 'invalid-guid',
  'unknown-statement': 'no-such-claim',
  'unknown-qualifier': 'no-such-qualifier',
  'unknown-reference': 'no-such-reference',
  'unknown-sitelink': 'no-such-sitelink',
  'edit-conflict': 'editconflict',
  'sitelink-taken': 'failed-save',
  'entity-too-large': 'failed-save',
  'permission-denied': 'permissiondenied',
  blocked: 'blocked',
  'page-protected': 'protectedpage',
  'already-blocked': 'alreadyblocked',
  'not-blocked': 'cantunblock',
  'range-too-large': 'invalidrange',
  'bad-expiry': 'invalidexpiry',
  'past-expiry': 'pastexpiry',
  'unknown-group': 'badvalue',
  'group-not-changeable': 'permissiondenied',
  'groups-of-temporary': 'userrights-no-group',
  'tag-not-allowed': 'badtags',
  'unknown-user': 'nosuchuser',
  'bad-token': 'badtoken',
  'bad-authorization': 'mwoauth-invalid-authorization',
  'missing-token': 'notoken',
  'rate-limited': 'ratelimited',
  'too-many-temporary-accounts': 'ratelimited',
  'read-only': 'readonly',
  'internal-error': 'internal_api_error',
};

/** The first failure decides the code, all of them are told. */
export function apiError(failures: readonly Failure[], links?: PageLinks): ApiError {
  const [first] = failures;
  const code = first === undefined ? 'internal_api_error' : wikibaseCode(first);
  return wikibaseError(code, failures, links);
}

/** An error of a module that MediaWiki has without Wikibase: it carries no messages. */
export function plainError(failures: readonly Failure[]): ApiError {
  const [first] = failures;
  const code = first === undefined ? 'internal_api_error' : apiCode(first);
  return new ApiError(code, failures, extraOf(failures));
}

function extraOf(failures: readonly Failure[]): JsonObject {
  const block = failures.find(({ code }) => code === 'blocked');
  return block === undefined ? {} : { blockinfo: blockInfo(block) };
}

/** An error of a module of Wikibase, which has messages besides its code. */
export function wikibaseError(
  code: string,
  failures: readonly Failure[],
  links?: PageLinks,
): ApiError {
  return new ApiError(code, failures, extraOf(failures), errorMessages(code, failures, links));
}

/** Modules of Wikibase learn of protection when they save. */
function wikibaseCode(found: Failure): string {
  return found.code === 'page-protected' ? 'failed-save' : apiCode(found);
}

function apiCode({ code, parameters, path = '' }: Failure): string {
  if (path.startsWith('/claims')) return claimCode(code);
  // an entity that is mentioned but does not exist is a validator's matter
  if (code === 'unknown-entity' && path !== '') return 'modification-failed';
  if (code === 'wrong-type') {
    return parameters['expected'] === 'string' ? 'not-recognized-string' : 'not-recognized-array';
  }
  if (code === 'missing-field' && path.endsWith('/value')) return 'not-recognized-string';
  if (code === 'blocked' && parameters['automatic'] === 1) return 'autoblocked';
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

function inconsistentCode(path: string): string {
  if (path === '/id' || path === '/type') return 'param-invalid';
  return path.startsWith('/sitelinks') ? 'inconsistent-site' : 'inconsistent-language';
}
