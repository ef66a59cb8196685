/** Looks into a data folder, past the command line, also while a process writes to it. */
import { SITE_SETTINGS_ID } from '../../schema/model/documents/site-settings.ts';
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

/** Entities; the settings of the site are a page too, but not what an import is about. */
export async function idsIn(data: string): Promise<string[]> {
  const pages = await stored(data, (records) => records.listDocuments({ limit: 100_000 }));
  return pages
    .filter(({ kind }) => kind !== 'site-settings')
    .map(({ documentId }) => documentId)
    .toSorted();
}

/** Revisions of entities: all but those of the site settings. */
export async function revisionsIn(data: string): Promise<number> {
  return stored(data, async (records) => {
    const { revisions } = await records.counts();
    return revisions - (await records.revisionCount(SITE_SETTINGS_ID));
  });
}
