/**
 * Every way in which a request can fail for a reason that its sender can understand.
 *
 * A failure is a value, never a sentence: its text, in any language, is the message
 * `failure-CODE` of `client/i18n`, filled with these parameters. Which HTTP status or Action API
 * code it gets is decided at the door (`server/http`).
 */
export const failureParameters = {
  // what came in cannot be read
  'malformed-json': ['reason'],
  'json-too-deep': ['limit'],
  'body-too-large': ['limitBytes'],
  'wrong-type': ['field', 'expected'],
  'missing-field': ['field'],
  'unknown-field': ['field'],
  'read-only-field': ['field'],
  'malformed-text': ['field', 'reason'],
  'malformed-rdf': ['line', 'reason'],
  'malformed-entity-id': ['field', 'value'],
  'malformed-statement-id': ['field', 'value'],
  'inconsistent-key': ['field', 'key', 'value'],
  'duplicate-key': ['field', 'key'],
  'duplicate-statement-id': ['id'],
  // what it names does not exist or is not fit for the purpose
  'unknown-entity': ['id'],
  'unknown-entity-type': ['value'],
  'unknown-property': ['property'],
  'unknown-datatype': ['value'],
  'unknown-language': ['language'],
  'unknown-site': ['site'],
  'unknown-badge': ['badge'],
  'unknown-page': ['site', 'title'],
  'unknown-media-file': ['name'],
  'unknown-data-page': ['title'],
  'unchecked-page': ['title'],
  'unknown-statement': ['id'],
  'unknown-qualifier': ['hash'],
  'unknown-reference': ['hash'],
  'unknown-sitelink': ['site'],
  'unknown-revision': ['revision'],
  'unknown-log-entry': ['entry'],
  'log-entry-of-revision': ['entry', 'revision'],
  'unknown-form': ['id'],
  'unknown-sense': ['id'],
  'unknown-document-kind': ['kind'],
  'kind-has-pages': ['kind'],
  'entity-is-redirect': ['id', 'target'],
  'entity-deleted': ['id'],
  'entity-exists': ['id'],
  'entity-not-empty': ['id'],
  'entity-type-mismatch': ['id', 'expected'],
  'foreign-revision': ['revision', 'id'],
  'foreign-statement': ['id', 'entity'],
  'redirect-to-self': ['id'],
  'datatype-immutable': ['id'],
  'statement-property-immutable': ['id'],
  'qualifier-exists': ['hash'],
  'reference-exists': ['hash'],
  // a value that its datatype refuses
  'wrong-value-type': ['property', 'expected', 'actual'],
  'value-empty': [],
  'value-too-long': ['limit', 'length'],
  'value-has-edge-whitespace': ['value'],
  'value-has-control-character': ['value'],
  'value-not-a-quantity': ['value'],
  'value-bounds-disorder': ['lower', 'amount', 'upper'],
  'value-bad-unit': ['unit'],
  'value-not-a-time': ['value'],
  'value-no-such-date': ['value'],
  'value-bad-precision': ['precision'],
  'value-without-precision': [],
  'value-bad-calendar': ['calendar'],
  'value-time-out-of-range': ['value'],
  'value-ambiguous-time': ['value', 'readings'],
  'value-time-of-day': ['value'],
  'value-not-a-coordinate': ['value'],
  'value-latitude-out-of-range': ['latitude'],
  'value-longitude-out-of-range': ['longitude'],
  'value-bad-globe': ['globe'],
  'value-not-a-url': ['value'],
  'value-bad-url-scheme': ['scheme'],
  'value-bad-file-name': ['value'],
  'value-bad-page-name': ['value', 'extension'],
  'value-not-an-entity-id': ['value'],
  'value-wrong-entity-type': ['id', 'expected'],
  'value-unknown-language': ['language'],
  // rules of the knowledge base
  'term-empty': ['field', 'language'],
  'term-too-long': ['field', 'language', 'limit', 'length', 'beginning'],
  'term-has-edge-whitespace': ['field', 'language'],
  'term-has-control-character': ['field', 'language'],
  'term-language-not-allowed': ['field', 'language'],
  'label-equals-description': ['language'],
  'label-is-entity-id': ['language', 'value'],
  'label-description-taken': ['language', 'label', 'description', 'holder'],
  'label-taken': ['language', 'label', 'holder'],
  'sitelink-taken': ['site', 'title', 'holder'],
  'sitelink-conflict': ['site', 'title', 'otherTitle'],
  'description-conflict': ['language'],
  'lemma-conflict': ['language'],
  'lexemes-differ': ['field', 'from', 'to'],
  'merge-links-itself': ['from', 'to'],
  'entity-too-large': ['limitBytes', 'sizeBytes'],
  'too-many': ['field', 'limit'],
  'statement-order-out-of-range': ['index'],
  // conflicts and rights
  'edit-conflict': ['id', 'baseRevision', 'latestRevision'],
  'undo-conflict': ['revision'],
  'nothing-to-undo': ['revision'],
  'already-rolled-back': ['id', 'user'],
  'only-author': ['id', 'user'],
  'not-deleted': ['id'],
  'current-content': ['revision'],
  'suppressed-content': ['revision'],
  'patch-target-missing': ['path'],
  'patch-test-failed': ['path'],
  'permission-denied': ['right'],
  'assertion-failed': ['assertion'],
  blocked: [
    'by',
    'reason',
    'expires',
    'blockId',
    'byId',
    'created',
    'partial',
    'anonymousOnly',
    'noAccountCreation',
    'ownTalkPage',
    'automatic',
  ],
  'page-protected': ['id', 'level'],
  'already-blocked': ['name'],
  'not-blocked': ['name'],
  'range-too-large': ['value'],
  'bad-expiry': ['value'],
  'past-expiry': ['value'],
  'unknown-group': ['group'],
  'group-not-changeable': ['group'],
  'groups-of-temporary': ['name'],
  'tag-not-allowed': ['tag'],
  'unknown-tag': ['tag'],
  'tag-exists': ['tag'],
  'tag-not-changeable': ['tag'],
  'tag-in-use': ['tag', 'uses', 'limit'],
  'bad-token': [],
  'missing-token': [],
  'untrue-origin': [],
  'bad-credentials': [],
  'bad-authorization': ['reason'],
  'restricted-access': [],
  'unknown-grant': ['grant'],
  'bad-label': ['value'],
  'label-in-use': ['label'],
  'unknown-consumer': [],
  'bad-redirect-uri': ['value'],
  'bad-recovery-link': [],
  'passwords-differ': [],
  'unknown-user': ['name'],
  'user-exists': ['name'],
  'bad-user-name': ['name', 'reason'],
  'password-too-short': ['limit'],
  'rate-limited': ['retryAfterSeconds'],
  'too-many-temporary-accounts': ['retryAfterSeconds'],
  // files and folders
  'folder-in-use': ['folder'],
  'other-concept-base': ['wanted', 'kept'],
  'unreadable-file': ['file', 'reason'],
  'file-exists': ['file'],
  'not-a-dump': ['file', 'reason'],
  'import-broke-off': ['reason'],
  // queries
  'query-syntax': ['line', 'column', 'reason'],
  'query-unsupported': ['feature'],
  'query-too-large': ['what', 'limit'],
  'query-timeout': ['limitMs'],
  'query-memory': ['limitBytes'],
  'query-busy': [],
  'query-cancelled': [],
  'query-is-update': [],
  // the service itself
  'not-acceptable': ['accepts'],
  'unsupported-media-type': ['type', 'accepts'],
  'bad-continue': [],
  'bad-search-keyword': ['keyword', 'value'],
  lagged: ['host', 'lag'],
  'read-only': ['reason'],
  'not-found': ['what'],
  'internal-error': [],
} as const;

