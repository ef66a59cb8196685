/** Which positions of a triple come first in each permutation, and which one serves a pattern. */
import type { Permutation, QuadPattern, TermId } from './quad-index.ts';

export type Position = 'subject' | 'predicate' | 'object';

export const positionsOf: Readonly<Record<Permutation, readonly [Position, Position, Position]>> = {
  pso: ['predicate', 'subject', 'object'],
  pos: ['predicate', 'object', 'subject'],
  spo: ['subject', 'predicate', 'object'],
  osp: ['object', 'subject', 'predicate'],
};

export const permutations: readonly Permutation[] = ['spo', 'pso', 'pos', 'osp'];

/** The permutations whose first positions are those that `isBound` names. */
export function permutationsWith(isBound: (position: Position) => boolean): Permutation[] {
  return permutations.filter((permutation) => {
    const bound = positionsOf[permutation].map(isBound);
    return (
      bound.lastIndexOf(true) < 0 ||
      bound.indexOf(false) === -1 ||
      bound.lastIndexOf(true) < bound.indexOf(false)
    );
  });
}

export function permutationFor(pattern: QuadPattern): Permutation {
  const [first = 'spo'] = permutationsWith((position) => pattern[position] !== undefined);
  return first;
}

/** The ids of the bound positions, in the order of the permutation. */
export function prefixOf(pattern: QuadPattern, permutation: Permutation): TermId[] {
  const ids = positionsOf[permutation].map((position) => pattern[position]);
  const open = ids.indexOf(undefined);
  const prefix = open === -1 ? ids : ids.slice(0, open);
  if (ids.slice(prefix.length).some((id) => id !== undefined)) {
    throw new RangeError(`The order ${permutation} does not begin with what is bound.`);
  }
  return prefix as TermId[];
}
