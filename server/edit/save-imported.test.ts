import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemOf, statementOf } from '../../test/entity-notation.ts';
import { alice, openTemporaryWiki, sysop } from '../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../test/temporary-wiki.ts';
import { describeWithShared, sharedPath } from '../../test/shared-data.ts';
import type { Document } from '../../schema/model/documents/kinds.ts';
import { emptyItem, emptyProperty } from '../../schema/model/entity.ts';
import { readEntity } from '../../schema/model/json/read-entity.ts';
import { saveImported } from './save-imported.ts';
import type { ImportOptions, ImportOutcome } from './save-imported.ts';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

let wiki: TemporaryWiki;

beforeAll(async () => {
  wiki = await openTemporaryWiki();
});

afterAll(() => wiki.close());

async function imported(
  documents: readonly Document[],
  options: Partial<ImportOptions> = {},
): Promise<ImportOutcome> {
  const result = await saveImported(documents, { actor: sysop, comment: 'dump', ...options }, wiki);
  if (!result.ok) throw new Error(JSON.stringify(result.failures));
  return result.value;
}

function counts({ saved, unchanged, rejected }: ImportOutcome): number[] {
  return [saved.length, unchanged.length, rejected.length];
}

const codesOf = ({ rejected }: ImportOutcome) =>
  rejected.map(({ id, failures }) => [id, ...failures.map(({ code }) => code)].join(' '));

describe('lenient', () => {
  test('documents keep their ids, and a second import changes nothing', async () => {
    const documents: Document[] = [
      itemOf('en=a | P99=x#1', 'Q1000'),
      emptyProperty('P100', 'string'),
      { type: 'redirect', id: 'Q1001', target: 'Q1000' },
    ];
    expect(counts(await imported(documents))).toEqual([3, 0, 0]);
    expect(counts(await imported(documents))).toEqual([0, 3, 0]);
    const changed = [itemOf('en=b', 'Q1000'), ...documents.slice(1)];
    const outcome = await imported(changed);
    expect(outcome.saved.map(({ documentId }) => documentId)).toEqual(['Q1000']);
    expect(outcome.unchanged).toEqual(['P100', 'Q1001']);
  });

  test('the log says where it came from', async () => {
    const {
      saved: [first],
    } = await imported([itemOf('en=a', 'Q1010')]);
    const revision = await wiki.storage.records.revision(first?.revisionId ?? 0);
    expect(revision).toMatchObject({
      summary: '/* wbeditentity-create-item:0| */ dump',
      userName: 'Sysop',
    });
  });

  test('what older rules let pass is taken', async () => {
    const long = 'x'.repeat(4000);
    const odd = `en= x | xx-old=y | en+${long} | P98=x#1 | nowiki:A(Q9) | P97=Q77#2`;
    expect(
      counts(await imported([itemOf(odd, 'Q1020'), itemOf('en=same | en~same', 'Q1021')])),
    ).toEqual([2, 0, 0]);
  });

  test('two items with the same sitelink are both kept', async () => {
    const twins = [itemOf('enwiki:Twin', 'Q1030'), itemOf('enwiki:Twin', 'Q1031')];
    expect(counts(await imported(twins))).toEqual([2, 0, 0]);
    expect(
      await wiki.storage.records.keyHolder({ kind: 'sitelink', site: 'enwiki', title: 'Twin' }),
    ).toBe('Q1030');
  });

  test('an id that comes twice counts once, with its later content', async () => {
    const outcome = await imported([itemOf('en=a', 'Q1040'), itemOf('en=b', 'Q1040')]);
    expect(counts(outcome)).toEqual([1, 0, 0]);
    expect(outcome.saved[0]?.content).toContain('"b"');
  });

  test('a deleted page comes back', async () => {
    await imported([itemOf('en=a', 'Q1050')]);
    await wiki.edit({
      actor: sysop,
      target: { kind: 'existing', id: 'Q1050' },
      ops: [{ op: 'delete' }],
    });
    expect(counts(await imported([itemOf('en=a', 'Q1050')]))).toEqual([1, 0, 0]);
  });

  test('what cannot be an entity is refused alone', async () => {
    const bad: Document[] = [
      { ...emptyItem('Q1060'), labels: new Map([['en', 'a\uD800']]) },
      { ...emptyItem('Q1061'), labels: new Map([['no such language', 'a']]) },
      { ...emptyItem('Q1062'), descriptions: new Map([['en', 'x'.repeat(10_001)]]) },
      { ...emptyItem('Q1063'), statements: [statementOf('P1=x', 'Q9')] },
      {
        ...emptyItem('Q1064'),
        statements: [statementOf('P1=x', 'Q1064'), statementOf('P1=y', 'Q1064')],
      },
      { ...emptyItem('Q1065'), aliases: new Map([['en', ['x'.repeat(4_200_000)]]]) },
      emptyItem('Q0'),
    ];
    const outcome = await imported([...bad, itemOf('en=fine', 'Q1069')]);
    expect(codesOf(outcome)).toEqual([
      'Q1060 malformed-text',
      'Q1061 unknown-language',
      'Q1062 term-too-long',
      'Q1063 foreign-statement',
      'Q1064 duplicate-statement-id',
      'Q1065 entity-too-large term-too-long',
      'Q0 malformed-entity-id',
    ]);
    expect(outcome.saved.map(({ documentId }) => documentId)).toEqual(['Q1069']);
  });

  test('more than fits into one commit', async () => {
    const many = Array.from({ length: 1100 }, (_, i) => itemOf('en=many', `Q${20_000 + i}`));
    expect(counts(await imported(many))).toEqual([1100, 0, 0]);
  });

  test('not everybody may import', async () => {
    const result = await saveImported([], { actor: alice, comment: '' }, wiki);
    expect(result).toMatchObject({ failures: [{ code: 'permission-denied' }] });
  });
});

describe('strict', () => {
  test('properties may come with the items that use them, and items before their values', async () => {
    const documents: Document[] = [
      itemOf('P200=x#1 | P201=Q2001#2', 'Q2000'),
      emptyProperty('P200', 'string'),
      emptyProperty('P201', 'wikibase-item'),
    ];
    expect(counts(await imported(documents, { checks: 'strict' }))).toEqual([3, 0, 0]);
  });

  test.each([
    ['P299=x', 'unknown-property'],
    ['P300=Q1', 'wrong-value-type'],
    ['P300= x', 'value-has-edge-whitespace'],
    ['en= x', 'term-has-edge-whitespace'],
    ['nowiki:A', 'unknown-site'],
  ])('%s is refused: %s', async (text, code) => {
    const documents = [emptyProperty('P300', 'string'), itemOf(text, 'Q2010')];
    expect(codesOf(await imported(documents, { checks: 'strict' }))).toEqual([`Q2010 ${code}`]);
  });
});

describeWithShared('real entities', () => {
  test('the first 300 of a real dump are all taken, and taken once', async () => {
    const lines = createInterface({
      input: createReadStream(sharedPath('data', 'wikidata-16k.jsonl.gz')).pipe(createGunzip()),
    });
    const documents: Document[] = [];
    for await (const line of lines) {
      const entity = readEntity(JSON.parse(line.replace(/,$/, '')), { unknownValues: 'keep' });
      if (!entity.ok) throw new Error(JSON.stringify(entity.failures));
      documents.push(entity.value);
      if (documents.length === 300) break;
    }
    expect(counts(await imported(documents))).toEqual([300, 0, 0]);
    expect(counts(await imported(documents))).toEqual([0, 300, 0]);
  });
});
