import { expect, onTestFinished, test } from 'vitest';
import { itemOf } from '../../test/entity-notation.ts';
import { openTemporaryWiki, sysop } from '../../test/temporary-wiki.ts';
import { RedirectReader } from './redirects.ts';

test('redirects are known as soon and as long as they lead to the entity', async () => {
  const wiki = await openTemporaryWiki();
  onTestFinished(() => wiki.close());
  const reader = new RedirectReader(wiki.storage.quads, 'http://localhost/entity/');
  await wiki.load(itemOf('en=a', 'Q1'), itemOf('', 'Q2'), itemOf('', 'Q10'), itemOf('', 'Q9'));
  expect(await reader.leadingTo('Q1')).toEqual([]);

  const redirect = (id: string, target: 'Q1' | 'Q2') =>
    wiki.edit({
      actor: sysop,
      target: { kind: 'existing', id },
      ops: [{ op: 'redirect', target }],
    });
  await redirect('Q10', 'Q1');
  await redirect('Q9', 'Q1');
  expect(await reader.leadingTo('Q1')).toEqual(['Q9', 'Q10']);
  expect(await reader.leadingTo('Q10')).toEqual([]);

  await redirect('Q9', 'Q2');
  expect(await reader.leadingTo('Q1')).toEqual(['Q10']);
  expect(await reader.leadingTo('Q2')).toEqual(['Q9']);
});
