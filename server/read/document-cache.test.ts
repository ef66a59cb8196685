import { beforeEach, expect, test } from 'vitest';
import { DocumentCache } from './document-cache.ts';

/** A log of changed ids, pages that hold a text, and what was loaded. */
let log: string[];
let pages: Map<string, string>;
let loads: string[];
/** Runs while pages are being read. */
let meanwhile: (() => void) | undefined;

function cacheOf(capacity: number): DocumentCache<string> {
  return new DocumentCache({
    records: {
      head: async () => ({ sequence: log.length, timestamp: undefined, logHash: '' }),
      changedPages: async (after, limit) => log.slice(after, after + limit),
    },
    load: async (ids) => {
      loads.push(ids.join());
      const found = new Map(
        ids.flatMap((id) => (pages.has(id) ? [[id, pages.get(id) ?? '']] : [])),
      );
      meanwhile?.();
      return found;
    },
    weigh: (fact) => fact?.length ?? 1,
    capacity,
  });
}

function write(id: string, text: string | undefined): void {
  if (text === undefined) pages.delete(id);
  else pages.set(id, text);
  log.push(id);
}

beforeEach(() => {
  log = [];
  loads = [];
  pages = new Map();
  meanwhile = undefined;
  write('a', 'A');
  write('b', 'B');
});

test('a page is loaded once, one that does not exist too', async () => {
  const cache = cacheOf(100);
  expect([...(await cache.getMany(['a', 'b', 'x', 'a']))]).toEqual([
    ['a', 'A'],
    ['b', 'B'],
  ]);
  expect(await cache.get('a')).toBe('A');
  expect(await cache.get('x')).toBeUndefined();
  expect(loads).toEqual(['a,b,x']);
});

test('what changed, appeared or vanished is loaded again, and nothing else', async () => {
  const cache = cacheOf(100);
  await cache.getMany(['a', 'b', 'x']);
  write('a', 'A2');
  write('x', 'X');
  expect([...(await cache.getMany(['a', 'b', 'x']))]).toEqual([
    ['b', 'B'],
    ['a', 'A2'],
    ['x', 'X'],
  ]);
  write('a', undefined);
  expect(await cache.get('a')).toBeUndefined();
  expect(loads).toEqual(['a,b,x', 'a,x', 'a']);
});

test('what changes while it is read is not remembered', async () => {
  const cache = cacheOf(100);
  meanwhile = () => {
    meanwhile = undefined;
    write('a', 'A2');
  };
  expect(await cache.get('a')).toBe('A');
  expect(await cache.get('a')).toBe('A2');
});

test('after very many changes everything is forgotten', async () => {
  const cache = cacheOf(100);
  await cache.getMany(['a', 'b']);
  for (let i = 0; i < 6000; i++) log.push('c');
  write('b', 'B2');
  expect([...(await cache.getMany(['a', 'b'])).values()]).toEqual(['A', 'B2']);
  expect(loads).toEqual(['a,b', 'a,b']);
});

test('what was used longest ago makes way', async () => {
  const cache = cacheOf(3);
  write('c', 'CC');
  await cache.get('a');
  await cache.get('b');
  await cache.get('a');
  await cache.get('c');
  await cache.get('a');
  await cache.get('b');
  expect(loads).toEqual(['a', 'b', 'c', 'b']);
});
