/** `protect`: who may edit a page. */
import { failed, failure, ok } from '../../../../schema/failures.ts';
import type { Result } from '../../../../schema/failures.ts';
import { readExpiry } from '../../../accounts/expiry.ts';
import { protectPage } from '../../../accounts/moderation.ts';
import type { Protection } from '../../../storage/records/protections.ts';
import { moderationStore } from '../../services.ts';
import { coreError, namedPage, pageParameters } from '../history/named-page.ts';
import { watchAfterwards, watchParameters } from '../history/watch-option.ts';
import { ApiError, defineModule } from '../module.ts';

export const protectModule = defineModule({
  name: 'protect',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    ...pageParameters,
    protections: { type: 'list', required: true },
    expiry: { type: 'list', default: 'infinite' },
    reason: { type: 'string', default: '' },
    tags: { type: 'list' },
    cascade: { type: 'boolean' },
    ...watchParameters,
  },
  async run(values, request) {
    const page = await namedPage(values, request);
    if (page instanceof ApiError) return page;
    const { protections, expiry, reason, tags = [] } = values;
    const read = readProtections(protections, expiry);
    if (read instanceof ApiError) return read;
    if (!read.ok) return coreError(read.failures);
    const { documentId, title } = page;
    const { level, expires } = read.value;
    const done = await protectPage(
      documentId,
      level === undefined ? undefined : { level, expires },
      { reason, tags },
      request.visitor.actor,
      moderationStore(request.services),
    );
    if (!done.ok) return coreError(done.failures);
    const watched = await watchAfterwards(documentId, values, request, 'nochange');
    if (watched instanceof ApiError) return watched;
    return {
      protect: {
        title,
        reason,
        protections: [{ edit: level ?? '', expiry: expires ?? 'infinite' }],
      },
    };
  },
});

interface Wanted {
  /** `undefined` for a page that everybody may edit. */
  readonly level: Protection['level'] | undefined;
  readonly expires: string | undefined;
}

/** One page has one protection, that of editing. */
function readProtections(
  protections: readonly string[],
  expiries: readonly string[],
): Result<Wanted> | ApiError {
  if (expiries.length !== 1 && expiries.length !== protections.length) {
    const expected = 'one, or as many as there are protections';
    return new ApiError('toofewexpiries', [failure('wrong-type', { field: 'expiry', expected })]);
  }
  const [protection, ...more] = protections;
  if (protection === undefined) return failed(failure('missing-field', { field: 'protections' }));
  const [action, level = '', ...rest] = protection.split('=');
  if (action !== 'edit') return refused('protect-invalidaction', 'edit=LEVEL');
  const known = levels.get(level);
  if (known === undefined || rest.length > 0) {
    return refused('protect-invalidlevel', [...levels.keys()].join(', '));
  }
  // whoever says two things about one page may have meant the stricter one
  if (more.length > 0) {
    const isEdit = more.every((text) => /^edit(?:=|$)/.test(text));
    return isEdit
      ? refused('protect-invalidlevel', 'one level')
      : refused('protect-invalidaction', 'edit=LEVEL');
  }
  const expires = readExpiry(expiries[0] ?? '', Date.now());
  if (!expires.ok) return expires;
  return ok({ level: known === 'all' ? undefined : known, expires: expires.value });
}

function refused(code: string, expected: string): ApiError {
  return new ApiError(code, [failure('wrong-type', { field: 'protections', expected })]);
}

const levels: ReadonlyMap<string, Protection['level'] | 'all'> = new Map([
  ['all', 'all'],
  ['autoconfirmed', 'autoconfirmed'],
  ['sysop', 'sysop'],
]);
