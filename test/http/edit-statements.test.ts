/** `wbcreateclaim`, `wbsetclaim`, `wbsetclaimvalue`, `wbremoveclaims`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultOf, guid, openFurnishedServer } from '../furnished-server.ts';
import type { FurnishedServer } from '../furnished-server.ts';
import { label, textStatement } from '../test-server.ts';

let server: FurnishedServer;
let id: string;

beforeAll(async () => {
  server = await openFurnishedServer();
  id = await server.admin.create('item', label('en', 'stated'));
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

const statementJson = (n: number, value: string): string =>
  JSON.stringify({ id: guid(id, n), ...textStatement('P1', value) });

test('wbcreateclaim adds one and answers with it', async () => {
  const fields = { entity: id, property: 'P1', snaktype: 'value', value: '"hello"' };
  const answer = await server.post('wbcreateclaim', fields);
  expect(answer).toEqual({
    pageinfo: { lastrevid: expect.any(Number) as unknown },
    success: 1,
    claim: {
      mainsnak: {
        snaktype: 'value',
        property: 'P1',
        hash: expect.stringMatching(/^[\da-f]{40}$/) as unknown,
        datavalue: { value: 'hello', type: 'string' },
        datatype: 'string',
      },
      type: 'statement',
      id: expect.stringMatching(new RegExp(String.raw`^${id}\$[\dA-F-]{36}$`)) as unknown,
      rank: 'normal',
    },
  });
  const { comment } = await server.latest(id);
  expect(comment).toBe('/* wbcreateclaim-create:1| */ [[Property:P1]]: hello');
});

test.each<[fields: Fields, fault: string]>([
  [{ entity: 'zzz' }, 'invalid-entity-id wikibase-api-invalid-entity-id'],
  [{ entity: 'Q999999' }, 'no-such-entity no-such-entity'],
  [{ property: 'zzz' }, 'invalid-entity-id wikibase-api-invalid-entity-id'],
  [{ property: 'Q1' }, 'param-illegal wikibase-api-invalid-property-id'],
  [{ property: 'P99' }, 'no-such-entity wikibase-api-no-such-entity'],
  [{ snaktype: 'zzz' }, 'badvalue'],
  [{ snaktype: 'novalue' }, 'param-illegal wikibase-api-claim-value-unexpected'],
  [{ value: '{oops' }, 'invalid-snak wikibase-api-invalid-snak'],
  [{ value: '5' }, 'invalid-snak wikibase-api-invalid-snak'],
  [{ value: '""' }, 'modification-failed wikibase-validator-too-short'],
  [{ value: '" a"' }, 'modification-failed wikibase-validator-illegal-string-chars'],
  [
    { property: 'P3', value: '"example.org"' },
    'modification-failed wikibase-validator-url-scheme-missing',
  ],
  [{ property: 'P3', value: '"https://a b"' }, 'modification-failed wikibase-validator-bad-url'],
  [
    { property: 'P3', value: '"javascript:x"' },
    'modification-failed wikibase-validator-bad-url-scheme',
  ],
  [
    { property: 'P4', value: '{"id":"P1"}' },
    'modification-failed wikibase-validator-bad-entity-type',
  ],
  [
    { property: 'P4', value: '{"id":"Q999999"}' },
    'modification-failed wikibase-validator-no-such-entity',
  ],
  [{ baserevid: '1' }, 'cant-load-entity-content wikibase-api-cant-load-entity-content'],
  [{ baserevid: '-1' }, 'badvalue'],
])('wbcreateclaim refuses %j: %s', async (fields, fault) => {
  const good = { entity: id, property: 'P1', snaktype: 'value', value: '"x"' };
  expect(faultOf(await server.post('wbcreateclaim', { ...good, ...fields }))).toBe(fault);
});

test('wbcreateclaim wants a value where there must be one', async () => {
  const answer = await server.post('wbcreateclaim', {
    entity: id,
    property: 'P1',
    snaktype: 'value',
  });
  expect(faultOf(answer)).toBe('param-missing wikibase-api-claim-value-missing');
});

test.each<[claim: () => string, more: Fields, summary: string]>([
  [() => statementJson(1, 'a'), {}, '/* wbsetclaim-create:2||1 */ [[Property:P1]]: a'],
  [() => statementJson(1, 'b'), {}, '/* wbsetclaim-update:2||1 */ [[Property:P1]]: b'],
  [
    () => statementJson(1, 'b').replace('normal', 'preferred'),
    {},
    '/* wbsetclaim-update-rank:2||1 */ [[Property:P1]]: b',
  ],
  [
    () => statementJson(2, 'first'),
    { index: '0' },
    '/* wbsetclaim-create:2||1 */ [[Property:P1]]: first',
  ],
])('wbsetclaim %o %j', async (claim, more, summary) => {
  const answer = await server.post('wbsetclaim', { claim: claim(), ...more });
  expect(answer).toMatchObject({ success: 1, claim: { id: expect.any(String) as unknown } });
  expect((await server.latest(id)).comment).toBe(summary);
});

