/** Publishes a draft as one edit, and tells the three ways in which that can end. */
import { ApiFailure } from '../api/http.ts';
import { saveEntity } from '../api/entities.ts';
import type { SaveRequest } from '../api/entities.ts';

export type Published =
  | { readonly outcome: 'saved'; readonly revisionId: number }
  /** Others changed the same parts since the draft was begun. */
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'offline' }
  /** The server's reason, in the reader's language. */
  | { readonly outcome: 'refused'; readonly reason: string };

export async function publish(request: SaveRequest): Promise<Published> {
  try {
    return { outcome: 'saved', revisionId: await saveEntity(request) };
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    if (error.offline) return { outcome: 'offline' };
    if (error.code === 'editconflict') return { outcome: 'conflict' };
    return { outcome: 'refused', reason: error.message };
  }
}
