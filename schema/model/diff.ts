/**
 * `EntityDiff`: what leads from one state of a page to another, as plain data.
 *
 * A page that does not exist, and one that redirects, count as pages whose parts are all empty. So
 * creating, deleting, redirecting and restoring are diffs like any other.
 */
import {
  documentKind,
  kindOf,
  type Document,
  type DocumentKind,
  type DocumentKindEntry,
} from './documents/kinds.ts';
import type { TextPageKind } from './documents/text-pages.ts';
import { whole, wholeOrAbsent, type Replacement, type Tally } from './diff/differ.ts';
import type { ItemDiff, LexemeDiff, PropertyDiff } from './diff/entity-differs.ts';
import type { SiteSettingsDiff, TextPageDiff } from './diff/page-differs.ts';
import { recordOf } from './diff/record-differ.ts';
import type { EntityId } from './entity-id.ts';

interface PageStateDiff {
  /** The page was created or deleted. */
  readonly exists?: Replacement<boolean>;
  /** What it redirected to, and redirects to now. */
  readonly redirect?: Replacement<EntityId>;
}

interface Subject<Kind extends DocumentKind> extends PageStateDiff {
  readonly kind: Kind;
  readonly id: string;
}

export type EntityDiff =
  | (Subject<'item'> & ItemDiff)
  | (Subject<'property'> & PropertyDiff)
  | (Subject<'lexeme'> & LexemeDiff)
  | (Subject<TextPageKind> & TextPageDiff)
  | (Subject<'site-settings'> & SiteSettingsDiff);

interface PageState {
  readonly exists: boolean;
  readonly redirect: EntityId | undefined;
}

const stateDiffer = recordOf<PageState, PageStateDiff>({
  exists: whole<boolean>(),
  redirect: wholeOrAbsent<EntityId>(),
});

function stateOf(document: Document | undefined): PageState {
  return {
    exists: document !== undefined,
    redirect: document?.type === 'redirect' ? document.target : undefined,
  };
}

/** The document, or one without content that stands for a page that has none. */
function partsOf(document: Document | undefined, id: string, entry: DocumentKindEntry): Document {
  return document === undefined || document.type === 'redirect' ? entry.blank(id) : document;
}

/** At least one of the two must be given, and they must be of one kind. `undefined`: no page. */
export function diffDocuments(
  before: Document | undefined,
  after: Document | undefined,
): EntityDiff {
  const document = after ?? before;
  if (document === undefined) throw new Error('There is nothing to compare.');
  const entry = documentKind(kindOf(document));
  const { id } = document;
  const subject = { kind: entry.kind, id };
  const state = stateDiffer.diff(stateOf(before), stateOf(after));
  const parts = entry.differ.diff(partsOf(before, id, entry), partsOf(after, id, entry));
  return { ...subject, ...state, ...parts };
}

/** `applyDiff(before, diffDocuments(before, after))` equals `after`. */
export function applyDiff(document: Document | undefined, diff: EntityDiff): Document | undefined {
  return patchDocument(document, diff, { conflicts: 0 });
}

/** Like `applyDiff` for any state of the page; what does not fit is left out and counted. */
export function patchDocument(
  document: Document | undefined,
  diff: EntityDiff,
  tally: Tally,
): Document | undefined {
  const entry = documentKind(diff.kind);
  const own: Tally = { conflicts: 0 };
  const state = stateDiffer.patch(stateOf(document), diff, own);
  const parts = entry.differ.patch(partsOf(document, diff.id, entry), diff, own);
  const isPage = state.exists && state.redirect === undefined;
  if (!isPage && entry.differ.diff(entry.blank(diff.id), parts) !== undefined) {
    tally.conflicts += countOperations(diff);
    return document;
  }
  tally.conflicts += own.conflicts;
  if (isPage) return parts;
  return state.redirect === undefined
    ? undefined
    : { type: 'redirect', id: diff.id as EntityId, target: state.redirect };
}

/** `applyDiff(after, invertDiff(diffDocuments(before, after)))` equals `before`. */
export function invertDiff(diff: EntityDiff): EntityDiff {
  const { kind, id } = diff;
  const state = stateDiffer.invert(diff);
  return { kind, id, ...state, ...documentKind(kind).differ.invert(diff) };
}

export function countOperations(diff: EntityDiff): number {
  return stateDiffer.count(diff) + documentKind(diff.kind).differ.count(diff);
}

export function isEmptyDiff(diff: EntityDiff): boolean {
  return countOperations(diff) === 0;
}
