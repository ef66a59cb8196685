import { afterAll, beforeAll, expect, test } from 'vitest';
import { itemOf } from '../../test/entity-notation.ts';
import { openFurnishedWiki, sysop } from '../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../test/temporary-wiki.ts';
import { BacklinkReader } from './backlinks.ts';

let wiki: TemporaryWiki;
let links: BacklinkReader;

beforeAll(async () => {
  wiki = await openFurnishedWiki();
  links = new BacklinkReader(wiki.storage.quads, 'http://localhost/entity/');
  await wiki.load(itemOf('en=target', 'Q1'));
});
afterAll(() => wiki.close());

test.each([
  ['a value', 'P10=Q1', 'Q1'],
  ['a deprecated value beside a better one', 'P10=Q5 | P10=Q1?', 'Q1'],
  ['a qualifier', 'P2=x [P10=Q1]', 'Q1'],
  ['a reference', 'P2=x {P10=Q1}', 'Q1'],
  ['the property of a statement', 'P1=x', 'P1'],
  ['the property of a qualifier', 'P2=x [P1=y]', 'P1'],
  ['the property of a reference', 'P2=x {P1=y}', 'P1'],
  ['the property of what has no value', 'P2=x [P1=none]', 'P1'],
])('%s is a mention', async (_name, notation, mentioned) => {
  const before = await links.pagesMentioning(mentioned as 'Q1');
  const { id } = await wiki.newItem(notation);
  expect(await links.pagesMentioning(mentioned as 'Q1')).toEqual([...before, id]);
});

test('a redirect mentions its target, and a page that is gone nothing', async () => {
  const { id } = await wiki.newItem('P10=Q1');
  await wiki.edit({
    actor: sysop,
    target: { kind: 'existing', id },
    ops: [{ op: 'clear' }],
  });
  expect(await links.pagesMentioning('Q1')).not.toContain(id);
  await wiki.edit({
    actor: sysop,
    target: { kind: 'existing', id },
    ops: [{ op: 'redirect', target: 'Q1' }],
  });
  expect(await links.pagesMentioning('Q1')).toContain(id);
});

test('nobody mentions what is not there', async () => {
  expect(await links.pagesMentioning('Q999')).toEqual([]);
});
