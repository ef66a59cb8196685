/** Everything that can be said about an edit without saving it: the dry run is this alone. */
import type { Failure } from '../../schema/failures.ts';
import { failure } from '../../schema/failures.ts';
import type { Document } from '../../schema/model/documents/kinds.ts';
import { uniqueKeys, uniqueKeyText } from '../../schema/model/documents/unique-keys.ts';
import type { UniqueKey } from '../../schema/model/documents/unique-keys.ts';
import type { RecordStore } from '../storage/records/record-store.ts';
import type { EditContext } from './edit-context.ts';
import type { Edit, EditResult, PlannedEdit } from './edit.ts';
import { PageAnswers } from './external-pages.ts';
import { prepareEdit, rejected } from './prepare-edit.ts';
import type { PreparedEdit, Unasked } from './prepare-edit.ts';

export type CheckedEdit =
  | PreparedEdit
  | Unasked
  | Extract<EditResult, { outcome: 'unchanged' | 'rejected' }>;

/** `answers` is what other wikis have said; what else must be asked of them is an outcome. */
export async function checkEdit(
  edit: Edit | PlannedEdit,
  context: EditContext,
  answers = new PageAnswers(),
): Promise<CheckedEdit> {
  const prepared = await prepareEdit(edit, context, answers);
  if (prepared.outcome !== 'prepared') return prepared;
  const taken = await takenKeys(prepared, context.storage.records);
  return taken.length > 0 ? rejected(taken) : prepared;
}

/** The unique keys that the edit claims and others hold. The commit asks again, to be sure. */
async function takenKeys(prepared: PreparedEdit, records: RecordStore): Promise<Failure[]> {
  const own = prepared.commit.changes[0]?.documentId;
  const taken = await Promise.all(
    newKeys(prepared.before, prepared.after).map(async (key) => {
      const holder = await records.keyHolder(key);
      return holder === undefined || holder === own ? [] : [keyTaken(key, holder)];
    }),
  );
  return taken.flat();
}

function newKeys(before: Document | undefined, after: Document | undefined): UniqueKey[] {
  if (after === undefined) return [];
  const held = new Set(before === undefined ? [] : uniqueKeys(before).map(uniqueKeyText));
  return uniqueKeys(after).filter((key) => !held.has(uniqueKeyText(key)));
}

export function keyTaken(key: UniqueKey, holder: string): Failure {
  switch (key.kind) {
    case 'label-description': {
      const { language, label, description } = key;
      return failure('label-description-taken', { language, label, description, holder });
    }
    case 'property-label':
      return failure('label-taken', { language: key.language, label: key.label, holder });
    case 'sitelink':
      return failure('sitelink-taken', { site: key.site, title: key.title, holder });
  }
}
