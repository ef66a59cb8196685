import { expect, test } from 'vitest';
import { commitOf, itemChange, documentChange } from '../../../test/commits.ts';
import { openTestStore } from '../../../test/test-store.ts';
import { fillDerived } from './fill-derived.ts';

const TALK = { type: 'talk', id: 'Talk:Q1', text: 'Is it a rhino?' } as const;

test('a store from before the full-text search gets an index of what it holds', async () => {
  const store = await openTestStore();
  await store.commit(commitOf([itemChange('Q1', 'en=rhino | de=Nashorn | P1=some words')]));
  await store.commit(commitOf([documentChange(TALK)]));
  const made = store.db.prepare('SELECT * FROM text_posting').all();
  store.db.exec('DELETE FROM text_posting; UPDATE text_state SET rules = 0, complete = 0');
  expect(store.verify().length).toBeGreaterThan(0);
  fillDerived(store.db);
  expect(store.db.prepare('SELECT * FROM text_posting').all()).toEqual(made);
  await store.close();
});

test('a filling that was interrupted goes on', async () => {
  const store = await openTestStore();
  await store.commit(commitOf([itemChange('Q1', 'en=one')]));
  await store.commit(commitOf([itemChange('Q2', 'en=two')]));
  store.db.exec(`
    DELETE FROM text_posting WHERE page = 2;
    UPDATE text_state SET filled = 1, complete = 0;
  `);
  fillDerived(store.db);
  expect(store.db.prepare('SELECT token, page FROM text_posting').raw().all()).toEqual([
    ['one', 1],
    ['two', 2],
  ]);
  await store.close();
});

test('a store from before there were mentions gets those of what it holds', async () => {
  const store = await openTestStore();
  await store.commit(commitOf([itemChange('Q1', 'P1=x | P2=Q2')]));
  await store.commit(commitOf([itemChange('Q2', 'P2=Q1 | P2=Q2')]));
  const made = store.db.prepare('SELECT * FROM mention').raw().all();
  expect(made).toHaveLength(6);
  store.db.exec('DELETE FROM mention; UPDATE mention_state SET rules = 0, complete = 0');
  fillDerived(store.db);
  expect(store.db.prepare('SELECT * FROM mention').raw().all()).toEqual(made);
  await store.close();
});
