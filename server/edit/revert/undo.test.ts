import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemOf, snakOf, statementId, statementOf } from '../../../test/entity-notation.ts';
import { alice, bob, openTemporaryWiki, outcomeOf, sysop } from '../../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../../test/temporary-wiki.ts';
import { emptyProperty } from '../../../schema/model/entity.ts';
import type { ItemId } from '../../../schema/model/entity-id.ts';
import type { ChangeOp } from '../change-ops/change-op.ts';
import type { Edit, EditResult } from '../edit.ts';
import { restoreEdit, undoEdit } from './undo.ts';
import type { Result } from '../../../schema/failures.ts';

let wiki: TemporaryWiki;

beforeAll(async () => {
  wiki = await openTemporaryWiki();
  await wiki.load(
    ...(['P1', 'P2', 'P3'] as const).map((id) => emptyProperty(id, 'string')),
    emptyProperty('P10', 'wikibase-item'),
    itemOf('en=target', 'Q5'),
    itemOf('en=doomed', 'Q6'),
  );
});

afterAll(() => wiki.close());

interface History {
  readonly id: ItemId;
  /** The revision that made the item, then one for each edit. */
  readonly revisions: readonly number[];
}

async function history(
  start: string,
  ...edits: readonly (readonly ChangeOp[])[]
): Promise<History> {
  const { id, revisionId } = await wiki.newItem(start);
  const revisions = [revisionId];
  for (const ops of edits) {
    const saved = await wiki.edit({ actor: bob, target: { kind: 'existing', id }, ops });
    if (saved.outcome === 'rejected') throw new Error(JSON.stringify(saved.failures));
    revisions.push(saved.revisionId);
  }
  return { id, revisions };
}

async function save(edit: Result<Edit>): Promise<EditResult> {
  return edit.ok ? wiki.edit(edit.value) : { outcome: 'rejected', failures: edit.failures };
}

async function undone(revisionId: number, after?: number, actor = alice): Promise<string> {
  const request = { actor, revisionId, ...(after === undefined ? {} : { after }) };
  return outcomeOf(await save(await undoEdit(request, wiki.storage.records)));
}

async function restored(revisionId: number, actor = alice): Promise<string> {
  return outcomeOf(await save(await restoreEdit({ actor, revisionId }, wiki.storage.records)));
}

const label = (language: string, value: string): ChangeOp => ({
  op: 'set-term',
  field: 'labels',
  language,
  value,
});

