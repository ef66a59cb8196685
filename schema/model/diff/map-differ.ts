/** Maps, for example terms by language: each entry is compared on its own, order does not count. */
import type { Differ } from './differ.ts';

export interface Keyed<Change> {
  readonly key: string;
  readonly change: Change;
}
export type MapDiff<Change> = readonly Keyed<Change>[];

export function mapOf<Key extends string, Value, Change>(
  entry: Differ<Value | undefined, Change>,
): Differ<ReadonlyMap<Key, Value>, MapDiff<Change>> {
  return {
    diff(before, after) {
      if (before === after) return undefined;
      const changes: Keyed<Change>[] = [];
      for (const key of new Set([...before.keys(), ...after.keys()])) {
        const change = entry.diff(before.get(key), after.get(key));
        if (change !== undefined) changes.push({ key, change });
      }
      return changes.length === 0 ? undefined : changes;
    },
    patch(map, changes, tally) {
      const patched = new Map(map);
      for (const { key, change } of changes) {
        const value = entry.patch(map.get(key as Key), change, tally);
        if (value === undefined) patched.delete(key as Key);
        else patched.set(key as Key, value);
      }
      return patched;
    },
    invert: (changes) => changes.map(({ key, change }) => ({ key, change: entry.invert(change) })),
    count: (changes) => changes.reduce((sum, { change }) => sum + entry.count(change), 0),
  };
}
