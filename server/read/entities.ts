/** Entities and other pages, as they are or as they were. */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Failure, Result } from '../../schema/failures.ts';
import type { Document } from '../../schema/model/documents/kinds.ts';
import { pageEntityId, parseEntityId } from '../../schema/model/entity-id.ts';
import type { EntityId } from '../../schema/model/entity-id.ts';
import type { Entity } from '../../schema/model/entity.ts';
import { readStored } from '../../schema/model/stored-json.ts';
import type {
  AsOf,
  RecordStore,
  RevisionInfo,
  StoredDocument,
} from '../storage/records/record-store.ts';

/** A page with the revision that it was read from. */
export interface Page<Content extends Document = Document> {
  readonly document: Content;
  readonly revision: RevisionInfo;
}

export interface EntityPage extends Page<Entity> {
  /** The id that was asked for, where it redirects to this entity. */
  readonly redirectedFrom: EntityId | undefined;
}

export interface EntityReadOptions {
  readonly at?: AsOf;
  /** `refuse` leaves out the entities that redirect. Default: `follow`. */
  readonly redirects?: 'follow' | 'refuse';
}

export async function readPage(
  records: RecordStore,
  id: string,
  at?: AsOf,
): Promise<Page | undefined> {
  const stored = await records.document(id, at);
  return stored === undefined ? undefined : pageOf(stored);
}

/** The entity with this id; that of a form or sense is its lexeme. */
export async function readEntity(
  records: RecordStore,
  id: EntityId,
  options: EntityReadOptions = {},
): Promise<EntityPage | undefined> {
  return (await readEntities(records, [id], options)).get(id);
}

/** By the ids that were asked for; what does not exist is left out. Follows one redirect. */
export async function readEntities(
  records: RecordStore,
  ids: readonly EntityId[],
  { at, redirects = 'follow' }: EntityReadOptions = {},
): Promise<Map<EntityId, EntityPage>> {
  const stored = await records.documents([...new Set(ids.map(pageEntityId))], at);
  const pages = new Map([...stored].map(([id, each]) => [id, pageOf(each)]));
  const targets = redirects === 'follow' ? await readTargets(records, [...pages.values()], at) : [];
  const targetPages = new Map<string, Page>(targets.map((page) => [page.document.id, page]));
  return new Map(
    ids.flatMap((id): [EntityId, EntityPage][] => {
      const page = pages.get(pageEntityId(id));
      const found =
        page?.document.type === 'redirect' ? targetPages.get(page.document.target) : page;
      if (found === undefined || !isEntityPage(found)) return [];
      return [[id, { ...found, redirectedFrom: found === page ? undefined : id }]];
    }),
  );
}

/** A page as one of its own revisions has it. */
export async function readRevision(
  records: RecordStore,
  id: string,
  revisionId: number,
): Promise<Result<Page>> {
  const stored = await records.revision(revisionId);
  if (stored === undefined) return failed(failure('unknown-revision', { revision: revisionId }));
  const entityId = parseEntityId(id);
  if (stored.documentId !== (entityId === undefined ? id : pageEntityId(entityId))) {
    return failed(failure('foreign-revision', { revision: revisionId, id }));
  }
  const { content, ...revision } = stored;
  if (revision.contentSuppressed) {
    return failed(failure('suppressed-content', { revision: revisionId }));
  }
  return content === undefined
    ? failed(failure('unknown-revision', { revision: revisionId }))
    : ok({ document: readStored(revision.kind, content), revision });
}

/** Why there is no page to be shown: there is none, or what it held then was hidden since. */
export async function absence(
  records: RecordStore,
  id: string,
  at: { readonly sequence: number } | undefined,
): Promise<Failure> {
  const entityId = parseEntityId(id);
  const documentId = entityId === undefined ? id : pageEntityId(entityId);
  const before = at === undefined ? {} : { before: at.sequence + 1 };
  const [newest] = await records.history({ documentId, ...before, limit: 1 });
  return newest?.contentSuppressed
    ? failure('suppressed-content', { revision: newest.revisionId })
    : failure('unknown-entity', { id });
}

export function isEntityPage(page: Page): page is Page<Entity> {
  const { type } = page.document;
  return type === 'item' || type === 'property' || type === 'lexeme';
}

async function readTargets(
  records: RecordStore,
  pages: readonly Page[],
  at: AsOf | undefined,
): Promise<Page[]> {
  const targets = pages.flatMap(({ document }) =>
    document.type === 'redirect' ? [pageEntityId(document.target)] : [],
  );
  if (targets.length === 0) return [];
  const stored = await records.documents([...new Set(targets)], at);
  return [...stored.values()].map(pageOf);
}

export function pageOf(stored: StoredDocument): Page {
  const { content, ...revision } = stored;
  return { document: readStored(stored.kind, content), revision };
}
