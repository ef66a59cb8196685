/** The settings of the wiki, as they are or as they were. */
import {
  defaultSiteSettings,
  SITE_SETTINGS_ID,
} from '../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';
import { readStored } from '../../schema/model/stored-json.ts';
import type { AsOf, RecordStore } from '../storage/records/record-store.ts';
import { DocumentCache } from './document-cache.ts';

export class SiteReader {
  readonly #records: RecordStore;
  readonly #cache: DocumentCache<SiteSettings>;

  constructor(records: RecordStore) {
    this.#records = records;
    this.#cache = new DocumentCache({
      records,
      load: (ids) => loadSettings(records, ids, undefined),
      weigh: () => 1,
      capacity: 1,
    });
  }

  /** A wiki that has no settings yet has the default ones. */
  async current(): Promise<SiteSettings> {
    return (await this.#cache.get(SITE_SETTINGS_ID)) ?? defaultSiteSettings;
  }

  async at(moment: AsOf | undefined): Promise<SiteSettings> {
    if (moment === undefined) return this.current();
    const loaded = await loadSettings(this.#records, [SITE_SETTINGS_ID], moment);
    return loaded.get(SITE_SETTINGS_ID) ?? defaultSiteSettings;
  }
}

async function loadSettings(
  records: RecordStore,
  ids: readonly string[],
  at: AsOf | undefined,
): Promise<Map<string, SiteSettings>> {
  const stored = await records.documents(ids, at);
  return new Map(
    [...stored].flatMap(([id, { kind, content }]) => {
      const document = readStored(kind, content);
      return document.type === 'site-settings' ? [[id, document]] : [];
    }),
  );
}
