/** `meta=userinfo`. */
import { defineModule } from '../module.ts';

export const userInfo = defineModule({
  name: 'userinfo',
  parameters: { uiprop: { type: 'list' } },
  async run({ uiprop = [] }, { visitor }) {
    const { actor, rights, loggedIn } = visitor;
    const groups = ['*', ...(loggedIn ? ['user', ...actor.groups] : [])];
    return {
      userinfo: {
        id: actor.userId,
        name: actor.name,
        ...(loggedIn ? {} : { anon: true }),
        ...(uiprop.includes('groups') ? { groups } : {}),
        ...(uiprop.includes('rights') ? { rights: [...rights] } : {}),
      },
    };
  },
});
