import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporaryWiki } from '../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../test/temporary-wiki.ts';
import { changeGroups } from './moderation.ts';
import type { Person } from './standing.ts';

const bureaucrat: Person = { userId: 90, name: 'Bureaucrat', groups: ['bureaucrat'] };

let wiki: TemporaryWiki;

beforeAll(async () => {
  wiki = await openTemporaryWiki();
});
afterAll(() => wiki.close());

test('of several who change the groups of somebody at once, none undoes what another did', async () => {
  const groups = ['sysop', 'rollbacker'];
  const bob = await wiki.storage.accounts.createUser({
    name: 'Bob',
    passwordHash: undefined,
    groups,
  });
  if (bob === undefined) throw new Error('Bob');
  const change = (add: string[], remove: string[]) =>
    changeGroups(bob, { add, remove, expires: new Map() }, { reason: '' }, bureaucrat, {
      ...wiki.storage,
      site: wiki.site,
    });
  const done = await Promise.all([change([], ['sysop']), change(['bot'], []), change([], ['bot'])]);
  expect(done.every(({ ok }) => ok)).toBe(true);
  const now = await wiki.storage.records.userById(bob.userId);
  expect(now?.groups).not.toContain('sysop');
  expect(now?.groups).toContain('rollbacker');
  const [newest] = await wiki.storage.records.logEvents({ type: 'rights', limit: 1 });
  expect(newest?.params['newgroups']).toEqual(now?.groups);
});
