/** Names that people have in the scripts of the world, and names made to be taken for another's. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readUserName } from './user-names.ts';

const FILE = join(import.meta.dirname, '../../test/conformance/interop/user-names.txt');

const genuine = readFileSync(FILE, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line): [script: string, names: string[]] => {
    const [script = '', names = ''] = line.split(': ');
    return [script, names.split(', ')];
  });

describe('names that people have', () => {
  test('are many', () => {
    expect(genuine.length).toBeGreaterThanOrEqual(40);
    expect(new Set(genuine.flatMap(([, names]) => names)).size).toBeGreaterThanOrEqual(200);
  });

  test.each(genuine)('in %s are taken', (_, names) => {
    expect(names.filter((name) => !readUserName(name).ok)).toEqual([]);
  });
});

const KNOWN = ['Admin', 'Moderator', 'Example', 'Support'];

/** What stands instead of a letter: of another script, or another shape of the same letter. */
const FOREIGN: Readonly<Record<string, string>> = {
  a: 'а α ａ ɑ ᴀ 𝐚 𝓪 ⓐ ª',
  e: 'е ε ｅ ᴇ 𝐞 ⅇ ⓔ',
  o: 'о ο ｏ օ ᴏ 𝐨 ० ჿ ⲟ º',
  p: 'р ρ ｐ ᴘ 𝐩 ⓟ',
  d: 'ԁ ｄ ᴅ 𝐝 ⅾ ⓓ',
};
/** What nobody sees, or what turns the order of letters. */
const UNSEEN = Array.from(
  '\u00AD\u034F\u115F\u17B4\u180B\u200B\u200C\u200D\u200E\u202A\u202E\u2060\u2066\u3164\uFE0F\uFFA0\u{E0041}',
);

const spoofs = [
  ...KNOWN.flatMap((name) =>
    Object.entries(FOREIGN).flatMap(([letter, others]) =>
      name.includes(letter) ? others.split(' ').map((other) => name.replace(letter, other)) : [],
    ),
  ),
  ...KNOWN.flatMap((name) => UNSEEN.map((unseen) => name.slice(0, 2) + unseen + name.slice(2))),
  ...KNOWN.map((name) => `\u0301${name}`),
  ...KNOWN.map((name) => `${name}${'\u0300'.repeat(6)}`),
  ...KNOWN.map((name) => `${name}\u20DD`),
  ...KNOWN.map((name) => `${name} \u0323`),
];

test('there are enough names made to deceive', () => {
  expect(new Set(spoofs).size).toBeGreaterThanOrEqual(100);
});

test.each(spoofs)('%j is refused', (name) => {
  expect(readUserName(name).ok).toBe(false);
});
