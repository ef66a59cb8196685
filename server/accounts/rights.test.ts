import { expect, test } from 'vitest';
import { rightsOf } from './rights.ts';
import type { Right } from './rights.ts';

const anonymous = { userId: 0, groups: [] };
const user = { userId: 1, groups: [] };
const bot = { userId: 2, groups: ['bot'] };
const sysop = { userId: 3, groups: ['sysop'] };
const stranger = { userId: 4, groups: ['constructor', 'unheard-of'] };

const cases: readonly [string, Parameters<typeof rightsOf>[0], Right, boolean][] = [
  ['somebody unknown', anonymous, 'edit', true],
  ['somebody unknown', anonymous, 'createpage', true],
  ['somebody unknown', anonymous, 'property-create', false],
  ['somebody unknown', anonymous, 'import', false],
  ['a user', user, 'property-create', true],
  ['a user', user, 'bot', false],
  ['a user', user, 'delete', false],
  ['a bot', bot, 'bot', true],
  ['a bot', bot, 'property-create', true],
  ['a bot', bot, 'delete', false],
  ['a sysop', sysop, 'delete', true],
  ['a sysop', sysop, 'editinterface', true],
  ['a sysop', sysop, 'import', true],
  ['a sysop', sysop, 'bot', false],
  ['a member of unknown groups', stranger, 'edit', true],
  ['a member of unknown groups', stranger, 'delete', false],
];

test.each(cases)('%s %j has the right %s: %s', (_, holder, right, expected) => {
  expect(rightsOf(holder).has(right)).toBe(expected);
});
