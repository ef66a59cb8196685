/**
 * What nobody should send to the modules that edit: of a good call one field is broken, or places in
 * its JSON. Every answer is an answer of the API, and what is refused leaves no trace.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guid, openFurnishedServer } from '../furnished-server.ts';
import type { FurnishedServer } from '../furnished-server.ts';
import { textStatement } from '../test-server.ts';
import { oddText } from './fuzz/hostile.ts';
import { spoiltJson } from './fuzz/spoilt-json.ts';

let server: FurnishedServer;

beforeAll(async () => {
  server = await openFurnishedServer();
  const english = { en: { language: 'en', value: 'x' } };
  const lexeme = { lemmas: english, language: 'Q1', lexicalCategory: 'Q1' };
  await server.admin.edit({ new: 'lexeme' }, lexeme);
  await server.post('wbsetclaim', { claim: STATEMENT });
  await server.post('wbladdform', { lexemeId: 'L1', data: FORM });
  await server.post('wbladdsense', { lexemeId: 'L1', data: SENSE });
});
afterAll(() => server.close());

type Fields = Readonly<Record<string, string>>;

const GUID = guid('Q1', 1);
const STATEMENT = JSON.stringify({
  id: GUID,
  ...textStatement('P1', 'x'),
  qualifiers: { P2: [{ snaktype: 'novalue', property: 'P2' }] },
  references: [{ snaks: { P2: [{ snaktype: 'somevalue', property: 'P2' }] } }],
});
const DATA = JSON.stringify({
  labels: { en: { language: 'en', value: 'a' } },
  aliases: { en: [{ language: 'en', value: 'b', add: '' }] },
  claims: { P1: [textStatement('P1', 'x')] },
  sitelinks: { enwiki: { site: 'enwiki', title: 'A', badges: ['Q1'] } },
});
const FORM =
  '{"representations":{"en":{"language":"en","value":"x"}},"grammaticalFeatures":["Q1"]}';
const SENSE = '{"glosses":{"en":{"language":"en","value":"x"}}}';
const SNAKS =
  '{"P1":[{"snaktype":"value","property":"P1","datavalue":{"type":"string","value":"r"}}]}';
const SNAK = { property: 'P1', snaktype: 'value', value: '"x"' };
const HASH = '0'.repeat(40);

const calls: readonly [action: string, fields: Fields][] = [
  ['wbeditentity', { id: 'Q1', data: DATA, tags: 'a', summary: 's', baserevid: '0' }],
  ['wbeditentity', { id: 'L1', data: `{"forms":[${FORM}],"senses":[${SENSE}]}` }],
  ['wbeditentity', { new: 'property', data: '{"datatype":"string"}' }],
  ['wbsetlabel', { id: 'Q1', language: 'en', value: 'x' }],
  ['wbsetdescription', { id: 'Q1', language: 'en', value: 'x' }],
  ['wbsetaliases', { id: 'Q1', language: 'en', add: 'a|b', remove: 'c' }],
  ['wbsetsitelink', { id: 'Q1', linksite: 'enwiki', linktitle: 'A', badges: 'Q1' }],
  ['wblinktitles', { tosite: 'enwiki', totitle: 'B', fromsite: 'dewiki', fromtitle: 'C' }],
  ['wbcreateclaim', { entity: 'Q1', ...SNAK }],
  ['wbsetclaim', { claim: STATEMENT, index: '0' }],
  ['wbsetclaimvalue', { claim: GUID, snaktype: 'value', value: '"y"' }],
  ['wbsetqualifier', { claim: GUID, ...SNAK, snakhash: HASH }],
  ['wbremovequalifiers', { claim: GUID, qualifiers: HASH }],
  ['wbsetreference', { statement: GUID, snaks: SNAKS, 'snaks-order': '["P1"]', index: '0' }],
  ['wbremovereferences', { statement: GUID, references: HASH }],
  ['wbremoveclaims', { claim: `${GUID}|${guid('Q1', 2)}` }],
  ['wbmergeitems', { fromid: 'Q1', toid: 'Q2', ignoreconflicts: 'description' }],
  ['wbcreateredirect', { from: 'Q1', to: 'Q2' }],
  ['wbladdform', { lexemeId: 'L1', data: FORM }],
  ['wbleditformelements', { formId: 'L1-F1', data: FORM }],
  ['wblremoveform', { id: 'L1-F9' }],
  ['wbladdsense', { lexemeId: 'L1', data: SENSE }],
  ['wbleditsenseelements', { senseId: 'L1-S1', data: SENSE }],
  ['wblremovesense', { id: 'L1-S9' }],
  ['wblmergelexemes', { source: 'L1', target: 'L2' }],
];

/** Another text, or where it is JSON another JSON like it. */
function spoilt(text: string): fc.Arbitrary<string> {
  const json = orUndefined(text);
  if (typeof json !== 'object') return oddText;
  return fc.oneof(
    oddText,
    spoiltJson(json).map((value) => JSON.stringify(value)),
  );
}

function orUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const RUNS = 100;

test.each(calls)('%s (call %#)', async (action, good) => {
  const broken = fc
    .constantFrom(...Object.entries(good))
    .chain(([name, text]) => fc.record({ name: fc.constant(name), text: spoilt(text) }));
  let known = await sequence();
  await fc.assert(
    fc.asyncProperty(broken, async ({ name, text }) => {
      const { error } = await server.post(action, { ...good, [name]: text });
      expect(error?.code).not.toBe('internal_api_error');
      const now = await sequence();
      expect(error === undefined ? now : known).toBe(now);
      known = now;
    }),
    { numRuns: RUNS },
  );
});

async function sequence(): Promise<number> {
  const health = await fetch(`${server.url}/health`);
  return ((await health.json()) as { sequence: number }).sequence;
}
