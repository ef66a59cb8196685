import { expect, test } from 'vitest';
import { grants, readGrants, rightsOfGrants } from './grants.ts';

test('every grant gives something; basic gives nothing that changes a page', () => {
  for (const grant of grants) expect(rightsOfGrants([grant])).not.toEqual([]);
  expect(rightsOfGrants(['basic'])).not.toContain('edit');
});

test('no grant, nor all of them, lets a program change groups', () => {
  expect(rightsOfGrants(grants)).not.toContain('userrights');
});

test('names that are no grants give nothing and are refused', () => {
  expect(rightsOfGrants(['__proto__', 'constructor', 'everything'])).toEqual([]);
  expect(readGrants(['__proto__'])).toMatchObject({ failures: [{ code: 'unknown-grant' }] });
});

test('what every program has is there unasked, once', () => {
  expect(readGrants([])).toEqual({ ok: true, value: ['basic'] });
  expect(readGrants(['rollback', 'basic', 'rollback'])).toEqual({
    ok: true,
    value: ['basic', 'rollback'],
  });
});
