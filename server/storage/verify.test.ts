import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commitOf, deletion, itemChange, propertyChange } from '../../test/commits.ts';
import { openTestStore } from '../../test/test-store.ts';
import type { TestStore } from '../../test/test-store.ts';
import { encodeDeltaRow } from './quads/delta-row.ts';
import { hashOf } from './quads/terms/dictionary.ts';
import type { RdfTerm } from '../rdf/term.ts';

let store: TestStore;

beforeEach(async () => {
  store = await openTestStore();
  await store.commit(commitOf([propertyChange('P1')]));
  for (let n = 0; n < 3; n++) {
    await store.commit(
      commitOf([itemChange('Q1', `en=rhino ${n} | P1=a${n} | enwiki:R`, n && n + 1)]),
    );
  }
  await store.commit(commitOf([itemChange('Q2', 'en=other | P1=hushhush')]));
  await store.commit(commitOf([deletion('Q2', 5)]));
});

afterEach(() => store.discard());

/** The problems after some damage, each by its code and subject. */
function problemsAfter(sql: string): string[] {
  store.db.exec(sql);
  return store.verify().map(({ code, subject }) => `${code}: ${subject}`);
}

test('a sound store has no problem', () => {
  expect(store.verify()).toEqual([]);
});

test('tags that came later are no part of what the hashes vouch for', async () => {
  const { userId, name } = { userId: 1, name: 'Alice' };
  const event = {
    type: 'tag',
    action: 'update',
    author: { userId, name },
    target: 'Q1',
    comment: '',
  };
  await store.moderation.editTags({ change: { revisionId: 3 }, add: ['x'], remove: [], event });
  await store.suppress({ revisionId: 3, parts: ['summary'] });
  expect(store.verify()).toEqual([]);
});

describe('a changed bit is found and named', () => {
  const hash = 'revision-hash: revision 3 of Q1';
  test.each([
    ['an author', "UPDATE revision SET user_name = 'Alicf' WHERE revision = 3", [hash]],
    ['a user', 'UPDATE revision SET user_id = 3 WHERE revision = 3', [hash]],
    ['a bot flag', 'UPDATE revision SET bot = 1 WHERE revision = 3', [hash]],
    ['a summary', "UPDATE revision SET summary = 'tesu' WHERE revision = 3", [hash]],
    ['a tag', `UPDATE revision SET tags = '["x"]' WHERE revision = 3`, [hash]],
    ['tags that are no JSON', "UPDATE revision SET tags = '[' WHERE revision = 3", [hash]],
    [
      'a time',
      'UPDATE revision SET time = time + 1 WHERE revision = 6',
      ['revision-hash: revision 6 of Q2'],
    ],
    [
      'a log hash',
      "UPDATE revision SET log_hash = x'00' WHERE revision = 6",
      ['log-hash: revision 6 of Q2'],
    ],
    [
      'a missing revision',
      'DELETE FROM revision WHERE revision = 5',
      ['log-gap: revision 6 of Q2'],
    ],
    ['a missing content', 'DELETE FROM content WHERE revision = 4', ['content: revision 4 of Q1']],
    ['a search term', "UPDATE search_term SET text = 'Rhino' WHERE page = 2", ['search-terms: Q1']],
    [
      'a word of the full text',
      'UPDATE text_posting SET facts = facts + 1 WHERE page = 2',
      ['full-text: Q1'],
    ],
    ['a word of no page', "INSERT INTO text_posting VALUES ('x', 9, 1)", ['full-text: page 9']],
    ['a word', "UPDATE search_word SET text = 'Rhino' WHERE page = 2", ['search-terms: Q1']],
    [
      'a surplus search term',
      "INSERT INTO search_term VALUES ('en', 'x', 9, 0, 'x', 'item', 0)",
      ['search-terms: page 9'],
    ],
    [
      'a surplus word',
      "INSERT INTO search_word VALUES ('en', 'x', 9, 0, 'x', 'item', 0)",
      ['search-terms: page 9'],
    ],
    [
      'a unique key',
      'UPDATE unique_key SET page = 7 WHERE page = 2',
      ['unique-keys: Q1', 'unique-keys: page 7'],
    ],
    ['a dependency', "DELETE FROM dependency WHERE name = 'P1'", ['dependencies: Q1']],
    ['a mention', "DELETE FROM mention WHERE mentioned = 'P1'", ['mentions: Q1']],
    ['a surplus mention', "INSERT INTO mention VALUES ('P1', 'Q', 9, 9)", ['mentions: page 9']],
    [
      'a count of pages',
      "UPDATE kind_state SET pages = 5 WHERE kind = 'item'",
      ['page-count: item'],
    ],
    ['a count of statements', 'UPDATE page SET statements = 9 WHERE page = 2', ['page: Q1']],
    ['a term of the index', "UPDATE term SET text = 'b2' WHERE text = 'a2'", ['missing-quad: Q1']],
    [
      'a list of blocks',
      "DELETE FROM quad_manifest WHERE permutation = 'spo'",
      ['missing-quad: Q1'],
    ],
    [
      'an order of triples',
      "DELETE FROM quad_manifest WHERE permutation = 'pos'",
      ['quad-order: pos'],
    ],
  ])('%s', async (_what, sql, expected) => {
    await store.compact();
    expect(problemsAfter(sql)).toEqual(expect.arrayContaining(expected));
  });

  test('in a content, wherever it is', () => {
    const content = store.db.prepare('SELECT data FROM content WHERE revision = 3').pluck();
    const data = content.get() as Buffer;
    const damage = store.db.prepare('UPDATE content SET data = ? WHERE revision = 3');
    for (let bit = 0; bit < data.length * 8; bit += 37) {
      const damaged = Buffer.from(data);
      damaged[bit >> 3] ^= 1 << (bit & 7);
      damage.run(damaged);
      const named = store.verify().some(({ subject }) => subject === 'revision 3 of Q1');
      const isHarmless = store.verify().length === 0;
      expect({ bit, found: named || isHarmless }).toEqual({ bit, found: true });
    }
  });

  test('a triple that no page says', () => {
    const snapshot = store.quads.snapshot();
    const id = snapshot.encode('"a2"' as RdfTerm) ?? 0;
    const nothing = { terms: [], removed: [], repeated: [], nodes: [] };
    const row = encodeDeltaRow({ ...nothing, added: [[id, id, id]] });
    store.db.prepare('INSERT INTO quad_delta VALUES (?, ?)').run(snapshot.sequence + 1, row);
    expect(problemsAfter('')).toEqual([expect.stringMatching(/^extra-quad: /)]);
  });
});

