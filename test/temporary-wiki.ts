/** A wiki in a temporary folder, for tests that need the real store. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RateLimits } from '../server/accounts/rate-limits.ts';
import { createEgress } from '../server/egress/egress.ts';
import { ExternalPages } from '../server/egress/external-pages.ts';
import type { EditContext } from '../server/edit/edit-context.ts';
import type { Actor, Edit, EditResult, PlannedEdit } from '../server/edit/edit.ts';
import { PageTurns } from '../server/edit/page-turns.ts';
import { saveEdit } from '../server/edit/save-edit.ts';
import { saveImported } from '../server/edit/save-imported.ts';
import { LabelReader } from '../server/read/labels.ts';
import { PropertyReader } from '../server/read/properties.ts';
import { SiteReader } from '../server/read/site.ts';
import { openStorage } from '../server/storage/storage.ts';
import type { Storage, StorageOptions } from '../server/storage/storage.ts';
import type { Document } from '../schema/model/documents/kinds.ts';
import { defaultSiteSettings } from '../schema/model/documents/site-settings.ts';
import type { ItemId } from '../schema/model/entity-id.ts';
import { emptyProperty } from '../schema/model/entity.ts';
import { itemOf, textOf } from './entity-notation.ts';

export const anonymous: Actor = { userId: 0, name: '192.0.2.1', groups: [] };
export const alice: Actor = { userId: 1, name: 'Alice', groups: [] };
export const bob: Actor = { userId: 2, name: 'Bob', groups: [] };
export const sysop: Actor = { userId: 3, name: 'Sysop', groups: ['sysop'] };

export interface TemporaryWiki extends EditContext {
  readonly folder: string;
  readonly storage: Storage;
  readonly site: SiteReader;
  readonly properties: PropertyReader;
  readonly labels: LabelReader;
  /** Saves as Alice, if nobody else is named. */
  edit(edit: Omit<Edit, 'actor'> & { readonly actor?: Actor }): Promise<EditResult>;
  plan(edit: Omit<PlannedEdit, 'actor'>): Promise<EditResult>;
  /** Brings documents in as they are; throws where one is refused. */
  load(...documents: Document[]): Promise<void>;
  /** An item in the notation of `entity-notation.ts`, under an id that nothing else has. */
  newItem(notation: string): Promise<{ readonly id: ItemId; readonly revisionId: number }>;
  close(): Promise<void>;
}

/** The document in short notation, or the codes of the failures. */
export function outcomeOf(result: EditResult): string {
  if (result.outcome === 'rejected') return result.failures.map(({ code }) => code).join(' ');
  const { document } = result;
  const text = document.type === 'item' ? textOf(document) : document.type;
  if (result.outcome === 'unchanged') return `unchanged: ${text}`;
  return result.merge !== 'none' ? `merged: ${text}` : text;
}

export async function openTemporaryWiki({
  allowedHosts = [],
  ...options
}: Partial<StorageOptions> & {
  /** Other wikis that it may ask. */
  readonly allowedHosts?: readonly string[];
} = {}): Promise<TemporaryWiki> {
  const folder = await mkdtemp(join(tmpdir(), 'sabir-test-'));
  const storage = await openStorage({
    folder,
    rdf: { conceptBase: 'http://localhost/entity/' },
    durability: 'none',
    ...options,
  });
  const site = new SiteReader(storage.records);
  const properties = new PropertyReader(storage.records, site);
  const context = {
    storage,
    site,
    properties,
    limits: new RateLimits(false),
    turns: new PageTurns(),
    externalPages: new ExternalPages({ egress: createEgress({ allowedHosts }) }),
  };
  const load = async (...documents: Document[]): Promise<void> => {
    const result = await saveImported(documents, { actor: sysop, comment: '' }, context);
    if (!result.ok || result.value.rejected.length > 0) throw new Error(JSON.stringify(result));
  };
  let nextNumber = 100;
  return {
    ...context,
    folder,
    labels: new LabelReader(storage.records),
    edit: (edit) => saveEdit({ actor: alice, ...edit }, context),
    plan: (edit) => saveEdit({ actor: alice, ...edit }, context),
    load,
    async newItem(notation) {
      const id: ItemId = `Q${nextNumber++}`;
      await load(itemOf(notation, id));
      const page = await storage.records.document(id);
      return { id, revisionId: page?.revisionId ?? 0 };
    },
    async close() {
      await storage.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A wiki with two sites, a badge, some properties of text, item and form, and the item Q5. */
export async function openFurnishedWiki(): Promise<TemporaryWiki> {
  const wiki = await openTemporaryWiki();
  await wiki.load(
    {
      ...defaultSiteSettings,
      sites: ['enwiki', 'dewiki'].map((id) => ({
        id,
        group: 'wikipedia',
        language: id.slice(0, 2),
        pageUrl: `https://${id}.example/$1`,
      })),
      badges: ['Q7'],
    },
    ...(['P1', 'P2', 'P3', 'P4'] as const).map((id) => emptyProperty(id, 'string')),
    emptyProperty('P10', 'wikibase-item'),
    emptyProperty('P11', 'wikibase-form'),
    itemOf('en=thing', 'Q5'),
  );
  return wiki;
}
