/** `checktoken`: whether a token would do, without doing anything. */
import { isToken } from '../../../accounts/sessions.ts';
import { isLoginToken } from '../../request/visitor.ts';
import { defineModule, tokenTypes } from '../module.ts';
import type { TokenType } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { tokenOf } from '../token.ts';

export const checkTokenModule = defineModule({
  name: 'checktoken',
  parameters: {
    type: { type: 'enum', values: tokenTypes, required: true },
    token: { type: 'string', required: true, secret: true },
    maxtokenage: { type: 'integer', min: 0 },
  },
  async run({ type, token, maxtokenage }, request) {
    const { tokensSinceMs } = request.visitor;
    if (!isGood(type, token, request)) return { checktoken: { result: 'invalid' } };
    if (tokensSinceMs === undefined) return { checktoken: { result: 'valid' } };
    const generated = new Date(tokensSinceMs).toISOString().replace(/\.\d+Z$/, 'Z');
    const isOld = maxtokenage !== undefined && Date.now() - tokensSinceMs > maxtokenage * 1000;
    return { checktoken: { result: isOld ? 'expired' : 'valid', generated } };
  },
});

function isGood(type: TokenType, token: string, { c, visitor, services }: ApiRequest): boolean {
  return type === 'login' || type === 'createaccount'
    ? isLoginToken(c, token, services)
    : isToken(token, tokenOf(visitor, type));
}
