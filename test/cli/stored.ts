/** Looks into a data folder, past the command line, also while a process writes to it. */
import type { RecordStore } from '../../server/storage/records/record-store.ts';
import { openStorageForReading } from '../../server/storage/storage.ts';

export async function stored<Found>(
  data: string,
  look: (records: RecordStore) => Promise<Found>,
): Promise<Found> {
  const store = openStorageForReading({ folder: data });
  try {
    return await look(store.records);
  } finally {
    await store.close();
  }
}

export async function idsIn(data: string): Promise<string[]> {
  const pages = await stored(data, (records) => records.listDocuments({ limit: 100_000 }));
  return pages.map(({ documentId }) => documentId).toSorted();
}

export async function revisionsIn(data: string): Promise<number> {
  return (await stored(data, (records) => records.counts())).revisions;
}
