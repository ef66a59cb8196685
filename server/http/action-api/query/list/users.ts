/** `list=users` and `allusers`: accounts by name or number, and all of them by name. */
import type { User } from '../../../../storage/records/record-store.ts';
import type { Records } from '../../../services.ts';
import type { JsonObject } from '../../module.ts';
import { defineList } from '../query-module.ts';
import { userJson, userProps } from '../user-json.ts';

export const users = defineList({
  name: 'users',
  prefix: 'us',
  parameters: {
    prop: { type: 'list', values: [...userProps, 'cancreate'] },
    users: { type: 'list' },
    userids: { type: 'integers' },
  },
  async run({ prop = [], users: names = [], userids = [] }, { services }) {
    const { records } = services.edit.storage;
    const props = userProps.filter((name) => prop.includes(name));
    const byName = names.map(async (name): Promise<JsonObject> => {
      const user = await records.userByName(name.replaceAll('_', ' '));
      return userOr({ name, missing: true }, user, props, records);
    });
    const byId = userids.map(async (userid): Promise<JsonObject> => {
      const user = await records.userById(userid);
      return userOr({ userid, missing: true }, user, props, records);
    });
    return { items: await Promise.all([...byName, ...byId]) };
  },
});

function userOr(
  missing: JsonObject,
  user: User | undefined,
  props: (typeof userProps)[number][],
  records: Records,
): JsonObject | Promise<JsonObject> {
  return user === undefined ? missing : userJson(user, props, records);
}

export const allUsers = defineList({
  name: 'allusers',
  prefix: 'au',
  parameters: {
    from: { type: 'string' },
    prefix: { type: 'string' },
    group: { type: 'list' },
    prop: { type: 'list', values: userProps },
    excludetemp: { type: 'boolean' },
    limit: { type: 'limit', default: '10' },
    continue: { type: 'string' },
  },
  async run({ from, prefix, group, prop = [], limit, ...values }, { services }) {
    const { records } = services.edit.storage;
    const start = values.continue ?? from;
    const found = await records.users({
      ...(start === undefined ? {} : { from: start }),
      ...(prefix === undefined ? {} : { prefix }),
      ...(group === undefined ? {} : { groups: group }),
      temporary: !values.excludetemp,
      limit: limit + 1,
    });
    const shown = found.slice(0, limit).map((user) => userJson(user, prop, records));
    return { items: await Promise.all(shown), next: found[limit]?.name };
  },
});
