import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyProperty } from '../../../schema/model/entity.ts';
import { alice, bob, openTemporaryWiki, sysop } from '../../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../../test/temporary-wiki.ts';
import { itemText } from '../../../test/commits.ts';
import type { ChangeOp } from '../change-ops/change-op.ts';
import type { Actor, EditTarget } from '../edit.ts';
import { batchAuthors, planBatch, revertBatch } from './revert-batch.ts';
import type { Batch } from './revert-batch.ts';

let wiki: TemporaryWiki;
let batches = 0;

beforeAll(async () => {
  wiki = await openTemporaryWiki();
  await wiki.load(emptyProperty('P1', 'string'));
});

afterAll(() => wiki.close());

const label = (language: string, value: string): ChangeOp => ({
  op: 'set-term',
  field: 'labels',
  language,
  value,
});

const byBob = { userName: bob.name, author: { userId: bob.userId } };

interface BatchEdits {
  readonly batch: Batch;
  readonly edit: (target: EditTarget | string, ...ops: ChangeOp[]) => Promise<string>;
}

/** Edits of Bob's that name a batch of their own. */
function newBatch(): BatchEdits {
  const hash = `f${batches++}`;
  return {
    batch: { editGroup: { tool: 'OR', hash }, ...byBob },
    edit: (target, ...ops) =>
      edit(bob, target, ops, `([[:toollabs:editgroups/b/OR/${hash}|details]])`),
  };
}

async function edit(
  actor: Actor,
  target: EditTarget | string,
  ops: readonly ChangeOp[],
  comment = '',
  tags: readonly string[] = [],
): Promise<string> {
  const where = typeof target === 'string' ? ({ kind: 'existing', id: target } as const) : target;
  const saved = await wiki.edit({ actor, target: where, ops, comment, tags });
  if (saved.outcome !== 'saved') throw new Error(JSON.stringify(saved));
  return saved.id;
}

async function reverted(batch: Batch, actor: Actor = sysop): Promise<string[]> {
  const result = await revertBatch({ actor, batch }, wiki);
  if (!result.ok) return result.failures.map(({ code }) => code);
  return result.value.pages.map(({ outcome, failure }) => failure?.code ?? outcome).toSorted();
}

async function shown(id: string): Promise<string> {
  const stored = await wiki.storage.records.document(id);
  return stored === undefined ? '-' : itemText(stored.content);
}

test('a batch is taken back on all its pages; what came later stays', async () => {
  const one = await wiki.newItem('en=one');
  const two = await wiki.newItem('en=two');
  const { batch, edit: inBatch } = newBatch();
  await inBatch(one.id, label('en', 'vandal'));
  await inBatch(two.id, label('de', 'zwei'));
  await inBatch(one.id, label('fr', 'un'));
  await edit(alice, one.id, [label('de', 'eins')]);
  expect(await reverted(batch)).toEqual(['reverted', 'reverted']);
  expect([await shown(one.id), await shown(two.id)]).toEqual(['de=eins | en=one', 'en=two']);
  const [newest] = await wiki.storage.records.history({ documentId: one.id, limit: 1 });
  expect(newest?.summary).toMatch(/^\/\* revert-batch:0\|\|OR\/f\d+ \*\/$/);
});

test('a second time there is nothing to take back', async () => {
  const { id } = await wiki.newItem('en=one');
  const { batch, edit: inBatch } = newBatch();
  await inBatch(id, label('en', 'x'));
  expect(await reverted(batch)).toEqual(['reverted']);
  expect(await reverted(batch)).toEqual(['unchanged']);
});

