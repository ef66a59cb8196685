/** What lists of users tell of each. */
import { isExplicitGroup } from '../../../accounts/groups.ts';
import { membershipsOf } from '../../../accounts/moderation.ts';
import { allGroups, rightsOf } from '../../../accounts/rights.ts';
import { blockedBy } from '../../../accounts/standing.ts';
import type { User } from '../../../storage/records/record-store.ts';
import type { Records } from '../../services.ts';
import { blockInfo } from '../block-info.ts';
import type { JsonObject } from '../module.ts';

export const userProps = [
  'blockinfo',
  'editcount',
  'emailable',
  'gender',
  'groupmemberships',
  'groups',
  'implicitgroups',
  'registration',
  'rights',
] as const;
type UserProp = (typeof userProps)[number];

export async function userJson(
  user: User,
  props: readonly UserProp[],
  records: Records,
): Promise<JsonObject> {
  const facts = await Promise.all(props.map((name) => factOf(name, user, records)));
  return { userid: user.userId, name: user.name, ...Object.assign({}, ...facts) };
}

async function factOf(name: UserProp, user: User, records: Records): Promise<JsonObject> {
  switch (name) {
    case 'blockinfo': {
      const [block] = await records.blocks({ targets: [user.name], limit: 1 });
      return block === undefined ? {} : blockInfo(blockedBy(block));
    }
    case 'editcount':
      return { editcount: await records.editCount(user.userId) };
    case 'emailable':
      return { emailable: false };
    case 'gender':
      return { gender: 'unknown' };
    case 'groupmemberships':
      return { groupmemberships: membershipsOf(user.groups, user.groupExpiries) };
    case 'groups':
      return { groups: allGroups(user) };
    case 'implicitgroups':
      return { implicitgroups: allGroups(user).filter((group) => !isExplicitGroup(group)) };
    case 'registration':
      return { registration: user.registered };
    case 'rights':
      return { rights: [...rightsOf(user)] };
  }
}
