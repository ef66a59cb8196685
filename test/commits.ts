/** Changes of pages as a commit holds them, from the notation of `entity-notation.ts`. */
import { emptyProperty } from '../schema/model/entity.ts';
import type { Property } from '../schema/model/entity.ts';
import type { ItemId, PropertyId } from '../schema/model/entity-id.ts';
import { kindOf } from '../schema/model/documents/kinds.ts';
import type { Document } from '../schema/model/documents/kinds.ts';
import { readStored, writeStored } from '../schema/model/stored-json.ts';
import type {
  Commit,
  CommitOutcome,
  DocumentChange,
  SavedRevision,
} from '../server/storage/records/commit.ts';
import { itemOf, textOf } from './entity-notation.ts';

export const ALICE = { userId: 1, name: 'Alice', bot: false };
export const BOT = { userId: 2, name: 'Bot', bot: true };

export function commitOf(changes: readonly DocumentChange[], more: Partial<Commit> = {}): Commit {
  return { changes, author: ALICE, keyConflicts: 'refuse', ...more };
}

/** An item that gets its id when it is saved. */
export function newItem(text: string): DocumentChange {
  return { ...documentChange(itemOf(text, 'Q0')), documentId: undefined };
}

export function itemChange(id: ItemId, text: string, parentRevisionId = 0): DocumentChange {
  return documentChange(itemOf(text, id), parentRevisionId);
}

export function deletion(id: ItemId, parentRevisionId: number): DocumentChange {
  return { ...itemChange(id, '', parentRevisionId), content: undefined };
}

export function redirect(id: ItemId, target: ItemId, parentRevisionId: number): DocumentChange {
  return documentChange({ type: 'redirect', id, target }, parentRevisionId);
}

/** A property with an English label. */
export function propertyChange(id: PropertyId, more: Partial<Property> = {}): DocumentChange {
  const labels = new Map([['en', `label of ${id}`]]);
  return documentChange({ ...emptyProperty(id, 'string'), labels, ...more });
}

export function documentChange(document: Document, parentRevisionId = 0): DocumentChange {
  return {
    kind: kindOf(document),
    documentId: document.id,
    parentRevisionId,
    content: writeStored(document),
    summary: 'test',
    tags: [],
    minor: false,
  };
}

/** The item in a stored content, in the notation. */
export function itemText(content: string): string {
  const document = readStored('item', content);
  return document.type === 'item' ? textOf(document) : document.type;
}

/** The one revision that a commit saved; throws where it was refused. */
export function savedIn(outcome: CommitOutcome): SavedRevision {
  if (outcome.outcome !== 'saved') throw new Error(JSON.stringify(outcome));
  return outcome.revisions[0];
}
