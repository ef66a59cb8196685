/** The settings of the wiki, as they are now. */
import {
  defaultSiteSettings,
  SITE_SETTINGS_ID,
} from '../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';
import { readStored } from '../../schema/model/stored-json.ts';
import type { RecordStore } from '../storage/records/record-store.ts';
import { DocumentCache } from './document-cache.ts';

export class SiteReader {
  readonly #cache: DocumentCache<SiteSettings>;

  constructor(records: RecordStore) {
    this.#cache = new DocumentCache({
      records,
      load: async (ids) => {
        const stored = await records.documents(ids);
        return new Map(
          [...stored].flatMap(([id, { kind, content }]) => {
            const document = readStored(kind, content);
            return document.type === 'site-settings' ? [[id, document]] : [];
          }),
        );
      },
      weigh: () => 1,
      capacity: 1,
    });
  }

  /** A wiki that has no settings yet has the default ones. */
  async current(): Promise<SiteSettings> {
    return (await this.#cache.get(SITE_SETTINGS_ID)) ?? defaultSiteSettings;
  }
}
