/** Finds the page that an edit is about: what the editor saw of it, and what it holds now. */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Result } from '../../schema/failures.ts';
import { kindOfId } from '../../schema/model/documents/kinds.ts';
import type { Document, DocumentKind } from '../../schema/model/documents/kinds.ts';
import {
  pageEntityId,
  parseEntityId,
  parseItemId,
  UNSAVED_ID,
} from '../../schema/model/entity-id.ts';
import { emptyItem, emptyLexeme, emptyProperty } from '../../schema/model/entity.ts';
import { readStored } from '../../schema/model/stored-json.ts';
import type { RecordStore } from '../storage/records/record-store.ts';
import type { Edit, EditTarget } from './edit.ts';

export interface LatestState {
  readonly document: Document;
  /** Stored JSON. */
  readonly content: string;
  readonly revisionId: number;
  readonly timestamp: string;
}

export interface LoadedPage {
  readonly kind: DocumentKind;
  /** `undefined` for an entity that gets its id when it is saved. */
  readonly documentId: string | undefined;
  /** What the operations are applied to; of a deleted page nothing is left. */
  readonly base: Document | undefined;
  readonly baseRevisionId: number;
  /** `undefined` for a new page and a deleted one. */
  readonly latest: LatestState | undefined;
  /** What the commit must find: 0 for a page that never was. */
  readonly parentRevisionId: number;
}

export async function loadPage(
  edit: Pick<Edit, 'target' | 'baseRevisionId'>,
  records: RecordStore,
): Promise<Result<LoadedPage>> {
  const { target } = edit;
  if (target.kind === 'existing') return loadExisting(target.id, edit.baseRevisionId, records);
  if (target.kind === 'new-with-id') return loadUntaken(target.document, records);
  const start = newEntity(target);
  if (!start.ok) return start;
  const kind = target.kind.slice('new-'.length) as DocumentKind;
  return ok({
    kind,
    documentId: undefined,
    base: start.value,
    baseRevisionId: 0,
    latest: undefined,
    parentRevisionId: 0,
  });
}

/** The id of the page on which an entity, form or sense lives; other ids are taken as they are. */
export function pageIdOf(id: string): string {
  const entityId = parseEntityId(id);
  return entityId === undefined ? id : pageEntityId(entityId);
}

async function loadExisting(
  id: string,
  baseRevisionId: number | undefined,
  records: RecordStore,
): Promise<Result<LoadedPage>> {
  const documentId = pageIdOf(id);
  const kind = kindOfId(documentId);
  if (kind === undefined) return failed(failure('malformed-entity-id', { field: 'id', value: id }));
  const stored = await records.document(documentId);
  if (stored === undefined) return loadDeleted(kind, documentId, records);
  const latest = { ...stored, document: readStored(kind, stored.content) };
  const base = await loadBase(kind, latest, documentId, baseRevisionId, records);
  if (!base.ok) return base;
  return ok({
    kind,
    documentId,
    base: base.value,
    baseRevisionId: baseRevisionId ?? latest.revisionId,
    latest,
    parentRevisionId: latest.revisionId,
  });
}

async function loadBase(
  kind: DocumentKind,
  latest: LatestState,
  documentId: string,
  baseRevisionId: number | undefined,
  records: RecordStore,
): Promise<Result<Document>> {
  if (baseRevisionId === undefined || baseRevisionId === latest.revisionId) {
    return ok(latest.document);
  }
  const revision = await records.revision(baseRevisionId);
  if (revision === undefined) {
    return failed(failure('unknown-revision', { revision: baseRevisionId }));
  }
  if (revision.documentId !== documentId) {
    return failed(failure('foreign-revision', { revision: baseRevisionId, id: documentId }));
  }
  if (revision.contentSuppressed) {
    return failed(failure('suppressed-content', { revision: baseRevisionId }));
  }
  return revision.content === undefined
    ? failed(failure('unknown-revision', { revision: baseRevisionId }))
    : ok(readStored(kind, revision.content));
}

async function loadDeleted(
  kind: DocumentKind,
  documentId: string,
  records: RecordStore,
): Promise<Result<LoadedPage>> {
  const [deletion] = await records.history({ documentId, limit: 1 });
  if (deletion === undefined) return failed(failure('unknown-entity', { id: documentId }));
  return ok({
    kind,
    documentId,
    base: undefined,
    baseRevisionId: deletion.revisionId,
    latest: undefined,
    parentRevisionId: deletion.revisionId,
  });
}

/** A page with a chosen id must not exist; it may have existed and be deleted. */
async function loadUntaken(document: Document, records: RecordStore): Promise<Result<LoadedPage>> {
  const { id } = document;
  const kind = kindOfId(id);
  if (kind === undefined || !fits(document, kind)) {
    return failed(failure('malformed-entity-id', { field: 'id', value: id }));
  }
  const [newest] = await records.history({ documentId: id, limit: 1 });
  if (newest !== undefined && !newest.deletes) return failed(failure('entity-exists', { id }));
  return ok({
    kind,
    documentId: id,
    base: document,
    baseRevisionId: 0,
    latest: undefined,
    parentRevisionId: newest?.revisionId ?? 0,
  });
}

function fits(document: Document, kind: DocumentKind): boolean {
  return document.type === 'redirect'
    ? kind === 'item' || kind === 'property' || kind === 'lexeme'
    : document.type === kind;
}

type NewTarget = Exclude<EditTarget, { kind: 'existing' | 'new-with-id' }>;

function newEntity(target: NewTarget): Result<Document> {
  switch (target.kind) {
    case 'new-item':
      return ok(emptyItem(UNSAVED_ID.item));
    case 'new-property':
      return ok(emptyProperty(UNSAVED_ID.property, target.datatype));
    case 'new-lexeme': {
      const language = parseItemId(target.language);
      const category = parseItemId(target.lexicalCategory);
      if (language === undefined) return notAnItem('language', target.language);
      if (category === undefined) return notAnItem('lexicalCategory', target.lexicalCategory);
      return ok(emptyLexeme(UNSAVED_ID.lexeme, language, category));
    }
  }
}

function notAnItem(field: string, value: string): Result<never> {
  return failed(failure('malformed-entity-id', { field, value }, `/${field}`));
}
