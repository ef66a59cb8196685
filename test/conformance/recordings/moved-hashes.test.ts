import { expect, test } from 'vitest';
import { readSnak } from '../../../schema/model/json/read-statement.ts';
import { snakHash } from '../../../schema/model/hash.ts';
import { movedValueHashes, withMovedHashes, withMovedValueNodes } from './moved-hashes.ts';

const HERE = 'http://127.0.0.1:4321';
const THERE = 'http://127.0.0.1:18080';

const mass = (base: string, hash?: string) => {
  const value = { amount: '+1', unit: `${base}/entity/Q2` };
  const datavalue = { type: 'quantity', value };
  const json = { snaktype: 'value', property: 'P1', datavalue };
  const snak = readSnak(json);
  if (!snak.ok) throw new Error(JSON.stringify(snak.failures));
  return { ...json, hash: hash ?? snakHash(snak.value) };
};

test('the hash of a quantity is told as if the wiki stood elsewhere', () => {
  const moved = withMovedHashes({ list: [mass(HERE)] }, HERE, THERE);
  expect(moved).toEqual({ list: [mass(HERE, mass(THERE).hash)] });
});

test.each<[what: string, json: object]>([
  ['a wrong hash', mass(HERE, 'f'.repeat(40))],
  ['a unit of another wiki', mass('http://www.wikidata.org')],
  ['something else', { snaktype: 'somevalue', property: 'P1', hash: 'x', rank: null }],
])('%s stays as it is', (_, json) => {
  expect(withMovedHashes(json, HERE, THERE)).toEqual(json);
});

const snakIn = (unit: string) => ({
  snaktype: 'value',
  property: 'P1',
  datavalue: { type: 'quantity', value: { amount: '+5', unit } },
});

test('nodes of quantities are told as they would be elsewhere, others stay', () => {
  const [here, there] = ['http://127.0.0.1:1', 'http://127.0.0.1:2'];
  const moved = movedValueHashes(
    { claims: [snakIn(`${here}/entity/Q1`), snakIn('1')] },
    here,
    there,
  );
  const [[old = '', now = ''] = []] = moved;
  expect([moved.size, old === now]).toEqual([1, false]);
  const other = 'a'.repeat(32);
  expect(withMovedValueNodes(`v:${old} <x/${old}> v:${other}`, moved)).toBe(
    `v:${now} <x/${now}> v:${other}`,
  );
});
