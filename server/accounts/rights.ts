/** Who may do what: from the groups of a user to rights. Pure; the words are MediaWiki's. */
export type Right =
  | 'edit'
  | 'createpage'
  | 'createaccount'
  | 'property-create'
  | 'item-merge'
  | 'item-redirect'
  | 'bot'
  | 'noratelimit'
  | 'delete'
  | 'undelete'
  | 'editinterface'
  | 'import'
  | 'userrights';

export type Group = 'user' | 'bot' | 'sysop';

/** What everybody may do, logged in or not. */
const EVERYBODY: readonly Right[] = [
  'edit',
  'createpage',
  'createaccount',
  'item-merge',
  'item-redirect',
];

const rightsOfGroup: Readonly<Record<Group, readonly Right[]>> = {
  user: ['property-create'],
  bot: ['bot', 'noratelimit'],
  sysop: ['delete', 'undelete', 'editinterface', 'import', 'userrights', 'noratelimit'],
};

export interface RightsHolder {
  /** 0 for somebody who is not logged in. */
  readonly userId: number;
  readonly groups: readonly string[];
}

/** Every account is in the group `user`; groups that we do not know give nothing. */
export function rightsOf(holder: RightsHolder): ReadonlySet<Right> {
  const named = holder.userId === 0 ? holder.groups : ['user', ...holder.groups];
  return new Set([...EVERYBODY, ...named.filter(isGroup).flatMap((group) => rightsOfGroup[group])]);
}

export function isGroup(name: string): name is Group {
  return Object.hasOwn(rightsOfGroup, name);
}
