/** Our failures in the words of the REST API: its codes, each with the context that belongs to it. */
import { failure } from '../../../schema/failures.ts';
import type { Failure, FailureCode } from '../../../schema/failures.ts';
import { jsonPointer, parsePointer } from '../../../schema/json-pointer.ts';
import { isObject } from '../../../schema/model/json/reading.ts';
import { RestError } from './errors.ts';
import type { RestCode } from './errors.ts';

/** What was judged: what was sent, or the JSON that a patch made. */
export type Judged =
  /** `site`: the one that all of the request is about. */
  | { readonly kind: 'request'; readonly site?: string }
  | { readonly kind: 'patch'; readonly result: unknown };

export const REQUEST: Judged = { kind: 'request' };

/** The first failure decides. Its path is a place in what was judged. */
export function restError([first]: readonly Failure[], judged: Judged = REQUEST): RestError {
  const found = first ?? failure('internal-error', {});
  return (
    policyError(found, judged) ?? stateErrors[found.code]?.(found) ?? contentError(found, judged)
  );
}

export function notFound(
  resourceType: string,
  found: Failure = failure('not-found', { what: resourceType }),
): RestError {
  return new RestError('resource-not-found', found, { resource_type: resourceType });
}

/** Rules about the knowledge as a whole. */
function policyError(found: Failure, judged: Judged): RestError | undefined {
  const [violation, context] = violationOf(found, judged) ?? [];
  return violation === undefined
    ? undefined
    : new RestError('data-policy-violation', found, { violation, violation_context: context });
}

function violationOf(
  { code, parameters }: Failure,
  judged: Judged,
): [violation: string, context: object] | undefined {
  const { language, holder, site } = parameters;
  if (code === 'label-equals-description') return ['label-description-same-value', { language }];
  if (code === 'label-description-taken') {
    return ['item-label-description-duplicate', { language, conflicting_item_id: holder }];
  }
  if (code === 'label-taken') {
    return ['property-label-duplicate', { language, conflicting_property_id: holder }];
  }
  if (code !== 'sitelink-taken') return undefined;
  const known = judged.kind === 'request' && judged.site === site;
  return [
    'sitelink-conflict',
    { conflicting_item_id: holder, ...(known ? {} : { site_id: site }) },
  ];
}

/** What has nothing to do with the content. */
const stateErrors: Readonly<
  Partial<Record<FailureCode, (found: Failure) => RestError | undefined>>
> = {
  'permission-denied': (found) => new RestError('permission-denied-unknown-reason', found),
  'bad-token': (found) => denied('bad-token', found),
  'bad-authorization': (found) => new RestError('mwoauth-invalid-authorization', found),
  'page-protected': (found) => denied('resource-protected', found),
  'rate-limited': (found) => limited('rate-limit-reached', found),
  'too-many-temporary-accounts': (found) => limited('temp-account-creation-limit-reached', found),
  'entity-too-large': (found) =>
    new RestError('resource-too-large', found, { limit: found.parameters['limitBytes'] }),
  'entity-is-redirect': (found) =>
    new RestError('redirected-item', found, { redirect_target: found.parameters['target'] }),
  'edit-conflict': (found) => new RestError('edit-conflict', found),
  'read-only': (found) => new RestError('read-only', found),
  'internal-error': (found) => new RestError('unexpected-error', found),
  'entity-deleted': missingEntity,
  // with a path it is an entity that the content points to
  'unknown-entity': (found) => (found.path === undefined ? missingEntity(found) : undefined),
};

function limited(reason: string, found: Failure): RestError {
  return new RestError('request-limit-reached', found, { reason });
}

function denied(denial_reason: string, found: Failure): RestError {
  return new RestError('permission-denied', found, { denial_reason });
}

/** Blocks say by what they met somebody: by their account or by their address. */
export function blockedError(found: Failure, loggedIn: boolean): RestError {
  const { by, reason, expires, blockId } = found.parameters;
  return new RestError('permission-denied', found, {
    denial_reason: loggedIn ? 'blocked-user' : 'blocked-ip',
    denial_context: { by, reason, expires, block_id: blockId },
  });
}

function missingEntity(found: Failure): RestError {
  return notFound(String(found.parameters['id']).startsWith('P') ? 'property' : 'item', found);
}

/** Faults in what was sent. All others are `invalid-value`. */
const contentCodes: Readonly<Partial<Record<FailureCode, ContentCode>>> = {
  'missing-field': 'missing-field',
  'unknown-language': 'invalid-key',
  'term-language-not-allowed': 'invalid-key',
  'unknown-site': 'invalid-key',
  'unknown-field': 'invalid-key',
  'unknown-page': 'referenced-resource-not-found',
  'unknown-property': 'referenced-resource-not-found',
  'unknown-entity': 'referenced-resource-not-found',
  'term-too-long': 'value-too-long',
  'value-too-long': 'value-too-long',
  'inconsistent-key': 'statement-group-property-id-mismatch',
  'read-only-field': 'cannot-modify-read-only-value',
  'statement-property-immutable': 'cannot-modify-read-only-value',
  'datatype-immutable': 'cannot-modify-read-only-value',
};

/** The same faults in what a patch made of a resource. */
const inPatch = {
  'missing-field': 'patch-result-missing-field',
  'invalid-key': 'patch-result-invalid-key',
  'invalid-value': 'patch-result-invalid-value',
  'value-too-long': 'patch-result-value-too-long',
  'cannot-modify-read-only-value': 'patch-result-modified-read-only-value',
  'referenced-resource-not-found': 'patch-result-referenced-resource-not-found',
  'statement-group-property-id-mismatch': 'patched-statement-group-property-id-mismatch',
} as const satisfies Partial<Record<RestCode, RestCode>>;

type ContentCode = keyof typeof inPatch;

function contentError(found: Failure, judged: Judged): RestError {
  const code = contentCodes[found.code] ?? 'invalid-value';
  const context = contextOf(code, found);
  if (judged.kind === 'request') return new RestError(code, found, context);
  const shown = code === 'invalid-value' || code === 'referenced-resource-not-found';
  return new RestError(inPatch[code], found, {
    ...context,
    ...(shown ? { value: valueAt(judged.result, found.path ?? '') } : {}),
  });
}

function contextOf(code: ContentCode, { parameters, path = '' }: Failure): RestError['context'] {
  const keys = parsePointer(path) ?? [];
  const parent = jsonPointer(...keys.slice(0, -1));
  const own = keys.at(-1) ?? '';
  switch (code) {
    case 'missing-field':
      return { path: parent, field: own };
    case 'invalid-key':
      return { path: parent, key: own };
    case 'value-too-long':
      return { path, limit: parameters['limit'] };
    case 'statement-group-property-id-mismatch':
      return {
        path,
        statement_group_property_id: parameters['key'],
        statement_property_id: parameters['value'],
      };
    case 'invalid-value':
    case 'cannot-modify-read-only-value':
    case 'referenced-resource-not-found':
      return { path };
  }
}

function valueAt(json: unknown, path: string): unknown {
  let value = json;
  for (const key of parsePointer(path) ?? []) {
    if (Array.isArray(value)) value = value[Number(key)] as unknown;
    else value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value ?? null;
}
