/** What comparisons are made of: sections of lines that were added or removed. */
import type { Replacement } from '../../schema/model/diff/differ.ts';
import type { ListDiff } from '../../schema/model/diff/list-differ.ts';
import type { SnakGroupView, StatementView } from './entity-view.ts';
import type { ValueView } from './value-view.ts';

export type DiffContent =
  | { readonly kind: 'text'; readonly value: ValueView }
  | { readonly kind: 'statement'; readonly statement: StatementView }
  /** A qualifier or a source, under its own heading. */
  | { readonly kind: 'snaks'; readonly title: string; readonly groups: readonly SnakGroupView[] };

export interface DiffLine {
  readonly sign: 'added' | 'removed';
  readonly content: DiffContent;
}

export interface DiffSection {
  readonly heading: readonly ValueView[];
  readonly lines: readonly DiffLine[];
}

export function plain(text: string): ValueView {
  return { text, language: undefined };
}

export function textContent(text: string, language: string | undefined): DiffContent {
  return { kind: 'text', value: { text, language } };
}

export function replaced<Value>(
  change: Replacement<Value> | undefined,
  content: (value: Value) => DiffContent,
): DiffLine[] {
  const { before, after } = change ?? {};
  return [
    ...(before === undefined ? [] : [{ sign: 'removed' as const, content: content(before) }]),
    ...(after === undefined ? [] : [{ sign: 'added' as const, content: content(after) }]),
  ];
}

/** Additions and removals of a list; an entry that was changed is both. */
export function listed<Item>(
  list: ListDiff<Item, unknown> | undefined,
  content: (item: Item) => DiffContent,
): DiffLine[] {
  if (list === undefined) return [];
  const changed = list.changed.flatMap(({ change }) =>
    isReplacement<Item>(change) ? replaced(change, content) : [],
  );
  return [
    ...list.removed.map(({ item }) => ({ sign: 'removed' as const, content: content(item) })),
    ...changed,
    ...list.added.map(({ item }) => ({ sign: 'added' as const, content: content(item) })),
  ];
}

function isReplacement<Item>(change: unknown): change is Replacement<Item> {
  return typeof change === 'object' && change !== null && ('before' in change || 'after' in change);
}
