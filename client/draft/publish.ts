/** Publishes a draft as one edit, and tells the ways in which that can end. */
import type { DatatypeOf } from '../../schema/model/json/write-statement.ts';
import { ApiFailure } from '../api/http.ts';
import { saveEntity } from '../api/entities.ts';
import { chunk } from '../api/chunk.ts';
import type { Draft } from './draft.ts';

export interface Publication {
  readonly base: Draft;
  readonly baseRevisionId: number;
  readonly draft: Draft;
  readonly summary: string;
  readonly datatypeOf: DatatypeOf;
}

export type Published =
  | { readonly outcome: 'saved'; readonly revisionId: number }
  /** Others changed the same parts since the draft was begun. */
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'offline' }
  /** The server's reason, in the reader's language. */
  | { readonly outcome: 'refused'; readonly reason: string };

export async function publish(publication: Publication): Promise<Published> {
  const { base, baseRevisionId, draft, summary, datatypeOf } = publication;
  try {
    const { changesOf } = await chunk(import('./changes-json.ts'));
    const data = changesOf(base, draft, datatypeOf);
    const revisionId = await saveEntity({ id: draft.id, baseRevisionId, data, summary });
    return { outcome: 'saved', revisionId };
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    if (error.offline) return { outcome: 'offline' };
    if (error.code === 'editconflict') return { outcome: 'conflict' };
    return { outcome: 'refused', reason: error.message };
  }
}
