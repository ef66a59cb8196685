/** Keeps a draft in the browser until it is published or thrown away. */
import type { Draft } from './draft.ts';

export interface SavedDraft {
  readonly baseRevisionId: number;
  readonly base: Draft;
  readonly draft: Draft;
  readonly summary: string;
}

const key = (id: string) => `sabir-draft-${id}`;

/** Storage may be full or forbidden; editing goes on without it. */
export function keepDraft(id: string, saved: SavedDraft): void {
  try {
    localStorage.setItem(key(id), JSON.stringify(saved));
  } catch {
    forgetDraft(id);
  }
}

export function keptDraft(id: string): SavedDraft | undefined {
  try {
    const text = localStorage.getItem(key(id));
    return text === null ? undefined : (JSON.parse(text) as SavedDraft);
  } catch {
    return undefined;
  }
}

export function forgetDraft(id: string): void {
  try {
    localStorage.removeItem(key(id));
  } catch {
    // a browser without storage has nothing to forget
  }
}
