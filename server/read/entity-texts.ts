/**
 * Entities as finished JSON, member by member, remembered until their page changes: what bots ask
 * for most is neither read, nor hashed, nor written twice.
 */
import type { Datatype } from '../../schema/datatypes.ts';
import { pageEntityId } from '../../schema/model/entity-id.ts';
import type { EntityId, PropertyId } from '../../schema/model/entity-id.ts';
import { allStatements } from '../../schema/model/entity.ts';
import type { Entity } from '../../schema/model/entity.ts';
import { entityJson } from '../../schema/model/json/write-entity.ts';
import { mentionedProperties } from '../../schema/model/mentions.ts';
import type { DatatypeOf } from '../../schema/model/json/write-statement.ts';
import type { AsOf, RecordStore } from '../storage/records/record-store.ts';
import { DocumentCache } from './document-cache.ts';
import { isEntityPage, pageOf } from './entities.ts';
import type { EntityReadOptions, Page } from './entities.ts';
import { jsonText } from './json-text.ts';
import type { JsonText } from './json-text.ts';
import type { PropertyReader } from './properties.ts';

export interface EntityTexts {
  readonly id: Entity['id'];
  readonly type: Entity['type'];
  readonly revisionId: number;
  readonly pageId: number;
  readonly timestamp: string;
  /** The members of Wikibase's JSON by name, in its order. */
  readonly members: ReadonlyMap<string, JsonText>;
  /** The id that was asked for, where it redirects to this entity. */
  readonly redirectedFrom: EntityId | undefined;
}

type PageTexts =
  | { readonly kind: 'redirect'; readonly target: EntityId }
  | ({
      readonly kind: 'entity';
      /** The datatypes that stand in the members. */
      readonly datatypes: ReadonlyMap<PropertyId, Datatype | undefined>;
      readonly sizeBytes: number;
    } & Omit<EntityTexts, 'redirectedFrom'>);

const MOST_BYTES = 64 * 1024 * 1024;
/** A character of text, and beside it what escaping makes of it. */
const BYTES_PER_CHARACTER = 3;
const BYTES_PER_PAGE = 1_000;

export class EntityTextReader {
  readonly #records: RecordStore;
  readonly #properties: Pick<PropertyReader, 'datatypesOf'>;
  readonly #cache: DocumentCache<PageTexts>;

  constructor(records: RecordStore, properties: Pick<PropertyReader, 'datatypesOf'>) {
    this.#records = records;
    this.#properties = properties;
    this.#cache = new DocumentCache({
      records,
      load: (ids) => this.#load(ids, undefined),
      weigh: (page) => (page?.kind === 'entity' ? page.sizeBytes : BYTES_PER_PAGE),
      capacity: MOST_BYTES,
    });
  }

  /** Like `readEntities`: by the ids asked for, without what does not exist. */
  async read(
    ids: readonly EntityId[],
    { at, redirects = 'follow' }: EntityReadOptions = {},
  ): Promise<Map<EntityId, EntityTexts>> {
    const pages = await this.#pages(ids.map(pageEntityId), at);
    const targets = [...pages.values()].flatMap((page) =>
      page.kind === 'redirect' && redirects === 'follow' ? [pageEntityId(page.target)] : [],
    );
    const targetPages = targets.length === 0 ? pages : await this.#pages(targets, at);
    const found = new Map<EntityId, EntityTexts>();
    for (const id of ids) {
      const page = pages.get(pageEntityId(id));
      const shown = page?.kind === 'redirect' ? targetPages.get(page.target) : page;
      if (shown?.kind !== 'entity' || (page !== shown && redirects === 'refuse')) continue;
      found.set(id, { ...shown, redirectedFrom: page === shown ? undefined : id });
    }
    return found;
  }

  async #pages(ids: readonly string[], at: AsOf | undefined): Promise<Map<string, PageTexts>> {
    if (at !== undefined) return this.#load(ids, at);
    const pages = await this.#cache.getMany(ids);
    const outdated = await this.#withOtherDatatypes(pages);
    if (outdated.length === 0) return pages;
    this.#cache.forget(outdated);
    return new Map([...pages, ...(await this.#cache.getMany(outdated))]);
  }

  /** A property may have been deleted or restored since the members were written. */
  async #withOtherDatatypes(pages: ReadonlyMap<string, PageTexts>): Promise<string[]> {
    const used = new Set<PropertyId>();
    for (const page of pages.values()) {
      if (page.kind === 'entity') for (const property of page.datatypes.keys()) used.add(property);
    }
    if (used.size === 0) return [];
    const datatypeOf = await this.#properties.datatypesOf(used);
    return [...pages].flatMap(([id, page]) => {
      if (page.kind !== 'entity') return [];
      for (const [property, datatype] of page.datatypes) {
        if (datatypeOf(property) !== datatype) return [id];
      }
      return [];
    });
  }

  async #load(ids: readonly string[], at: AsOf | undefined): Promise<Map<string, PageTexts>> {
    const stored = await this.#records.documents([...new Set(ids)], at);
    const read = [...stored.values()].map(pageOf);
    const entities = read.filter(isEntityPage).map((page) => ({
      page,
      properties: mentionedProperties(allStatements(page.document)),
    }));
    const used = new Set(entities.flatMap(({ properties }) => [...properties]));
    const datatypeOf = await this.#properties.datatypesOf(used, at);
    const pages = new Map<string, PageTexts>();
    for (const { document } of read) {
      if (document.type !== 'redirect') continue;
      pages.set(document.id, { kind: 'redirect', target: document.target });
    }
    for (const { page, properties } of entities) {
      pages.set(page.document.id, textsOf(page, properties, datatypeOf));
    }
    return pages;
  }
}

function textsOf(
  { document, revision }: Page<Entity>,
  properties: Iterable<PropertyId>,
  datatypeOf: DatatypeOf,
): PageTexts {
  const json = Object.entries(entityJson(document, 'api', datatypeOf));
  const members = new Map(json.map(([name, part]) => [name, jsonText(part)]));
  let characters = 0;
  for (const part of members.values()) characters += part.write(false).length;
  return {
    kind: 'entity',
    id: document.id,
    type: document.type,
    revisionId: revision.revisionId,
    pageId: revision.pageId,
    timestamp: revision.timestamp,
    members,
    datatypes: new Map([...properties].map((property) => [property, datatypeOf(property)])),
    sizeBytes: BYTES_PER_PAGE + characters * BYTES_PER_CHARACTER,
  };
}