describe('undo', () => {
  test('of the newest revision brings back what was', async () => {
    const {
      revisions: [, second = 0],
    } = await history('en=a | P1=x#1', [label('en', 'b')]);
    expect(await undone(second)).toBe('en=a | P1=x#1');
  });

  test('leaves alone what came later', async () => {
    const {
      revisions: [, second = 0],
    } = await history('en=a', [label('en', 'b')], [label('de', 'c')]);
    expect(await undone(second)).toBe('de=c | en=a');
  });

  test('of a range', async () => {
    const {
      revisions: [first = 0, , third = 0],
    } = await history(
      'en=a',
      [label('en', 'b')],
      [label('en', 'c'), label('de', 'd')],
      [label('fr', 'e')],
    );
    expect(await undone(third, first)).toBe('en=a | fr=e');
  });

  test('is refused where later edits build on it', async () => {
    const {
      revisions: [, second = 0],
    } = await history('en=a', [label('en', 'b')], [label('en', 'c')]);
    expect(await undone(second)).toBe('undo-conflict');
  });

  test('of what is undone already changes nothing', async () => {
    const {
      revisions: [, second = 0],
    } = await history('en=a', [label('en', 'b')], [label('en', 'a')]);
    expect(await undone(second)).toBe('nothing-to-undo');
  });

  test('of a creation there is none', async () => {
    const {
      revisions: [first = 0, second = 0],
    } = await history('en=a', [label('en', 'b')]);
    expect(await undone(first)).toBe('nothing-to-undo');
    expect(await undone(first, second)).toBe('nothing-to-undo');
  });

  test.each([[9_999_999, 'unknown-revision']])('of revision %i: %s', async (revision, code) => {
    expect(await undone(revision)).toBe(code);
  });

  test('of revisions of two pages is refused', async () => {
    const {
      revisions: [first = 0],
    } = await history('en=a');
    const {
      revisions: [, second = 0],
    } = await history('en=a', [label('en', 'b')]);
    expect(await undone(second, first)).toBe('foreign-revision');
  });

  test('of a redirect brings back the item', async () => {
    const {
      id,
      revisions: [, second = 0],
    } = await history('en=a', [{ op: 'clear' }, { op: 'redirect', target: 'Q5' }]);
    expect(await undone(second)).toBe('en=a');
    expect((await wiki.storage.records.document(id))?.content).toContain('"a"');
  });

  test('of a deletion needs the right', async () => {
    const { id } = await history('en=a');
    const deletion = await wiki.edit({
      actor: sysop,
      target: { kind: 'existing', id },
      ops: [{ op: 'delete' }],
    });
    if (deletion.outcome !== 'saved') throw new Error('not saved');
    expect(await undone(deletion.revisionId)).toBe('permission-denied');
    expect(await undone(deletion.revisionId, undefined, sysop)).toBe('en=a');
  });

  test('says what it did', async () => {
    const {
      id,
      revisions: [, second = 0],
    } = await history('en=a', [label('en', 'b')]);
    const edit = await undoEdit(
      { actor: alice, revisionId: second, comment: 'why' },
      wiki.storage.records,
    );
    await save(edit);
    const page = await wiki.storage.records.document(id);
    expect(page?.summary).toBe(`/* undo:0||${second}|Bob */ why`);
  });

  test('brings back values whose entity is gone', async () => {
    const {
      id,
      revisions: [, second = 0],
    } = await history(`P10=Q6#1`, [{ op: 'clear' }]);
    await wiki.edit({
      actor: sysop,
      target: { kind: 'existing', id: 'Q6' },
      ops: [{ op: 'delete' }],
    });
    expect(await undone(second)).toBe('P10=Q6#1');
    const again: ChangeOp[] = [
      { op: 'set-statement', statement: { ...statementOf('P10=Q6', id, 7) } },
    ];
    const result = await wiki.edit({ target: { kind: 'existing', id }, ops: again });
    expect(outcomeOf(result)).toBe('unknown-entity');
  });

  test('of any edit restores the document exactly', async () => {
    const text = fc.stringMatching(/^[a-z]{1,4}$/);
    const language = fc.constantFrom('en', 'de', 'fr');
    const op = fc.oneof(
      fc.tuple(language, text).map(([code, value]) => label(code, value)),
      language.map((code): ChangeOp => ({ op: 'remove-term', field: 'labels', language: code })),
      fc
        .tuple(language, fc.array(text, { maxLength: 3 }))
        .map(([code, values]): ChangeOp => ({ op: 'set-aliases', language: code, values })),
      fc
        .record({ property: fc.integer({ min: 1, max: 3 }), value: text, index: fc.nat(3) })
        .map(({ property, value, index }): ChangeOp => ({
          op: 'set-statement',
          statement: {
            mainSnak: snakOf(`P${property}=${value}`),
            rank: 'normal',
            qualifiers: [],
            references: [],
          },
          index,
        })),
      fc.constantFrom<ChangeOp>({ op: 'clear' }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(op, { minLength: 1, maxLength: 5 }), async (ops) => {
        const {
          id,
          revisions: [first = 0, second = 0],
        } = await history('en=a | en+b,c | P1=x#1 [P2=y] {P3=z} | P1=w#2', ops);
        const outcome = await undone(second);
        expect(outcome === 'nothing-to-undo').toBe(first === second);
        const before = await wiki.storage.records.revision(first);
        expect((await wiki.storage.records.document(id))?.content).toBe(before?.content);
      }),
      { numRuns: 50 },
    );
  });
});

describe('restore', () => {
  test('makes the page what it was', async () => {
    const {
      id,
      revisions: [first = 0],
    } = await history('en=a', [label('en', 'b')], [label('de', 'c')]);
    expect(await restored(first)).toBe('en=a');
    expect((await wiki.storage.records.document(id))?.summary).toBe(
      `/* restore:0||${first}|Sysop */`,
    );
  });

  test('of the newest revision changes nothing', async () => {
    const {
      revisions: [first = 0],
    } = await history('en=a');
    const edit = await restoreEdit({ actor: alice, revisionId: first }, wiki.storage.records);
    expect((await save(edit)).outcome).toBe('unchanged');
  });

  test('brings back a deleted page, for those who may', async () => {
    const {
      id,
      revisions: [first = 0],
    } = await history('en=a');
    const deletion = await wiki.edit({
      actor: sysop,
      target: { kind: 'existing', id },
      ops: [{ op: 'delete' }],
    });
    if (deletion.outcome !== 'saved') throw new Error('not saved');
    expect(await restored(deletion.revisionId, sysop)).toBe('unknown-revision');
    expect(await restored(first)).toBe('permission-denied');
    expect(await restored(first, sysop)).toBe('en=a');
  });

  test('of what never was is refused', async () => {
    expect(await restored(9_999_999)).toBe('unknown-revision');
  });

  test('keeps the ids of statements', async () => {
    const {
      id,
      revisions: [first = 0],
    } = await history('P1=x#1', [{ op: 'clear' }]);
    expect(await restored(first)).toBe('P1=x#1');
    const page = await wiki.storage.records.document(id);
    expect(page?.content).toContain(statementId(1, id));
  });
});
