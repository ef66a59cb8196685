/** What redirects to an entity belongs to what its data says, as long as it does. */
import { rm } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { itemOf } from '../entity-notation.ts';
import { openTemporaryWiki } from '../temporary-wiki.ts';
import { openTestServer } from '../test-server.ts';

const CONCEPT_BASE = 'http://localhost/entity/';

test('the full data of an entity names the redirects that lead to it', async () => {
  const wiki = await openTemporaryWiki();
  onTestFinished(() => rm(wiki.folder, { recursive: true, force: true }));
  await wiki.load(itemOf('en=rhino', 'Q1'), itemOf('en=hippo', 'Q2'));
  await wiki.load(
    ...(['Q12', 'Q3'] as const).map((id) => ({ type: 'redirect', id, target: 'Q1' }) as const),
  );
  await wiki.storage.close();

  const server = await openTestServer({
    SABIR_DATA: wiki.folder,
    SABIR_CONCEPT_BASE: CONCEPT_BASE,
  });
  onTestFinished(() => server.close());
  const get = (rest: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/wiki/Special:EntityData/${rest}`, { headers });
  const sameAs = async (rest: string) =>
    (await (await get(rest)).text())
      .split('\n')
      .filter((line) => line.includes('owl#sameAs'))
      .map((line) => line.replaceAll(/<[^>]*[/#]([^>]*)>/g, '$1'));

  expect(await sameAs('Q1.nt')).toEqual(['Q3 sameAs Q1 .', 'Q12 sameAs Q1 .']);
  expect(await sameAs('Q2.nt')).toEqual([]);
  expect(await sameAs('Q1.nt?flavor=dump')).toEqual([]);
  expect(await (await get('Q12.ttl')).text()).toContain('wd:Q12 owl:sameAs wd:Q1');
  expect(await (await get('Q1.json')).text()).not.toContain('Q12');

  const etag = (await get('Q1.ttl')).headers.get('ETag') ?? '';
  expect((await get('Q1.ttl', { 'If-None-Match': etag })).status).toBe(304);
});
