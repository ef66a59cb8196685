import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyDiff, countOperations, diffDocuments, invertDiff, isEmptyDiff } from './diff.ts';
import { documentKinds, type Document } from './documents/kinds.ts';
import { anyDocumentOf } from './entity.arbitrary.ts';
import { emptyItem, type Item } from './entity.ts';
import type { Statement, StatementId } from './statement.ts';
import { writeStored } from './stored-json.ts';

function text(document: Document | undefined): string | undefined {
  return document && writeStored(document);
}

describe.each(documentKinds.map(({ kind }) => kind))('a diff of two states of a %s', (kind) => {
  const state = fc.option(anyDocumentOf[kind], { nil: undefined, freq: 8 });
  const states = fc.tuple(state, state).filter((pair) => pair.some((one) => one !== undefined));

  test('applied to the first gives the second, order included', () => {
    fc.assert(
      fc.property(states, ([before, after]) => {
        const diff = diffDocuments(before, after);
        expect(text(applyDiff(before, diff))).toBe(text(after));
      }),
    );
  });

  test('inverted and applied to the second gives the first, even after a trip through JSON', () => {
    fc.assert(
      fc.property(states, ([before, after]) => {
        const diff = JSON.parse(JSON.stringify(invertDiff(diffDocuments(before, after)))) as never;
        expect(text(applyDiff(after, diff))).toBe(text(before));
      }),
    );
  });

  test('is empty exactly where the states are equal', () => {
    fc.assert(
      fc.property(states, ([before, after]) => {
        expect(isEmptyDiff(diffDocuments(before, after))).toBe(text(before) === text(after));
        expect(isEmptyDiff(diffDocuments(before ?? after, before ?? after))).toBe(true);
      }),
    );
  });
});

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => statement(name));

function statement(name: string, value = name): Statement {
  return {
    id: `Q1$${name}` as StatementId,
    mainSnak: { kind: 'value', property: 'P1', value: { type: 'string', value } },
    rank: 'normal',
    qualifiers: [],
    references: [],
  };
}

function item(parts: Partial<Item>): Item {
  return { ...emptyItem('Q1'), ...parts };
}

describe('what a diff says', () => {
  test('terms are listed by language', () => {
    const before = item({ labels: new Map([['en', 'rhino']]) });
    const after = item({
      labels: new Map([
        ['en', 'rhinoceros'],
        ['ru', 'носорог'],
      ]),
    });
    expect(diffDocuments(before, after)).toEqual({
      kind: 'item',
      id: 'Q1',
      labels: [
        { key: 'en', change: { before: 'rhino', after: 'rhinoceros' } },
        { key: 'ru', change: { after: 'носорог' } },
      ],
    });
  });

  test('one moved statement is one operation', () => {
    const before = item({ statements: [a, b, c, d] as Statement[] });
    const after = item({ statements: [d, a, b, c] as Statement[] });
    const diff = diffDocuments(before, after);
    expect(diff).toMatchObject({ statements: { moved: [{ key: 'Q1$d', from: 'Q1$c' }] } });
    expect(countOperations(diff)).toBe(1);
  });

  test('a changed statement tells which of its parts changed', () => {
    const before = item({ statements: [statement('a')] });
    const after = item({ statements: [{ ...statement('a'), rank: 'preferred' }] });
    expect(diffDocuments(before, after)).toMatchObject({
      statements: {
        changed: [{ key: 'Q1$a', change: { rank: { before: 'normal', after: 'preferred' } } }],
      },
    });
  });

  test('to become a redirect is to lose every part', () => {
    const before = item({ labels: new Map([['en', 'rhino']]) });
    const after: Document = { type: 'redirect', id: 'Q1', target: 'Q2' };
    expect(diffDocuments(before, after)).toEqual({
      kind: 'item',
      id: 'Q1',
      redirect: { after: 'Q2' },
      labels: [{ key: 'en', change: { before: 'rhino' } }],
    });
  });

  test('creation and deletion are diffs too', () => {
    const page = item({});
    expect(diffDocuments(undefined, page)).toEqual({
      kind: 'item',
      id: 'Q1',
      exists: { before: false, after: true },
    });
    expect(applyDiff(page, diffDocuments(page, undefined))).toBeUndefined();
  });
});
