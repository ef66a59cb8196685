/**
 * Grants: what somebody lets a program do in their name. A program has those rights of its user
 * that its grants give, and never another. The names are MediaWiki's.
 */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Result } from '../../schema/failures.ts';
import type { Right } from './groups.ts';

const EDITING = [
  'edit',
  'minoredit',
  'applychangetags',
  'changetags',
  'item-term',
  'property-term',
  'item-merge',
  'item-redirect',
] as const satisfies readonly Right[];

const rightsOfGrant = {
  // every program has this one
  basic: ['read', 'autoconfirmed', 'editsemiprotected', 'autopatrol', 'ipblock-exempt', 'purge'],
  editpage: EDITING,
  createeditmovepage: [...EDITING, 'createpage', 'createtalk', 'property-create'],
  editprotected: [...EDITING, 'editprotected'],
  editsiteconfig: [...EDITING, 'editinterface', 'managechangetags'],
  highvolume: ['bot', 'apihighlimits', 'noratelimit', 'markbotedits'],
  rollback: ['rollback'],
  patrol: ['patrol'],
  viewmywatchlist: ['viewmywatchlist'],
  editmywatchlist: ['editmywatchlist'],
  privateinfo: ['viewmyprivateinfo'],
  createaccount: ['createaccount'],
  delete: [...EDITING, 'delete', 'undelete', 'deleterevision', 'deletelogentry'],
  oversight: ['suppressrevision'],
  blockusers: ['block', 'unblock', 'unblockself'],
  protect: ['protect', 'editprotected'],
} as const satisfies Readonly<Record<string, readonly Right[]>>;

export type Grant = keyof typeof rightsOfGrant;

export const grants = Object.keys(rightsOfGrant).filter(isGrant);

/** Of those that somebody may choose to give. */
export const optionalGrants = grants.filter((grant) => grant !== 'basic');

function isGrant(name: string): name is Grant {
  return Object.hasOwn(rightsOfGrant, name);
}

/** A grant that we do not know gives nothing. */
export function rightsOfGrants(names: readonly string[]): readonly Right[] {
  return [
    ...new Set(names.filter(isGrant).flatMap((name): readonly Right[] => rightsOfGrant[name])),
  ];
}

/** With the one that every program has, in our order. */
export function readGrants(names: readonly string[]): Result<readonly Grant[]> {
  const unknown = names.filter((name) => !isGrant(name));
  return unknown.length > 0
    ? failed(...unknown.map((grant) => failure('unknown-grant', { grant: grant.slice(0, 100) })))
    : ok(grants.filter((grant) => grant === 'basic' || names.includes(grant)));
}
