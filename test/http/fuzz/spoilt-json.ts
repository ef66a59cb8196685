/** JSON that was good, with parts of it gone, replaced, doubled or renamed. */
import fc from 'fast-check';
import { oddity, POISONED } from './hostile.ts';

const oddName = fc.constantFrom('', 'en', 'P1', 'op', 'path', 'id', 'type', 'labels', ...POISONED);

export function spoiltJson(json: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(json)) {
    const entries = json.map((entry) =>
      fc.oneof({ weight: 6, arbitrary: spoiltJson(entry) }, oddity),
    );
    return fc
      .tuple(...entries)
      .chain((list) => fc.constantFrom(list, [...list, ...list], list.slice(1)));
  }
  if (typeof json !== 'object' || json === null) return fc.oneof(fc.constant(json), oddity);
  const members = Object.entries(json).map(([name, value]) =>
    fc.tuple(
      fc.oneof({ weight: 8, arbitrary: fc.constant(name) }, oddName),
      fc.oneof({ weight: 6, arbitrary: spoiltJson(value) }, oddity),
    ),
  );
  return fc.tuple(...members).map((entries) => Object.fromEntries(entries));
}
