/** Who may do what: from the groups of a user to rights. Pure; the table is in `groups.ts`. */
import { changeableGroups, isGroup, rightsOfGroup } from './groups.ts';
import type { ExplicitGroup, Right } from './groups.ts';

export type { Right } from './groups.ts';

export interface RightsHolder {
  /** 0 for somebody without an account. */
  readonly userId: number;
  /** Explicit groups, and of the implicit ones `temp` and `autoconfirmed` where they apply. */
  readonly groups: readonly string[];
  /** What a bot password or a token was given: of all rights only these remain. */
  readonly grants?: readonly Right[];
}

/** Asked many times in a request, always of the same object. */
const known = new WeakMap<RightsHolder, ReadonlySet<Right>>();

/** Groups that we do not know give nothing. */
export function rightsOf(holder: RightsHolder): ReadonlySet<Right> {
  let rights = known.get(holder);
  if (rights === undefined) known.set(holder, (rights = rightsByGroups(holder)));
  return rights;
}

function rightsByGroups(holder: RightsHolder): ReadonlySet<Right> {
  const held = allGroups(holder)
    .filter(isGroup)
    .flatMap((group) => rightsOfGroup[group]);
  const { grants } = holder;
  return new Set(grants === undefined ? held : held.filter((right) => grants.includes(right)));
}

/** Which groups they may put others into: with grants only if those give the right itself. */
export function groupsChangeableBy(holder: RightsHolder): readonly ExplicitGroup[] {
  const { groups, grants } = holder;
  return changeableGroups(grants === undefined ? groups : [], rightsOf(holder));
}

/** With the implicit ones, in the order of MediaWiki: those that somebody was put into come first. */
export function allGroups({ userId, groups }: Pick<RightsHolder, 'userId' | 'groups'>): string[] {
  const given = groups.filter((group) => !IMPLICIT_WHEN_TRUE.includes(group));
  const implicit = IMPLICIT_WHEN_TRUE.filter((group) => groups.includes(group));
  const isNamed = userId !== 0 && !groups.includes('temp');
  return [...given, '*', ...(isNamed ? ['user'] : []), ...implicit];
}

/** Implicit groups that whoever found the user has added where they apply. */
const IMPLICIT_WHEN_TRUE = ['autoconfirmed', 'temp'];