/** Reasons that have a message of their own, `reason-…`; any other one is shown as it is. */
export const failureReasons = [
  'empty',
  'too-long',
  'illegal-character',
  'control-character',
  'edge-whitespace',
  'lone-surrogate',
  'nul',
  'ip-address',
  'mixed-scripts',
  'looks-like-another',
  'not-a-tag',
  'not-utf-8',
  'not-multipart',
  'invalid-consumer',
  'invalid-token',
  'invalid-signature',
  'unknown-signature-method',
  'used-nonce',
  'token-in-url',
  'malformed-json',
  'no-entity',
  'disk-full',
  'read-only',
] as const;
export type FailureReason = (typeof failureReasons)[number];

export type FailureCode = keyof typeof failureParameters;

export interface Failure {
  readonly code: FailureCode;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** JSON pointer (RFC 6901) into what was sent, where one can be given. */
  readonly path?: string;
}

type ParameterOf<Code extends FailureCode> = (typeof failureParameters)[Code][number];

/** Builds a failure; the compiler knows which parameters the code has. */
export function failure<Code extends FailureCode>(
  code: Code,
  parameters: Readonly<Record<ParameterOf<Code>, string | number>>,
  path?: string,
): Failure {
  return path === undefined ? { code, parameters } : { code, parameters, path };
}

/** A value, or the failures that stood in its way (at least one). */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failures: readonly Failure[] };

export function ok<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function failed(...failures: readonly Failure[]): Result<never> {
  return { ok: false, failures };
}