describe.each(['edits', 'blocks'])('suppression, where the index is in %s', (place) => {
  const secret = '"hushhush"' as RdfTerm;

  beforeEach(async () => {
    if (place === 'blocks') await store.compact();
  });

  test('leaves both hash chains whole and nothing of the text behind', async () => {
    const inFile = () => store.db.serialize().includes('hushhush');
    expect(inFile()).toBe(true);
    await store.suppress({ revisionId: 5, parts: ['content', 'author', 'summary'] });
    expect(store.verify()).toEqual([]);
    expect(inFile()).toBe(false);
    expect(store.quads.snapshot(5).encode(secret)).toBeUndefined();
  });

  test('keeps the triples that other revisions say as well', async () => {
    const before = store.quads
      .snapshot(3)
      .count({ subject: undefined, predicate: undefined, object: undefined });
    await store.suppress({ revisionId: 2, parts: ['content'] });
    expect(store.verify()).toEqual([]);
    expect(
      store.quads
        .snapshot(3)
        .count({ subject: undefined, predicate: undefined, object: undefined }),
    ).toBe(before);
    expect(store.quads.snapshot(2).encode('"a0"' as RdfTerm)).toBeUndefined();
    expect(store.quads.snapshot(3).encode('"a1"' as RdfTerm)).toBeDefined();
  });

  test('a term that was blanked gets a new number when it comes back', async () => {
    const old = store.quads.snapshot().encode(secret);
    await store.suppress({ revisionId: 5, parts: ['content'] });
    await store.commit(commitOf([itemChange('Q3', 'P1=hushhush')]));
    const snapshot = store.quads.snapshot();
    const id = snapshot.encode(secret);
    expect(id).not.toBe(old);
    expect(snapshot.count({ subject: undefined, predicate: undefined, object: id })).toBe(2);
    expect(store.verify()).toEqual([]);
  });
});

test('terms whose hashes collide are told apart', async () => {
  await store.compact();
  const [taken] = store.db.prepare('SELECT term FROM term ORDER BY term LIMIT 1').pluck().all();
  const rival = '"rival"' as RdfTerm;
  store.db.prepare('INSERT INTO term_hash VALUES (?, ?)').run(hashOf(rival), taken);
  await store.commit(commitOf([itemChange('Q3', 'P1=rival')]));
  const snapshot = store.quads.snapshot();
  const id = snapshot.encode(rival);
  expect(id).not.toBe(taken);
  expect(snapshot.decode(id ?? 0)).toBe(rival);
});
