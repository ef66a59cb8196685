/** `meta=tokens`. */
import { ANONYMOUS_TOKEN, tokenFor } from '../../../accounts/sessions.ts';
import { loginToken } from '../../request/visitor.ts';
import { defineModule } from '../module.ts';

const types = [
  'createaccount',
  'csrf',
  'login',
  'patrol',
  'rollback',
  'userrights',
  'watch',
] as const;

export const tokens = defineModule({
  name: 'tokens',
  parameters: { type: { type: 'list', values: types, default: 'csrf' } },
  async run({ type }, { c, services, visitor }) {
    const tokenOf = (name: (typeof types)[number]): string => {
      switch (name) {
        case 'csrf':
        case 'userrights':
          return visitor.csrfToken;
        case 'login':
        case 'createaccount':
          return loginToken(c, services);
        case 'patrol':
        case 'rollback':
        case 'watch':
          return visitor.secret === undefined ? ANONYMOUS_TOKEN : tokenFor(visitor.secret, name);
      }
    };
    const wanted = types.filter((name) => type.includes(name));
    return { tokens: Object.fromEntries(wanted.map((name) => [`${name}token`, tokenOf(name)])) };
  },
});
