/** `meta=userinfo`: who the wiki takes the sender of the request for. */
import { defineMeta } from '../query-module.ts';

export const userInfo = defineMeta({
  name: 'userinfo',
  prefix: 'ui',
  parameters: { prop: { type: 'list' } },
  async run({ prop = [] }, { visitor }) {
    const { actor, rights, loggedIn } = visitor;
    const groups = ['*', ...(loggedIn ? ['user', ...actor.groups] : [])];
    return {
      userinfo: {
        id: actor.userId,
        name: actor.name,
        ...(loggedIn ? {} : { anon: true }),
        ...(prop.includes('groups') ? { groups } : {}),
        ...(prop.includes('rights') ? { rights: [...rights] } : {}),
      },
    };
  },
});
