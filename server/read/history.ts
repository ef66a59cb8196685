/** The revisions of a page, newest first. */
import type { RecordStore, RevisionInfo } from '../storage/records/record-store.ts';

export interface HistoryEntry extends RevisionInfo {
  /** Bytes more (or less) than before; `undefined` where the older revision is not known. */
  readonly sizeChange: number | undefined;
}

export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  /** Pass it as `before` to go on; `undefined` at the end. */
  readonly older: number | undefined;
}

export async function readHistory(
  records: RecordStore,
  documentId: string,
  { before, limit }: { readonly before?: number; readonly limit: number },
): Promise<HistoryPage> {
  const revisions = await records.history({
    documentId,
    limit: limit + 1,
    ...(before === undefined ? {} : { before }),
  });
  const shown = revisions.slice(0, limit);
  return {
    entries: shown.map((revision, i) => ({ ...revision, sizeChange: sizeChange(revisions, i) })),
    older: revisions.length > limit ? shown.at(-1)?.revisionId : undefined,
  };
}

function sizeChange(revisions: readonly RevisionInfo[], i: number): number | undefined {
  const [revision, former] = revisions.slice(i, i + 2);
  if (revision === undefined) return undefined;
  if (revision.parentRevisionId === 0) return revision.sizeBytes;
  return former === undefined ? undefined : revision.sizeBytes - former.sizeBytes;
}
