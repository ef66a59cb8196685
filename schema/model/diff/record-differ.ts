/** Records: each member that has a differ is compared by it, all others stay as they are. */
import type { Differ } from './differ.ts';

export type MemberDiffers<Part, Changes> = {
  readonly [Key in keyof Changes]-?: Key extends keyof Part
    ? Differ<Part[Key], Exclude<Changes[Key], undefined>>
    : never;
};

/** `Changes` has an optional member for each member of `Part` that can change. */
export function recordOf<Part extends object, Changes extends object>(
  differs: MemberDiffers<Part, Changes>,
): Differ<Part, Changes> {
  // the types of the members are checked above; below they are all alike
  const members = Object.entries<Differ<unknown, unknown>>(differs);
  const changesOf = (changes: Changes): [string, Differ<unknown, unknown>, unknown][] =>
    members.flatMap(([key, differ]) => {
      const change = (changes as Record<string, unknown>)[key];
      return change === undefined ? [] : [[key, differ, change]];
    });
  return {
    diff(before, after) {
      if (before === after) return undefined;
      const changes = members.flatMap(([key, differ]) => {
        const change = differ.diff(
          (before as Record<string, unknown>)[key],
          (after as Record<string, unknown>)[key],
        );
        return change === undefined ? [] : [[key, change]];
      });
      return changes.length === 0 ? undefined : (Object.fromEntries(changes) as Changes);
    },
    patch(part, changes, tally) {
      const patched = changesOf(changes).map(([key, differ, change]) => [
        key,
        differ.patch((part as Record<string, unknown>)[key], change, tally),
      ]);
      return { ...part, ...Object.fromEntries(patched) };
    },
    invert: (changes) =>
      Object.fromEntries(
        changesOf(changes).map(([key, differ, change]) => [key, differ.invert(change)]),
      ) as Changes,
    count: (changes) =>
      changesOf(changes).reduce((sum, [, differ, change]) => sum + differ.count(change), 0),
  };
}