test('a statement stands where the index says', async () => {
  expect((await claims(id))['P1']?.map((each) => each.id)[0]).toBe(guid(id, 2));
});

test('a statement that says what another says may be left out', async () => {
  const fields = { claim: statementJson(3, 'b'), ignoreduplicatemainsnak: '1' };
  const answer = await server.post('wbsetclaim', fields);
  expect(Object.keys(answer)).toEqual(['warnings']);
  expect(await server.post('wbsetclaim', { claim: statementJson(3, 'b') })).toMatchObject({
    success: 1,
  });
});

test.each<[claim: () => string, fault: string]>([
  [() => '{', 'invalid-claim wikibase-api-invalid-claim'],
  [() => '[]', 'invalid-claim wikibase-api-invalid-claim'],
  [
    () => statementJson(1, 'x').replace('{', '{"__proto__":{"a":1},'),
    'invalid-claim wikibase-api-invalid-claim',
  ],
  [
    () => statementJson(1, 'x').replace('{', '{"qualifiers":{"__proto__":[]},'),
    'invalid-claim wikibase-api-invalid-claim',
  ],
  [() => JSON.stringify(textStatement('P1', 'x')), 'invalid-claim wikibase-api-invalid-claim'],
  [
    () => JSON.stringify({ id: 'zz', ...textStatement('P1', 'x') }),
    'invalid-claim wikibase-api-invalid-claim',
  ],
  [
    () => JSON.stringify({ id: guid(id, 1), type: 'statement' }),
    'invalid-claim wikibase-api-invalid-claim',
  ],
  [
    () => JSON.stringify({ id: guid('Q999999', 1), ...textStatement('P1', 'x') }),
    'no-such-entity no-such-entity',
  ],
  [
    () => JSON.stringify({ id: guid(id, 1), ...textStatement('P2', 'x') }),
    'modification-failed wikibase-api-modification-failed',
  ],
])('wbsetclaim refuses %o: %s', async (claim, fault) => {
  expect(faultOf(await server.post('wbsetclaim', { claim: claim() }))).toBe(fault);
});

test('wbsetclaim tells of members that nobody reads', async () => {
  const claim = JSON.stringify({ id: guid(id, 3), ...textStatement('P1', 'b'), rnak: 'normal' });
  const answer = await server.post('wbsetclaim', { claim });
  expect(JSON.stringify(answer)).toMatch(/"wbsetclaim":\{[^}]*rnak/);
});

test('wbsetclaimvalue changes the value and keeps the rank', async () => {
  const fields = { claim: guid(id, 1), snaktype: 'value', value: '"changed"' };
  expect(await server.post('wbsetclaimvalue', fields)).toMatchObject({
    claim: { rank: 'preferred', mainsnak: { datavalue: { value: 'changed' } } },
  });
  expect((await server.latest(id)).comment).toBe(
    '/* wbsetclaimvalue:1| */ [[Property:P1]]: changed',
  );
});

test.each<[fields: () => Fields, fault: string]>([
  [() => ({ claim: 'nope' }), 'invalid-guid wikibase-api-invalid-guid'],
  [() => ({ claim: guid(id, 99) }), 'no-such-claim wikibase-api-no-such-claim'],
  [() => ({ value: '{"a":1}' }), 'invalid-snak wikibase-api-invalid-snak'],
])('wbsetclaimvalue refuses %o: %s', async (fields, fault) => {
  const good = { claim: guid(id, 1), snaktype: 'value', value: '"x"' };
  expect(faultOf(await server.post('wbsetclaimvalue', { ...good, ...fields() }))).toBe(fault);
});

test.each<[claim: () => string, fault: string]>([
  [() => 'zz', 'invalid-guid wikibase-api-invalid-guid'],
  [() => '', 'missingparam'],
  [() => guid(id, 99), 'invalid-guid wikibase-api-invalid-guid'],
  [() => `${guid(id, 1)}|${guid('Q1', 1)}`, 'invalid-guid wikibase-api-invalid-guid'],
])('wbremoveclaims refuses %o: %s', async (claim, fault) => {
  expect(faultOf(await server.post('wbremoveclaims', { claim: claim() }))).toBe(fault);
});

test('wbremoveclaims takes several away at once', async () => {
  const removed = [guid(id, 1), guid(id, 2)];
  const answer = await server.post('wbremoveclaims', { claim: removed.join('|') });
  expect(answer).toMatchObject({ success: 1, claims: removed });
  const left = (await claims(id))['P1']?.map((each) => each.id) ?? [];
  expect(left.filter((each) => removed.includes(each))).toEqual([]);
  expect((await server.latest(id)).comment).toBe('/* wbremoveclaims-remove:2| */');
});
