import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IndexQuads } from './munge.ts';
import { diffIndexQuads } from './quad-diff.ts';
import { namedNode, textLiteral, type Quad, type RdfTerm } from './term.ts';

/** `s p o` per triple; nodes after a bar, each named by the triples it holds. */
function index(own: string, shared = ''): IndexQuads {
  const nodes = shared.split(' ').filter((name) => name !== '');
  return {
    own: own
      .split(', ')
      .filter((triple) => triple !== '')
      .map((triple) => quadOf(triple.split(' '))),
    shared: new Map(nodes.map((name) => [namedNode(name), [quadOf([name, 'is', name])]])),
  };
}

function quadOf([subject = '', predicate = '', object = '']: readonly string[]): Quad {
  return {
    subject: namedNode(subject),
    predicate: namedNode(predicate),
    object: textLiteral(object),
  };
}

function keyOf({ subject, predicate, object }: Quad): string {
  return `${subject} ${predicate} ${object.slice(1, -1)}`;
}

/** What a diff says, in the notation above. */
function told(before: IndexQuads | undefined, after: IndexQuads | undefined): string[] {
  const { removed, added, unlinked, linked } = diffIndexQuads(before, after);
  return [
    ...removed.map((quad) => `- ${keyOf(quad)}`),
    ...added.map((quad) => `+ ${keyOf(quad)}`),
    ...[...unlinked.keys()].map((node) => `unlink ${node}`),
    ...[...linked.keys()].map((node) => `link ${node}`),
  ];
}

test.each<[string, string, string[]]>([
  ['a b 1', 'a b 1', []],
  ['a b 1, a v 1', 'a b 2, a v 2', ['- a b 1', '- a v 1', '+ a b 2', '+ a v 2']],
  ['a b 1, a v 1', 'a b 1, a c 2, a v 1', ['+ a c 2']],
  ['a b 1, a c 2, a v 1', 'a b 1, a v 1', ['- a c 2']],
  ['a b 1, a b 2', 'a b 2, a b 1', []],
  ['a b 1, a b 1', 'a b 1', []],
  ['a b 1', 'a b 1, a b 1', []],
  ['a b 1, a b 1', '', ['- a b 1']],
  ['a b 1, x y 1, a b 1', 'x y 1, a b 1', []],
])('from (%s) to (%s)', (before, after, expected) => {
  expect(told(index(before), index(after))).toEqual(expected);
});

/** 250 triples of one subject, in the notation above. */
function stretch(name: string): string {
  return Array.from({ length: 250 }, (_, number) => `${name} b ${number}`).join(', ');
}

test('long stretches may come, go or change places', () => {
  const [one, two, three] = [stretch('one'), stretch('two'), stretch('three')];
  expect(told(index(`${one}, ${two}`), index(`${two}, ${one}`))).toEqual([]);
  const replaced = told(index(`${one}, ${two}, ${one}`), index(`${one}, ${three}`));
  expect(replaced).toHaveLength(500);
  expect(replaced.every((line) => /^(?:- two|\+ three) /.test(line))).toBe(true);
});

test('nodes are linked and unlinked as a whole', () => {
  const before = index('', 'one two');
  const after = index('', 'two three');
  expect(told(before, after)).toEqual(['unlink one', 'link three']);
  const { linked } = diffIndexQuads(before, after);
  expect(linked.get(namedNode('three'))?.map(keyOf)).toEqual(['three is three']);
});

test('a new document only adds, a deleted one only removes', () => {
  const document = index('a b 1, a b 1', 'one');
  expect(told(undefined, document)).toEqual(['+ a b 1', 'link one']);
  expect(told(document, undefined)).toEqual(['- a b 1', 'unlink one']);
  expect(told(undefined, undefined)).toEqual([]);
});

const quad = fc
  .tuple(fc.constantFrom('a', 'b'), fc.constantFrom('p', 'q', 'r'), fc.constantFrom('1', '2', '3'))
  .map(quadOf);
const nodes = fc.subarray(['m', 'n', 'o']).map((names) => index('', names.join(' ')).shared);
const anyIndex = fc.record({ own: fc.array(quad, { maxLength: 12 }), shared: nodes });

test('the diff leads from before to after, and says nothing twice', () => {
  fc.assert(
    fc.property(fc.option(anyIndex, { nil: undefined }), anyIndex, (before, after) => {
      const diff = diffIndexQuads(before, after);
      const state = new Set(before?.own.map(keyOf));
      for (const key of diff.removed.map(keyOf)) expect(state.delete(key)).toBe(true);
      for (const key of diff.added.map(keyOf))
        expect(state.has(key) || !state.add(key)).toBe(false);
      expect([...state].toSorted()).toEqual([...new Set(after.own.map(keyOf))].toSorted());

      const held = new Set<RdfTerm>(before?.shared.keys());
      for (const node of diff.unlinked.keys()) expect(held.delete(node)).toBe(true);
      for (const node of diff.linked.keys()) expect(held.has(node) || !held.add(node)).toBe(false);
      expect(held).toEqual(new Set(after.shared.keys()));
    }),
  );
});
