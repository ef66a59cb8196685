import { describe, expect, test } from 'vitest';
import {
  changeableGroups,
  explicitGroups,
  implicitGroups,
  rights,
  rightsOfGroup,
} from './groups.ts';
import type { Group, Right } from './groups.ts';
import { allGroups, rightsOf } from './rights.ts';

/** A row of the matrix: who may do it, besides those who may by another of their groups. */
const matrix: readonly [Right, readonly Group[]][] = [
  ['edit', ['*']],
  ['createpage', ['*']],
  ['item-term', ['*']],
  ['item-merge', ['*']],
  ['createaccount', ['*']],
  ['property-create', ['user', 'propertycreator']],
  ['editmywatchlist', ['user']],
  [
    'editsemiprotected',
    [
      'autoconfirmed',
      'confirmed',
      'bot',
      'rollbacker',
      'patroller',
      'sysop',
      'bureaucrat',
      'interface-admin',
    ],
  ],
  ['bot', ['bot']],
  ['noratelimit', ['bot', 'sysop', 'bureaucrat']],
  ['rollback', ['rollbacker', 'sysop']],
  ['patrol', ['patroller', 'sysop']],
  ['autopatrol', ['bot', 'patroller', 'sysop']],
  ['block', ['sysop']],
  ['protect', ['sysop']],
  ['editprotected', ['sysop']],
  ['delete', ['sysop']],
  ['undelete', ['sysop']],
  ['import', ['sysop']],
  ['editinterface', ['sysop', 'interface-admin']],
  ['userrights', ['bureaucrat']],
  ['deleterevision', ['sysop', 'suppress']],
  ['suppressrevision', ['suppress']],
];
const groups: readonly Group[] = [...implicitGroups, ...explicitGroups];
const EVERYBODY: readonly Group[] = ['*'];

/** Somebody who is in this group and in no other that can be left out. */
function memberOf(group: Group): { userId: number; groups: Group[] } {
  if (group === '*') return { userId: 0, groups: [] };
  return { userId: 1, groups: group === 'user' ? [] : [group] };
}

describe.each(matrix)('%s', (right, givenTo) => {
  test.each(groups)('%s', (group) => {
    const own: Group[] = group === '*' || group === 'temp' ? [group] : [group, 'user'];
    const expected = [...own, ...EVERYBODY].some((each) => givenTo.includes(each));
    expect(rightsOf(memberOf(group)).has(right)).toBe(expected);
  });
});

test('groups give only rights that exist, and each right comes from some group', () => {
  const given = new Set(groups.flatMap((group) => rightsOfGroup[group]));
  expect([...given].toSorted()).toEqual(rights.toSorted());
});

test('groups that nobody knows give nothing', () => {
  const stranger = { userId: 4, groups: ['constructor', 'unheard-of'] };
  expect(rightsOf(stranger)).toEqual(rightsOf({ userId: 4, groups: [] }));
});

test('grants take rights away and never add any', () => {
  const bot = { userId: 2, groups: ['bot'], grants: ['edit', 'bot', 'delete'] as const };
  expect([...rightsOf(bot)].toSorted()).toEqual(['bot', 'edit']);
});

test.each([
  ['somebody unknown', { userId: 0, groups: [] }, ['*']],
  ['a user', { userId: 1, groups: [] }, ['*', 'user']],
  ['a bot', { userId: 1, groups: ['bot', 'autoconfirmed'] }, ['bot', '*', 'user', 'autoconfirmed']],
  ['a temporary account', { userId: 1, groups: ['temp'] }, ['*', 'temp']],
])('%s is in these groups', (_, holder, expected) => {
  expect(allGroups(holder)).toEqual(expected);
});

test.each<[Group, readonly string[]]>([
  ['user', []],
  ['bot', []],
  ['sysop', ['confirmed', 'patroller', 'propertycreator', 'rollbacker']],
  ['bureaucrat', explicitGroups.toSorted()],
])('a %s may change these groups of others', (group, expected) => {
  const holder = memberOf(group);
  expect(changeableGroups(holder.groups, rightsOf(holder)).toSorted()).toEqual(expected);
});
