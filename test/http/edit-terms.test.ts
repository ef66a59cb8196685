/** `wbsetlabel`, `wbsetdescription`, `wbsetaliases`; and what all modules that edit have in common. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultOf, openFurnishedServer } from '../furnished-server.ts';
import type { Answer, FurnishedServer } from '../furnished-server.ts';
import { ApiClient, label } from '../test-server.ts';

let server: FurnishedServer;
let id: string;

beforeAll(async () => {
  server = await openFurnishedServer();
  id = await server.admin.create('item', label('en', 'one'));
});
afterAll(() => server.close());

type Fields = Readonly<Record<string, string>>;

/** Each call follows the one before. The summary is that of the newest revision. */
test.each<[action: string, fields: Fields, entity: object, summary: string]>([
  [
    'wbsetlabel',
    { language: 'de', value: ' eins\t' },
    { labels: { de: { language: 'de', value: 'eins' } } },
    '/* wbsetlabel-add:1|de */ eins',
  ],
  [
    'wbsetlabel',
    { language: 'de', value: 'zwei', summary: 'my words' },
    { labels: { de: { language: 'de', value: 'zwei' } } },
    '/* wbsetlabel-set:1|de */ zwei, my words',
  ],
  [
    'wbsetlabel',
    { language: 'de', value: 'zwei' },
    { labels: { de: { language: 'de', value: 'zwei' } }, nochange: true },
    '/* wbsetlabel-set:1|de */ zwei, my words',
  ],
  [
    'wbsetlabel',
    { language: 'de' },
    { labels: { de: { language: 'de', removed: '' } } },
    '/* wbsetlabel-remove:1|de */ zwei',
  ],
  [
    'wbsetdescription',
    { language: 'en', value: 'a number' },
    { descriptions: { en: { language: 'en', value: 'a number' } } },
    '/* wbsetdescription-add:1|en */ a number',
  ],
  [
    'wbsetaliases',
    { language: 'en', set: 'a|b|a' },
    { aliases: { en: ['a', 'b'].map((value) => ({ language: 'en', value })) } },
    '/* wbsetaliases-set:2|en */ a, b',
  ],
  [
    'wbsetaliases',
    { language: 'en', add: '\u001fc|d', remove: 'a' },
    { aliases: { en: ['b', 'c|d'].map((value) => ({ language: 'en', value })) } },
    '/* wbsetaliases-add-remove:2|en */ c|d, a',
  ],
  ['wbsetaliases', { language: 'en', set: '' }, {}, '/* wbsetaliases-remove:2|en */ b, c|d'],
])('%s %j', async (action, fields, entity, summary) => {
  const answer = await server.post(action, { id, ...fields });
  const lastrevid: unknown = expect.any(Number);
  expect(answer).toEqual({ entity: { id, type: 'item', lastrevid, ...entity }, success: 1 });
  expect((await server.latest(id)).comment).toBe(summary);
});

test('a label may make an item', async () => {
  const answer = await server.post('wbsetlabel', { new: 'item', language: 'en', value: 'made' });
  const { id: made } = answer['entity'] as { id: string };
  expect(made).toMatch(/^Q\d+$/);
  expect((await server.latest(made)).comment).toBe('/* wbsetlabel-add:1|en */ made');
});

