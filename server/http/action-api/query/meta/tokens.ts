/** `meta=tokens`. */
import { loginToken } from '../../../request/visitor.ts';
import { tokenTypes } from '../../module.ts';
import type { TokenType } from '../../module.ts';
import { tokenOf } from '../../token.ts';
import { defineMeta } from '../query-module.ts';

export const tokens = defineMeta({
  name: 'tokens',
  prefix: '',
  parameters: { type: { type: 'list', values: tokenTypes, default: 'csrf', all: true } },
  async run({ type }, { c, services, visitor }) {
    const tokenFor = (each: TokenType): string =>
      each === 'login' || each === 'createaccount'
        ? loginToken(c, services)
        : tokenOf(visitor, each);
    return { tokens: Object.fromEntries(type.map((each) => [`${each}token`, tokenFor(each)])) };
  },
});