test('who writes the name of a batch of others into a summary has no part in it', async () => {
  const one = await wiki.newItem('en=one');
  const two = await wiki.newItem('en=two');
  const { batch, edit: inBatch } = newBatch();
  await inBatch(one.id, label('en', 'x'));
  const copied = (await wiki.storage.records.history({ documentId: one.id, limit: 1 }))[0]?.summary;
  await edit(alice, two.id, [label('de', 'zwei')], copied);
  if (!('editGroup' in batch)) throw new Error('a batch without a name');
  const authors = await batchAuthors(batch.editGroup, sysop, wiki.storage.records);
  expect(authors).toMatchObject({ value: [alice.name, bob.name] });
  expect(await reverted(batch)).toEqual(['reverted']);
  expect([await shown(one.id), await shown(two.id)]).toEqual(['en=one', 'de=zwei | en=two']);
});

test('what a later edit builds on is left alone, and the rest is done', async () => {
  const one = await wiki.newItem('en=one');
  const two = await wiki.newItem('en=two');
  const { batch, edit: inBatch } = newBatch();
  await inBatch(one.id, label('en', 'x'));
  await inBatch(two.id, label('en', 'y'));
  await edit(alice, one.id, [label('en', 'better')]);
  expect(await reverted(batch)).toEqual(['reverted', 'undo-conflict']);
  expect([await shown(one.id), await shown(two.id)]).toEqual(['en=better', 'en=two']);
});

test('what the batch created is deleted, unless others have worked on it', async () => {
  const { batch, edit: inBatch } = newBatch();
  const one = await inBatch({ kind: 'new-item' }, label('en', 'junk'));
  await inBatch(one, label('de', 'Schrott'));
  const two = await inBatch({ kind: 'new-item' }, label('en', 'kept'));
  await edit(alice, two, [label('de', 'behalten')]);
  expect(await reverted(batch)).toEqual(['deleted', 'undo-conflict']);
  expect([await shown(one), await shown(two)]).toEqual(['-', 'de=behalten | en=kept']);
  expect(await reverted(batch)).toEqual(['unchanged', 'undo-conflict']);
});

test('who may not delete leaves the page and does the rest', async () => {
  const rollbacker = { ...alice, groups: ['rollbacker'] };
  const { id } = await wiki.newItem('en=one');
  const { batch, edit: inBatch } = newBatch();
  await inBatch({ kind: 'new-item' }, label('en', 'mine alone'));
  await inBatch(id, label('en', 'x'));
  const plan = await planBatch({ actor: rollbacker, batch }, wiki.storage.records);
  if (!plan.ok) throw new Error('refused');
  const kinds = plan.value.pages.map((page) => page.plan.kind);
  expect(kinds.toSorted()).toEqual(['impossible', 'revert']);
  expect(await reverted(batch, rollbacker)).toEqual(['permission-denied', 'reverted']);
});

test('a batch may be the edits of one user with one tag', async () => {
  const { id } = await wiki.newItem('en=one');
  await edit(bob, id, [label('de', 'a')], '', ['tool']);
  await edit(alice, id, [label('fr', 'b')], '', ['tool']);
  await edit(bob, id, [label('es', 'c')]);
  expect(await reverted({ tag: 'tool', ...byBob })).toEqual(['reverted']);
  expect(await shown(id)).toBe('en=one | es=c | fr=b');
});

test('it takes the right to roll back, also to look', async () => {
  const { batch } = newBatch();
  expect(await reverted(batch, bob)).toEqual(['permission-denied']);
  expect(await planBatch({ actor: bob, batch }, wiki.storage.records)).toMatchObject({ ok: false });
});

test('a large batch is done piece by piece', async () => {
  const { id } = await wiki.newItem('en=one');
  const { batch, edit: inBatch } = newBatch();
  for (let n = 0; n < 205; n++) await inBatch(id, label('en', `x${n}`));
  const first = await revertBatch({ actor: sysop, batch }, wiki);
  if (!first.ok) throw new Error('refused');
  expect(await shown(id)).toBe('en=x4');
  const { next } = first.value;
  const second = await revertBatch({ actor: sysop, batch, before: next ?? 0 }, wiki);
  expect(second).toMatchObject({ value: { next: undefined } });
  expect(await shown(id)).toBe('en=one');
});
