/** `createaccount`: a new account, for the sender or for somebody else. */
import { failure } from '../../../../schema/failures.ts';
import type { FailureCode } from '../../../../schema/failures.ts';
import { register } from '../../../accounts/accounts.ts';
import { plainError } from '../error-codes.ts';
import { isLoginToken } from '../../request/visitor.ts';
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import { authFailure, authParameters, missingStep } from './authentication.ts';
import { reasonOf } from './log-in.ts';

export const createAccountModule = defineModule({
  name: 'createaccount',
  mustBePosted: true,
  parameters: {
    ...authParameters('create'),
    createtoken: { type: 'string', required: true, secret: true },
    username: { type: 'string' },
    password: { type: 'string', secret: true },
    retype: { type: 'string', secret: true },
    reason: { type: 'string' },
  },
  async run(
    { createtoken, username: name, password, retype, createreturnurl, createcontinue },
    request,
  ) {
    if (!isLoginToken(request.c, createtoken, request.services)) {
      return new ApiError('badtoken', [failure('bad-token', {})]);
    }
    const missing = missingStep(
      { returnUrl: createreturnurl, continues: createcontinue },
      'create',
    );
    if (missing !== undefined) return missing;
    const { messages, services, visitor } = request;
    if (createcontinue) {
      return fail('authmanager-create-not-in-progress', messages.text('auth-not-begun'));
    }
    if (name === undefined || password === undefined) {
      return fail('authmanager-create-no-primary', messages.text('auth-incomplete'));
    }
    if (retype !== undefined && retype !== password) {
      return fail('badretype', messages.text('failure-passwords-differ'));
    }
    const { storage, limits } = services.edit;
    const store = { records: storage.records, limits, accounts: services.accounts };
    const user = await register({ name, password }, visitor.actor, store);
    if (user.ok) return { createaccount: { status: 'PASS', username: user.value.name } };
    const code = user.failures[0]?.code ?? 'internal-error';
    const known = codes[code];
    return known === undefined
      ? plainError(user.failures)
      : fail(known, reasonOf(user.failures, request));
  },
});

function fail(messagecode: string, message: string): JsonObject {
  return { createaccount: authFailure(messagecode, message) };
}

/** What people can mend; all else is an error of the call. */
const codes: Readonly<Partial<Record<FailureCode, string>>> = {
  'user-exists': 'userexists',
  'bad-user-name': 'noname',
  'password-too-short': 'passwordtooshort',
  'rate-limited': 'acct_creation_throttle_hit',
};
