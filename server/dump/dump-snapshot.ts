/**
 * The wiki at one sequence, page by page, for as long as a dump takes.
 *
 * Edits go on meanwhile: every page is read as of the sequence, in short reads, so nothing waits
 * and no log grows.
 */
import type { Datatype } from '../../schema/datatypes.ts';
import type { DocumentKind } from '../../schema/model/documents/kinds.ts';
import {
  defaultSiteSettings,
  SITE_SETTINGS_ID,
  type SiteSettings,
} from '../../schema/model/documents/site-settings.ts';
import type { PropertyId } from '../../schema/model/entity-id.ts';
import type { Entity, EntityRedirect } from '../../schema/model/entity.ts';
import { readStored } from '../../schema/model/stored-json.ts';
import { wikiNamespaces } from '../../schema/vocabulary.ts';
import { canonicalUriPattern } from '../rdf/canonical-uri.ts';
import type { RdfContext, RdfSettings } from '../rdf/rdf-settings.ts';
import type { RecordStore } from '../storage/records/record-store.ts';

export interface DumpPage {
  readonly document: Entity | EntityRedirect;
  readonly revisionId: number;
  readonly timestamp: string;
}

export interface DumpSnapshot {
  readonly sequence: number;
  /** Time of the newest change in it; ISO 8601. */
  readonly timestamp: string;
  readonly rdf: RdfContext;
  readonly datatypeOf: (property: PropertyId) => Datatype | undefined;
  /** Pages that exist at the sequence, in the order in which they were created. */
  pages(): AsyncGenerator<DumpPage>;
}

const PAGES_AT_ONCE = 200;

/** The state after `sequence`, or after the newest change. `undefined` for an empty store. */
export async function openDumpSnapshot(
  records: RecordStore,
  settings: RdfSettings,
): Promise<DumpSnapshot | undefined> {
  const { sequence, timestamp } = await records.head();
  if (timestamp === undefined) return undefined;
  const site = await siteSettings(records, sequence);
  const properties = await allProperties(records, sequence, site);
  const datatypeOf = (property: PropertyId): Datatype | undefined =>
    properties.get(property)?.datatype;
  return {
    sequence,
    timestamp,
    datatypeOf,
    rdf: {
      namespaces: wikiNamespaces(settings.conceptBase, settings.dataBase),
      site,
      datatypeOf,
      uriPatternOf: (property) => properties.get(property)?.uriPattern,
    },
    pages: () => pagesOf(records, sequence),
  };
}

async function* pagesOf(records: RecordStore, sequence: number): AsyncGenerator<DumpPage> {
  for await (const page of storedPages(records, sequence, undefined)) {
    const document = readStored(page.kind, page.content);
    switch (document.type) {
      case 'item':
      case 'property':
      case 'lexeme':
      case 'redirect':
        yield { ...page, document };
        break;
      // Rules, talk, settings … have neither Wikibase JSON nor triples.
      case 'entity-schema':
      case 'rule':
      case 'talk':
      case 'user-page':
      case 'saved-query':
      case 'interface-message':
      case 'site-settings':
        break;
    }
  }
}

async function* storedPages(
  records: RecordStore,
  sequence: number,
  kind: DocumentKind | undefined,
) {
  let after: string | undefined;
  for (;;) {
    const pages = await records.listDocuments({
      limit: PAGES_AT_ONCE,
      at: { sequence },
      ...(kind === undefined ? {} : { kind }),
      ...(after === undefined ? {} : { after }),
    });
    yield* pages;
    after = pages.at(-1)?.documentId;
    if (after === undefined) return;
  }
}

async function siteSettings(records: RecordStore, sequence: number): Promise<SiteSettings> {
  const page = await records.document(SITE_SETTINGS_ID, { sequence });
  const document = page && readStored('site-settings', page.content);
  return document?.type === 'site-settings' ? document : defaultSiteSettings;
}

/** What the triples of other entities need to know of each property. */
async function allProperties(
  records: RecordStore,
  sequence: number,
  site: SiteSettings,
): Promise<Map<PropertyId, { datatype: Datatype; uriPattern: string | undefined }>> {
  const properties = new Map<PropertyId, { datatype: Datatype; uriPattern: string | undefined }>();
  for await (const { content } of storedPages(records, sequence, 'property')) {
    const property = readStored('property', content);
    if (property.type !== 'property') continue;
    const { id, datatype } = property;
    properties.set(id, { datatype, uriPattern: canonicalUriPattern(property, site) });
  }
  return properties;
}
