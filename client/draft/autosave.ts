/** Keeps a draft in the browser until it is published or thrown away. */
import type { Draft } from './draft.ts';
import type { Contest } from './contest.ts';

/** Counts up whenever what is kept takes another shape. */
const FORMAT = 1;

export interface SavedDraft {
  readonly baseRevisionId: number;
  readonly base: Draft;
  readonly draft: Draft;
  readonly summary: string;
  readonly contests: readonly Contest[];
}

export type Kept =
  | { readonly kind: 'draft'; readonly saved: SavedDraft }
  /** Left by another version of the editor, which knew another shape: only its text is of use. */
  | { readonly kind: 'foreign'; readonly text: string };

const key = (id: string) => `sabir-draft-${id}`;

/** Storage may be full or forbidden; editing goes on without it. */
export function keepDraft(id: string, saved: SavedDraft): void {
  try {
    localStorage.setItem(key(id), JSON.stringify({ format: FORMAT, ...saved }));
  } catch {
    forgetDraft(id);
  }
}

export function keptDraft(id: string): Kept | undefined {
  try {
    const text = localStorage.getItem(key(id));
    return text === null ? undefined : readKept(text);
  } catch {
    return undefined;
  }
}

/** `undefined` where the text holds nothing that anybody could miss. */
export function readKept(text: string): Kept | undefined {
  const kept = parsed(text);
  if (isSavedDraft(kept)) return { kind: 'draft', saved: kept };
  return text.trim() === '' || isEmpty(kept) ? undefined : { kind: 'foreign', text };
}

export function forgetDraft(id: string): void {
  try {
    localStorage.removeItem(key(id));
  } catch {
    // a browser without storage has nothing to forget
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What this version wrote is as this version needs it. */
function isSavedDraft(kept: unknown): kept is SavedDraft {
  return typeof kept === 'object' && kept !== null && 'format' in kept && kept.format === FORMAT;
}

function isEmpty(kept: unknown): boolean {
  return kept === null || (typeof kept === 'object' && Object.keys(kept).length === 0);
}
