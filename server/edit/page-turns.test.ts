import { expect, test } from 'vitest';
import { PageTurns } from './page-turns.ts';

/** Takes the turns at once; each edit notes its begin and its end. */
async function notesOf(...edits: readonly [page: string, fails?: 'fails'][]): Promise<string> {
  const turns = new PageTurns();
  const notes: string[] = [];
  await Promise.allSettled(
    edits.map(([page, fails], index) =>
      turns.take(page, async () => {
        notes.push(`${page}${index}(`);
        await new Promise(setImmediate);
        notes.push(`)${page}${index}`);
        if (fails) throw new Error('no');
      }),
    ),
  );
  return notes.join(' ');
}

test('edits of one page go one after the other, in the order in which they came', async () => {
  expect(await notesOf(['a'], ['a'], ['a'])).toBe('a0( )a0 a1( )a1 a2( )a2');
});

test('edits of different pages do not wait for each other', async () => {
  expect(await notesOf(['a'], ['b'])).toBe('a0( b1( )a0 )b1');
});

test('an edit that fails lets the next one through', async () => {
  expect(await notesOf(['a', 'fails'], ['a'])).toBe('a0( )a0 a1( )a1');
});
