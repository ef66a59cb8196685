import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EntityId } from '../../schema/model/entity-id.ts';
import { allStatements } from '../../schema/model/entity.ts';
import { entityJson } from '../../schema/model/json/write-entity.ts';
import { mentionedProperties } from '../../schema/model/mentions.ts';
import { openFurnishedWiki, sysop } from '../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../test/temporary-wiki.ts';
import { itemOf } from '../../test/entity-notation.ts';
import { readEntity } from './entities.ts';
import { EntityTextReader } from './entity-texts.ts';
import type { EntityTexts } from './entity-texts.ts';

let wiki: TemporaryWiki;
let reader: EntityTextReader;

beforeAll(async () => {
  wiki = await openFurnishedWiki();
  await wiki.load(
    itemOf('en=one | P1=a | P2=b', 'Q11'),
    { type: 'redirect', id: 'Q12', target: 'Q11' },
    { type: 'redirect', id: 'Q13', target: 'Q12' },
  );
  reader = new EntityTextReader(wiki.storage.records, wiki.properties);
});
afterAll(() => wiki.close());

function whole({ members }: EntityTexts): unknown {
  const parts = [...members].map(([name, text]) => [name, JSON.parse(text.write(true))]);
  return Object.fromEntries(parts);
}

async function built(id: EntityId): Promise<unknown> {
  const page = await readEntity(wiki.storage.records, id);
  if (page === undefined) return undefined;
  const used = mentionedProperties(allStatements(page.document));
  return entityJson(page.document, 'api', await wiki.properties.datatypesOf(used));
}

test.each(['Q11', 'P1', 'Q12'] as const)('the members of %s are those of its JSON', async (id) => {
  // the second time from memory
  for (const _ of [1, 2]) {
    const texts = (await reader.read([id])).get(id);
    expect(texts && whole(texts)).toEqual(await built(id));
  }
});

test.each([
  ['Q11', 'Q11', undefined],
  ['Q12', 'Q11', 'Q12'],
  ['Q13', undefined, undefined],
  ['Q99', undefined, undefined],
] as const)('%s is read as %s', async (id, found, from) => {
  const texts = (await reader.read([id])).get(id);
  expect([texts?.id, texts?.redirectedFrom]).toEqual([found, from]);
});

test('a redirect may be refused', async () => {
  const texts = await reader.read(['Q11', 'Q12'], { redirects: 'refuse' });
  expect([...texts.keys()]).toEqual(['Q11']);
});

function labelsIn(texts: EntityTexts | undefined): unknown {
  return JSON.parse(texts?.members.get('labels')?.write(false) ?? '{}');
}

test('what was edited is told at once, and what was then as it was', async () => {
  await reader.read(['Q11']);
  const before = (await wiki.storage.records.head()).sequence;
  const saved = await wiki.edit({
    target: { kind: 'existing', id: 'Q11' },
    ops: [{ op: 'set-term', field: 'labels', language: 'en', value: 'two' }],
  });
  const now = (await reader.read(['Q11'])).get('Q11');
  expect(labelsIn(now)).toEqual({ en: { language: 'en', value: 'two' } });
  expect(now?.revisionId).toBe(saved.outcome === 'saved' && saved.revisionId);
  const then = (await reader.read(['Q11'], { at: { sequence: before } })).get('Q11');
  expect(labelsIn(then)).toEqual({ en: { language: 'en', value: 'one' } });
});

async function datatypesInClaims(): Promise<string[]> {
  const claims = (await reader.read(['Q11'])).get('Q11')?.members.get('claims')?.write(false);
  return [...(claims ?? '').matchAll(/"datatype":"(\w+)"/g)].map(([, name = '']) => name);
}

test('a property that is deleted takes its datatype along', async () => {
  expect(await datatypesInClaims()).toEqual(['string', 'string']);
  await wiki.edit({
    actor: sysop,
    target: { kind: 'existing', id: 'P2' },
    ops: [{ op: 'delete' }],
  });
  expect(await datatypesInClaims()).toEqual(['string']);
});
