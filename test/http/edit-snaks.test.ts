/** `wbsetqualifier`, `wbremovequalifiers`, `wbsetreference`, `wbremovereferences`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultOf, guid, openFurnishedServer } from '../furnished-server.ts';
import type { FurnishedServer } from '../furnished-server.ts';
import { label, textStatement } from '../test-server.ts';

let server: FurnishedServer;
let id: string;
let claim: string;

beforeAll(async () => {
  server = await openFurnishedServer();
  id = await server.admin.create('item', label('en', 'qualified'));
  claim = guid(id, 1);
  const statement = { id: claim, ...textStatement('P1', 'x') };
  await server.post('wbsetclaim', { claim: JSON.stringify(statement) });
});
afterAll(() => server.close());

type Fields = Readonly<Record<string, string>>;

type Claims = Readonly<Record<string, readonly { readonly id: string }[]>>;

async function claims(of: string): Promise<Claims> {
  const answer = await server.admin.get<{ entities: Record<string, { claims: Claims }> }>({
    action: 'wbgetentities',
    ids: of,
  });
  return answer.entities[of]?.claims ?? {};
}

/** That of the one qualifier. */
let hash: string;
const snak = (property: string, value: string) => [
  { snaktype: 'value', property, datavalue: { type: 'string', value } },
];
const link = (path: string): string =>
  JSON.stringify({ P3: snak('P3', `https://x.example/${path}`) });

test('a qualifier is added, then replaced by its hash', async () => {
  const value = { property: 'P2', snaktype: 'value', value: '"q1"' };
  const added = (await server.post('wbsetqualifier', { claim, ...value })) as {
    claim: { qualifiers: Record<string, { hash: string }[]> };
  };
  const comment = '[[Property:P2]]: q1';
  expect((await server.latest(id)).comment).toBe(`/* wbsetqualifier-add:1| */ ${comment}`);
  const snakhash = added.claim.qualifiers['P2']?.[0]?.hash ?? '';
  // the property need not be named again
  const replaced = await server.post('wbsetqualifier', {
    claim,
    snakhash,
    snaktype: 'value',
    value: '"q2"',
  });
  expect(replaced).toMatchObject({
    claim: { qualifiers: { P2: [{ datavalue: { value: 'q2' } }] }, 'qualifiers-order': ['P2'] },
  });
  expect((await server.latest(id)).comment).toContain('wbsetqualifier-update:1|');
  ({ hash } = (replaced['claim'] as typeof added.claim).qualifiers['P2']?.[0] ?? { hash: '' });
});

test.each<[fields: Fields, fault: string]>([
  [
    { property: 'P2', snaktype: 'value', value: '"q2"' },
    'modification-failed wikibase-api-modification-failed',
  ],
  [{ snaktype: 'somevalue' }, 'param-missing param-missing'],
  [{ property: 'P2' }, 'param-missing param-missing'],
  [
    { snaktype: 'value', value: '"x"', snakhash: '0'.repeat(40) },
    'no-such-qualifier wikibase-api-no-such-qualifier',
  ],
  [{ claim: 'x', property: 'P2', snaktype: 'somevalue' }, 'invalid-guid wikibase-api-invalid-guid'],
])('wbsetqualifier refuses %j: %s', async (fields, fault) => {
  expect(faultOf(await server.post('wbsetqualifier', { claim, ...fields }))).toBe(fault);
});

test('qualifiers are removed by their hashes', async () => {
  const unknown = await server.post('wbremovequalifiers', { claim, qualifiers: 'f'.repeat(40) });
  expect(faultOf(unknown)).toBe('no-such-qualifier wikibase-api-no-such-qualifier');
  const answer = await server.post('wbremovequalifiers', { claim, qualifiers: hash });
  expect(Object.keys(answer)).toEqual(['pageinfo', 'success']);
  const { comment } = await server.latest(id);
  expect(comment).toBe('/* wbremovequalifiers-remove:1| */ [[Property:P2]]: q2');
});

test('a reference is added, put first, replaced and removed', async () => {
  const set = async (fields: Fields) => {
    const answer = await server.post('wbsetreference', { statement: claim, ...fields });
    return (answer as { reference: { hash: string; 'snaks-order': string[] } }).reference;
  };
  const a = await set({ snaks: link('a') });
  const b = await set({
    snaks: JSON.stringify([...snak('P3', 'https://x.example/b'), ...snak('P2', 'r')]),
    'snaks-order': '["P2","P3"]',
    index: '0',
  });
  expect(b['snaks-order']).toEqual(['P2', 'P3']);
  expect((await server.latest(id)).comment).toBe('/* wbsetreference-add:2| */ [[Property:P1]]: x');
  const c = await set({ snaks: link('c'), reference: a.hash });
  const { P1 } = (await claims(id)) as unknown as Record<
    string,
    { references: { hash: string }[] }[]
  >;
  expect(P1?.[0]?.references.map((each) => each.hash)).toEqual([b.hash, c.hash]);
  const references = `${b.hash}|${c.hash}`;
  expect(await server.post('wbremovereferences', { statement: claim, references })).toMatchObject({
    success: 1,
  });
  expect((await claims(id))['P1']?.[0]).not.toHaveProperty('references');
});

test.each<[fields: Fields, fault: string]>([
  [{ snaks: '[' }, 'invalid-json wikibase-api-invalid-json'],
  [{ snaks: '{}' }, 'invalid-json wikibase-api-invalid-json'],
  [
    { snaks: '[{"snaktype":"weird"}]' },
    'snak-instantiation-failure wikibase-api-snak-instantiation-failure',
  ],
  [
    {
      snaks: '[{"snaktype":"value","property":"P3","datavalue":{"type":"string","value":"no"}}]',
    },
    'modification-failed wikibase-validator-url-scheme-missing',
  ],
  [{ reference: '0'.repeat(40) }, 'no-such-reference wikibase-api-no-such-reference'],
  [{ statement: 'x' }, 'invalid-guid wikibase-api-invalid-guid'],
  [{ index: '-1' }, 'badvalue'],
])('wbsetreference refuses %j: %s', async (fields, fault) => {
  const good = { statement: claim, snaks: link('z') };
  expect(faultOf(await server.post('wbsetreference', { ...good, ...fields }))).toBe(fault);
});

test('the same reference is not added twice, an unknown one not removed', async () => {
  await server.post('wbsetreference', { statement: claim, snaks: link('same') });
  const again = await server.post('wbsetreference', { statement: claim, snaks: link('same') });
  expect(faultOf(again)).toBe('modification-failed wikibase-api-modification-failed');
  const unknown = await server.post('wbremovereferences', {
    statement: claim,
    references: 'f'.repeat(40),
  });
  expect(faultOf(unknown)).toBe('no-such-reference wikibase-api-no-such-reference');
});
