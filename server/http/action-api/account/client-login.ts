/** `clientlogin`: logs a person in, through a program that asks them for their password. */
import { failure } from '../../../../schema/failures.ts';
import type { FailureCode } from '../../../../schema/failures.ts';
import { isLoginToken } from '../../request/visitor.ts';
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import { authFailure, authParameters, missingStep } from './authentication.ts';
import { logInBy, reasonOf } from './log-in.ts';

export const clientLoginModule = defineModule({
  name: 'clientlogin',
  mustBePosted: true,
  parameters: {
    ...authParameters('login'),
    logintoken: { type: 'string', required: true, secret: true },
    username: { type: 'string' },
    password: { type: 'string', secret: true },
    rememberMe: { type: 'boolean' },
  },
  async run({ logintoken, username: name, password, loginreturnurl, logincontinue }, request) {
    if (!isLoginToken(request.c, logintoken, request.services)) {
      return new ApiError('badtoken', [failure('bad-token', {})]);
    }
    const missing = missingStep({ returnUrl: loginreturnurl, continues: logincontinue }, 'login');
    if (missing !== undefined) return missing;
    // there is no second step: whoever goes on with one never took the first
    if (logincontinue) {
      return fail('authmanager-authn-not-in-progress', request.messages.text('auth-not-begun'));
    }
    if (name === undefined || password === undefined) {
      return fail('authmanager-authn-no-primary', request.messages.text('auth-incomplete'));
    }
    const user = await logInBy({ name, password }, { bots: false }, request);
    if (user.ok) return { clientlogin: { status: 'PASS', username: user.value.name } };
    const code = user.failures[0]?.code;
    return fail((code && codes[code]) ?? 'wrongpassword', reasonOf(user.failures, request));
  },
});

function fail(messagecode: string, message: string): JsonObject {
  return { clientlogin: authFailure(messagecode, message) };
}

const codes: Readonly<Partial<Record<FailureCode, string>>> = {
  'rate-limited': 'login-throttled',
};
