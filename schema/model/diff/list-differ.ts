/**
 * Ordered lists whose items have a key, for example statements by id.
 *
 * A place in a list is told by the key of the item before it, since that still means something
 * after somebody else has changed the list. Where that item is gone, the end is the place.
 */
import type { Differ, Tally } from './differ.ts';
import type { Keyed } from './map-differ.ts';
import { longestIncreasing } from './longest-increasing.ts';

export interface Placed<Item> {
  readonly item: Item;
  /** Key of the item before it; absent for the first. */
  readonly follows?: string;
}

export interface Move {
  readonly key: string;
  /** Key of the item that it followed before; absent where it was the first. */
  readonly from?: string;
  /** Key of the item that it follows now; absent where it is the first. */
  readonly to?: string;
}

export interface ListDiff<Item, Change = never> {
  readonly added: readonly Placed<Item>[];
  readonly removed: readonly Placed<Item>[];
  readonly moved: readonly Move[];
  readonly changed: readonly Keyed<Change>[];
}

export interface ListOptions<Item, Plain, Change> {
  /** No two items of a list have the same key. */
  readonly keyOf: (item: Item) => string;
  /** Compares items with the same key. */
  readonly differ: Differ<Item, Change>;
  /** Items as plain data, and back. */
  readonly toPlain: (item: Item) => Plain;
  readonly fromPlain: (plain: Plain) => Item;
  /** Restores an order that every such list has, for example that of groups. */
  readonly arrange?: (items: readonly Item[]) => readonly Item[];
}

export function listOf<Item, Plain, Change>(
  options: ListOptions<Item, Plain, Change>,
): Differ<readonly Item[], ListDiff<Plain, Change>> {
  const { differ } = options;
  return {
    diff: (before, after) => (before === after ? undefined : diffLists(before, after, options)),
    patch: (list, diff, tally) => patchList(list, diff, tally, options),
    invert: ({ added, removed, moved, changed }) => ({
      added: removed,
      removed: added,
      moved: moved.map(({ key, from, to }) => move(key, to, from)),
      changed: changed.map(({ key, change }) => ({ key, change: differ.invert(change) })),
    }),
    count: ({ added, removed, moved, changed }) =>
      added.length +
      removed.length +
      moved.length +
      changed.reduce((sum, { change }) => sum + differ.count(change), 0),
  };
}

/** Lists of texts, no two alike, in which the text is the key. */
export function textList<Text extends string>(): Differ<readonly Text[], ListDiff<Text>> {
  return listOf<Text, Text, never>({
    keyOf: (text) => text,
    differ: alike(),
    toPlain: (text) => text,
    fromPlain: (text) => text,
  });
}

/** For items that are equal whenever their keys are. */
export function alike<Item>(): Differ<Item, never> {
  return {
    diff: () => undefined,
    patch: (item) => item,
    invert: (change) => change,
    count: () => 0,
  };
}

function diffLists<Item, Plain, Change>(
  before: readonly Item[],
  after: readonly Item[],
  { keyOf, differ, toPlain }: ListOptions<Item, Plain, Change>,
): ListDiff<Plain, Change> | undefined {
  const old = withPlaces(before, keyOf);
  const now = withPlaces(after, keyOf);
  const kept = [...now].filter(([key]) => old.has(key));
  const order = kept.map(([key]) => old.get(key)?.index ?? 0);
  const unmoved = new Set(longestIncreasing(order).map((at) => kept[at]?.[0]));
  const diff: ListDiff<Plain, Change> = {
    added: [...now]
      .filter(([key]) => !old.has(key))
      .map(([, { item, follows }]) => placed(toPlain(item), follows)),
    removed: [...old]
      .filter(([key]) => !now.has(key))
      .map(([, { item, follows }]) => placed(toPlain(item), follows)),
    moved: kept
      .filter(([key]) => !unmoved.has(key))
      .map(([key, { follows }]) => move(key, old.get(key)?.follows, follows)),
    changed: kept.flatMap(([key, { item }]) => {
      const counterpart = old.get(key);
      const change = counterpart && differ.diff(counterpart.item, item);
      return change === undefined ? [] : [{ key, change }];
    }),
  };
  return Object.values(diff).every((operations: readonly unknown[]) => operations.length === 0)
    ? undefined
    : diff;
}

interface Place<Item> {
  readonly item: Item;
  readonly index: number;
  readonly follows: string | undefined;
}

function withPlaces<Item>(
  list: readonly Item[],
  keyOf: (item: Item) => string,
): Map<string, Place<Item>> {
  const keys = list.map(keyOf);
  return new Map(
    list.map((item, index) => [keys[index] ?? '', { item, index, follows: keys[index - 1] }]),
  );
}

function placed<Item>(item: Item, follows: string | undefined): Placed<Item> {
  return follows === undefined ? { item } : { item, follows };
}

function move(key: string, from: string | undefined, to: string | undefined): Move {
  return { key, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function patchList<Item, Plain, Change>(
  list: readonly Item[],
  diff: ListDiff<Plain, Change>,
  tally: Tally,
  { keyOf, differ, fromPlain, arrange = (items) => items }: ListOptions<Item, Plain, Change>,
): readonly Item[] {
  const items = new Map(list.map((item) => [keyOf(item), item]));
  const followers = new Map<string | undefined, string[]>();
  const place = (key: string, follows: string | undefined): void => {
    const others = followers.get(follows);
    if (others === undefined) followers.set(follows, [key]);
    else others.push(key);
  };

  for (const item of diff.removed.map((removed) => fromPlain(removed.item))) {
    const own = items.get(keyOf(item));
    if (own === undefined) continue;
    if (differ.diff(own, item) === undefined) items.delete(keyOf(item));
    else tally.conflicts++;
  }
  for (const { key, change } of diff.changed) {
    const own = items.get(key);
    if (own === undefined) tally.conflicts += differ.count(change);
    else items.set(key, differ.patch(own, change, tally));
  }
  const placedKeys = new Set<string>();
  for (const { key, to } of diff.moved) {
    if (!items.has(key)) continue;
    placedKeys.add(key);
    place(key, to);
  }
  for (const { item: plain, follows } of diff.added) {
    const item = fromPlain(plain);
    const key = keyOf(item);
    const own = items.get(key);
    if (own === undefined) {
      items.set(key, item);
      placedKeys.add(key);
      place(key, follows);
    } else if (differ.diff(own, item) !== undefined) tally.conflicts++;
  }

  const stayed = [...items.keys()].filter((key) => !placedKeys.has(key));
  const keys = placedKeys.size === 0 ? stayed : inPlace(stayed, followers, placedKeys);
  return arrange(keys.flatMap((key) => items.get(key) ?? []));
}

/** Puts every placed key after the one that it follows; those without a place come last. */
function inPlace(
  stayed: readonly string[],
  followers: ReadonlyMap<string | undefined, readonly string[]>,
  placedKeys: ReadonlySet<string>,
): string[] {
  const keys = new Set<string>();
  const emit = (start: string | undefined): void => {
    const waiting = [start];
    while (waiting.length > 0) {
      const key = waiting.pop();
      if (key !== undefined) keys.add(key);
      waiting.push(...(followers.get(key) ?? []).toReversed());
    }
  };
  emit(undefined);
  stayed.forEach(emit);
  for (const key of placedKeys) if (!keys.has(key)) emit(key);
  return [...keys];
}
