/** `login`: with a bot password, or, as older programs do, with the account's own. */
import { isLoginToken, loginToken } from '../../request/visitor.ts';
import { defineModule } from '../module.ts';
import { logInBy, reasonOf } from './log-in.ts';

export const loginModule = defineModule({
  name: 'login',
  mustBePosted: true,
  parameters: {
    lgname: { type: 'string' },
    lgpassword: { type: 'string', secret: true },
    lgtoken: { type: 'string', secret: true },
    lgdomain: { type: 'string' },
  },
  async run({ lgname: name, lgpassword: password, lgtoken }, request) {
    const { c, services, messages } = request;
    if (lgtoken === undefined) {
      request.warnOfDeprecation('login', messages.text('api-login-token'));
      return { login: { result: 'NeedToken', token: loginToken(c, services) } };
    }
    if (!isLoginToken(c, lgtoken, services)) return { login: { result: 'WrongToken' } };
    const user = await logInBy({ name, password }, { bots: true }, request);
    if (!user.ok) {
      const wait = user.failures[0]?.parameters['retryAfterSeconds'];
      if (wait !== undefined) return { login: { result: 'Throttled', wait } };
      return { login: { result: 'Failed', reason: reasonOf(user.failures, request) } };
    }
    return {
      login: { result: 'Success', lguserid: user.value.userId, lgusername: user.value.name },
    };
  },
});
