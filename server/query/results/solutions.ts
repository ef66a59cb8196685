/** What the writers of rows get: names, columns of ids, and the way from an id to its term. */
import type { RdfTerm } from '../../rdf/term.ts';
import type { TermId } from '../../storage/quads/quad-index.ts';
import type { Variable } from '../algebra.ts';
import { idAt } from '../../storage/quads/column.ts';
import type { Column } from '../../storage/quads/column.ts';
import { UNBOUND } from '../../storage/quads/terms/term-id.ts';
import type { Batch } from '../execute/batch.ts';

export interface Solutions {
  readonly variables: readonly Variable[];
  readonly batches: Iterable<Batch>;
  decode(id: TermId): RdfTerm;
}

const KEPT_AT_MOST = 20_000;

/** Writes the term of each id once, as long as there is room; unbound ids become `undefined`. */
export function remembering(
  { decode }: Pick<Solutions, 'decode'>,
  write: (term: RdfTerm) => string,
): (column: Column, row: number) => string | undefined {
  const written = new Map<TermId, string>();
  return (column, row) => {
    const id = idAt(column, row);
    if (id === UNBOUND) return undefined;
    let text = written.get(id);
    if (text === undefined) {
      text = write(decode(id));
      if (written.size >= KEPT_AT_MOST) written.clear();
      written.set(id, text);
    }
    return text;
  };
}

/** About so many characters are handed on at once. */
const CHUNK_LENGTH = 32 * 1024;

/** Collects pieces of text into chunks of bytes. */
export function* inChunks(pieces: Iterable<string>): Generator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield encoder.encode(chunk);
    chunk = '';
  }
  if (chunk !== '') yield encoder.encode(chunk);
}