test.each<[action: string, fields: () => Fields, fault: string]>([
  ['wbsetlabel', () => ({ id, value: 'x' }), 'missingparam'],
  ['wbsetlabel', () => ({ id, language: 'nope', value: 'x' }), 'badvalue'],
  [
    'wbsetlabel',
    () => ({ id, new: 'item', language: 'en' }),
    'param-illegal wikibase-api-illegal-id-or-site-page-selector',
  ],
  [
    'wbsetlabel',
    () => ({ language: 'en' }),
    'param-illegal wikibase-api-illegal-id-or-site-page-selector',
  ],
  [
    'wbsetlabel',
    () => ({ site: 'enwiki', language: 'en' }),
    'param-missing wikibase-api-param-missing',
  ],
  ['wbsetlabel', () => ({ site: 'xwiki', title: 'A', language: 'en' }), 'badvalue'],
  [
    'wbsetlabel',
    () => ({ site: 'enwiki', title: 'A', language: 'en' }),
    'no-such-entity-link wikibase-api-no-such-entity-link',
  ],
  [
    'wbsetlabel',
    () => ({ id: 'x', language: 'en' }),
    'invalid-entity-id wikibase-api-invalid-entity-id',
  ],
  ['wbsetlabel', () => ({ id: 'Q999999', language: 'en' }), 'no-such-entity no-such-entity'],
  [
    'wbsetlabel',
    () => ({ id, language: 'en', value: 'y'.repeat(251) }),
    'modification-failed wikibase-validator-label-too-long',
  ],
  [
    'wbsetdescription',
    () => ({ id, language: 'en', value: 'one' }),
    'modification-failed wikibase-validator-label-equals-description',
  ],
  [
    'wbsetdescription',
    () => ({ id, language: 'mul', value: 'x' }),
    'modification-failed wikibase-validator-no-mul-descriptions',
  ],
  [
    'wbsetlabel',
    () => ({ id: 'P1', language: 'en', value: 'Q5' }),
    'modification-failed wikibase-validator-label-no-entityid',
  ],
  ['wbsetaliases', () => ({ id, language: 'en' }), 'invalid-list wikibase-api-invalid-list'],
  [
    'wbsetaliases',
    () => ({ id, language: 'en', set: 'a', add: 'b' }),
    'invalid-list wikibase-api-invalid-list',
  ],
  [
    'wbsetlabel',
    () => ({ id, language: 'en', value: 'z', baserevid: '99999999' }),
    'nosuchrevid wikibase-api-nosuchrevid',
  ],
  [
    'wbsetlabel',
    () => ({ id, language: 'en', value: 'z', baserevid: '1' }),
    'cant-load-entity-content wikibase-api-cant-load-entity-content',
  ],
])('%s refuses %o: %s', async (action, fields, fault) => {
  expect(faultOf(await server.post(action, fields()))).toBe(fault);
});

test('tags and the bot flag go with the edit', async () => {
  await server.post('wbsetlabel', { id, language: 'fr', value: 'un', tags: 'tool|test', bot: '1' });
  expect((await server.latest(id)).tags).toEqual(['tool', 'test']);
});

describe('edits that meet', () => {
  test('what others did meanwhile is kept, and told of', async () => {
    const item = await server.admin.create('item', label('en', 'met'));
    const { entity } = (await server.post('wbsetlabel', {
      id: item,
      language: 'de',
      value: 'a',
    })) as {
      entity: { lastrevid: number };
    };
    const baserevid = String(entity.lastrevid);
    const anybody = new ApiClient(server.url);
    const theirs = { action: 'wbsetlabel', token: '+\\', id: item, language: 'fr', value: 'b' };
    await anybody.post(theirs);
    const merged = await server.post('wbsetlabel', {
      id: item,
      language: 'it',
      value: 'c',
      baserevid,
    });
    expect(merged['warnings']).toMatchObject({
      wbsetlabel: { messages: [{ name: 'wikibase-conflict-patched' }] },
    });
    const conflict = await server.post('wbsetlabel', {
      id: item,
      language: 'fr',
      value: 'd',
      baserevid,
    });
    expect(faultOf(conflict)).toBe('editconflict wikibase-api-editconflict edit-conflict');
  });

  test('whoever was faster with themselves is told of that', async () => {
    const item = await server.admin.create('item', label('en', 'alone'));
    const first = await server.admin.edit({ id: item }, label('de', 'a'));
    const baserevid = String(first.entity?.lastrevid);
    await server.admin.edit({ id: item }, label('de', 'b'));
    const answer = (await server.admin.edit(
      { id: item, baserevid },
      { labels: { ...label('de', 'c').labels, ...label('it', 'd').labels } },
    )) as unknown as Answer;
    expect(answer['warnings']).toMatchObject({
      wbeditentity: { messages: [{ name: 'wikibase-self-conflict-patched' }] },
    });
  });
});

test('without a token, with a bad one or by GET nothing is changed', async () => {
  const fields = { action: 'wbsetlabel', id, language: 'en', value: 'changed' };
  expect(faultOf(await server.admin.post<Answer>(fields))).toBe('missingparam');
  expect(faultOf(await server.admin.post<Answer>({ ...fields, token: 'x' }))).toBe('badtoken');
  expect(faultOf(await server.admin.get<Answer>(fields))).toBe('mustbeposted');
});
