/** Groups of users and the rights that each gives. The words are MediaWiki's and Wikibase's. */

/** What everybody may do, until somebody is blocked. */
const everybodysRights = [
  'createaccount',
  'read',
  'edit',
  'createpage',
  'createtalk',
  'viewmyprivateinfo',
  'editmyprivateinfo',
  'editmyoptions',
  'item-term',
  'property-term',
  'item-merge',
  'item-redirect',
] as const;

export const rights = [
  ...everybodysRights,
  // of people with an account
  'property-create',
  'minoredit',
  'applychangetags',
  'viewmywatchlist',
  'editmywatchlist',
  'purge',
  // of people one has come to trust
  'autoconfirmed',
  'editsemiprotected',
  'rollback',
  'patrol',
  'autopatrol',
  // of programs
  'bot',
  'noratelimit',
  'apihighlimits',
  // of those who look after the wiki
  'block',
  'unblock',
  'unblockself',
  'ipblock-exempt',
  'protect',
  'editprotected',
  'delete',
  'undelete',
  'deleterevision',
  'deletelogentry',
  'markbotedits',
  'managechangetags',
  'changetags',
  'editinterface',
  'import',
  'userrights',
  // of those who see what is hidden from all others
  'suppressrevision',
] as const;
export type Right = (typeof rights)[number];

/** Groups that people are put into. */
export const explicitGroups = [
  'confirmed',
  'bot',
  'rollbacker',
  'patroller',
  'propertycreator',
  'sysop',
  'bureaucrat',
  'interface-admin',
  'suppress',
] as const;
export type ExplicitGroup = (typeof explicitGroups)[number];

/** Of whoever sets a wiki up: enough to put everybody else into their groups. */
export const administratorGroups: readonly ExplicitGroup[] = [
  'sysop',
  'bureaucrat',
  'interface-admin',
];

/**
 * Groups that follow from who somebody is: everybody; those with a name of their own choice; those
 * among them who have edited for a while; those whom the wiki gave a name with their first edit.
 */
export const implicitGroups = ['*', 'user', 'autoconfirmed', 'temp'] as const;

export type Group = ExplicitGroup | (typeof implicitGroups)[number];

const TRUSTED: readonly Right[] = ['autoconfirmed', 'editsemiprotected'];

export const rightsOfGroup: Readonly<Record<Group, readonly Right[]>> = {
  '*': everybodysRights,
  temp: [],
  user: [
    'property-create',
    'minoredit',
    'applychangetags',
    'viewmywatchlist',
    'editmywatchlist',
    'purge',
  ],
  autoconfirmed: TRUSTED,
  confirmed: TRUSTED,
  bot: ['bot', 'noratelimit', 'apihighlimits', 'autopatrol', ...TRUSTED],
  rollbacker: ['rollback', ...TRUSTED],
  patroller: ['patrol', 'autopatrol', ...TRUSTED],
  propertycreator: ['property-create'],
  sysop: [
    'block',
    'unblock',
    'unblockself',
    'ipblock-exempt',
    'protect',
    'editprotected',
    'delete',
    'undelete',
    'deleterevision',
    'deletelogentry',
    'rollback',
    'patrol',
    'autopatrol',
    'markbotedits',
    'managechangetags',
    'changetags',
    'editinterface',
    'import',
    'noratelimit',
    'apihighlimits',
    ...TRUSTED,
  ],
  bureaucrat: ['userrights', 'noratelimit', ...TRUSTED],
  'interface-admin': ['editinterface', ...TRUSTED],
  suppress: ['suppressrevision', 'deleterevision', 'deletelogentry'],
};

/** Which groups the members of a group may put others into, and take them out of. */
const manageable: Readonly<Partial<Record<Group, readonly ExplicitGroup[]>>> = {
  sysop: ['confirmed', 'rollbacker', 'patroller', 'propertycreator'],
};

export function isGroup(name: string): name is Group {
  return Object.hasOwn(rightsOfGroup, name);
}

export function isExplicitGroup(name: string): name is ExplicitGroup {
  return explicitGroups.some((group) => group === name);
}

/** Who has the right `userrights` changes all groups. */
export function changeableGroups(
  groups: readonly string[],
  held: ReadonlySet<Right>,
): readonly ExplicitGroup[] {
  if (held.has('userrights')) return explicitGroups;
  return explicitGroups.filter((group) =>
    groups.some((own) => isGroup(own) && manageable[own]?.includes(group) === true),
  );
}
