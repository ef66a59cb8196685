/** Entities by id, remembered until their page changes: for those who look at many, again and again. */
import { pageEntityId } from '../../schema/model/entity-id.ts';
import type { EntityId } from '../../schema/model/entity-id.ts';
import type { Entity, EntityRedirect } from '../../schema/model/entity.ts';
import { readStored } from '../../schema/model/stored-json.ts';
import type { RecordStore } from '../storage/records/record-store.ts';
import { DocumentCache } from './document-cache.ts';

interface CachedPage {
  readonly document: Entity | EntityRedirect;
  readonly sizeBytes: number;
}

/** Of stored JSON; in memory an entity takes a few times as much. */
const MOST_BYTES = 32 * 1024 * 1024;
const BYTES_PER_PAGE = 500;

export class EntityCache {
  readonly #cache: DocumentCache<CachedPage>;

  constructor(records: Pick<RecordStore, 'head' | 'changedPages' | 'documents'>) {
    this.#cache = new DocumentCache({
      records,
      load: async (ids) => {
        const pages = new Map<string, CachedPage>();
        for (const [id, { kind, content, sizeBytes }] of await records.documents(ids)) {
          const document = readStored(kind, content);
          if (isEntityOrRedirect(document)) pages.set(id, { document, sizeBytes });
        }
        return pages;
      },
      weigh: (page) => BYTES_PER_PAGE + (page?.sizeBytes ?? 0),
      capacity: MOST_BYTES,
    });
  }

  /** By the ids asked for; what does not exist is left out. Follows one redirect. */
  async read(ids: Iterable<EntityId>): Promise<Map<EntityId, Entity>> {
    const asked = [...new Set(ids)];
    const pages = await this.#cache.getMany(asked.map(pageEntityId));
    const targets = [...pages.values()].flatMap(({ document }) =>
      document.type === 'redirect' ? [pageEntityId(document.target)] : [],
    );
    const targetPages = targets.length === 0 ? pages : await this.#cache.getMany(targets);
    return new Map(
      asked.flatMap((id): [EntityId, Entity][] => {
        const found = pages.get(pageEntityId(id))?.document;
        const shown =
          found?.type === 'redirect'
            ? targetPages.get(pageEntityId(found.target))?.document
            : found;
        return shown === undefined || shown.type === 'redirect' ? [] : [[id, shown]];
      }),
    );
  }
}

function isEntityOrRedirect(document: { type: string }): document is Entity | EntityRedirect {
  return ['item', 'property', 'lexeme', 'redirect'].includes(document.type);
}
