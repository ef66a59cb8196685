import { expect, test } from 'vitest';
import { RowCache } from './row-cache.ts';

/** `a=xx` keeps two units under `a`, `-a` deletes it, `a` asks for it. */
function after(steps: string, capacity = 8): RowCache<string, string> {
  const cache = new RowCache<string, string>(capacity, ({ length }) => length);
  for (const step of steps.split(' ')) {
    const [key = '', value] = step.split('=');
    if (value !== undefined) cache.set(key, value);
    else if (key.startsWith('-')) cache.delete(key.slice(1));
    else cache.get(key);
  }
  return cache;
}

test.each([
  ['a=x b=y', 'a b'],
  ['a=xxx b=yyy', 'a b'],
  ['a=xxx b=yyy c=zzz', 'b c'],
  // what is asked for stays
  ['a=xxx b=yyy a c=zzz', 'a c'],
  ['a=x -a b=y', 'b'],
  // half of all is the most for one
  ['a=x a=xxxxx b=y', 'b'],
  // what is replaced or deleted weighs nothing
  ['b=y a=xx a=xx a=xx a=xx a=xx', 'a b'],
  ['b=y a=xxx -a a=xxx -a a=xxx', 'a b'],
])('after %s there are %s', (steps, left) => {
  const cache = after(steps);
  expect(['a', 'b', 'c'].filter((key) => cache.get(key) !== undefined).join(' ')).toBe(left);
});

test('what is kept anew is what is found', () => {
  expect(after('a=old b=yyy a=new').get('a')).toBe('new');
  expect(after('a=old b=yyy a=new -a').get('a')).toBeUndefined();
});
