/** The revisions of a page with what each did to its size; of one statement, if that is asked for. */
import { readStored } from '../../schema/model/stored-json.ts';
import { allStatements } from '../../schema/model/entity.ts';
import type { RecordStore, RevisionInfo } from '../storage/records/record-store.ts';
import { readChanges } from './changes.ts';
import type { ChangesQuery } from './changes.ts';

export interface HistoryEntry extends RevisionInfo {
  /** Bytes more (or less) than before. */
  readonly sizeChange: number;
}

export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  /** Pass it as `before` to go on; `undefined` at the end. */
  readonly older: number | undefined;
}

export interface HistoryRequest extends Omit<ChangesQuery, 'of'> {
  readonly statementId?: string;
}

export async function readHistory(
  records: RecordStore,
  documentId: string,
  { statementId, ...query }: HistoryRequest,
): Promise<HistoryPage> {
  const of = { documentId, ...(statementId === undefined ? {} : { statementId }) };
  const { changes, next } = await readChanges(records, { ...query, of });
  const [sizes, shown] = await Promise.all([
    records.revisionSizes(changes.map(({ parentRevisionId }) => parentRevisionId)),
    statementId === undefined ? changes : withoutUnrelated(changes, statementId, records),
  ]);
  const entries = shown.map((revision) => ({
    ...revision,
    sizeChange: revision.sizeBytes - (sizes.get(revision.parentRevisionId) ?? 0),
  }));
  return { entries, older: next };
}

/** The store tells what came after the page began; whether it began with the statement, its text. */
async function withoutUnrelated(
  changes: readonly RevisionInfo[],
  statementId: string,
  records: RecordStore,
): Promise<readonly RevisionInfo[]> {
  const first = changes.find(({ parentRevisionId }) => parentRevisionId === 0);
  if (first === undefined) return changes;
  const stored = await records.revision(first.revisionId);
  const document =
    stored?.content === undefined ? undefined : readStored(first.kind, stored.content);
  const hasIt =
    document !== undefined &&
    'statements' in document &&
    allStatements(document).some(({ id }) => id === statementId);
  return hasIt ? changes : changes.filter((change) => change !== first);
}
