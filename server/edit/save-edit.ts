/**
 * READ FIRST: how an edit is saved.
 *
 * An edit waits until it is its turn at its page, is checked against the newest revision, then
 * committed. Pages of other wikis that it names are asked for in between, while others have their
 * turn, and then it waits for another one. Where somebody else was faster between the two (an import, a merge), it is checked
 * again against what they saved: either both edits get along, and are merged, or the later one is
 * refused.
 */
import assert from 'node:assert';
import { failure } from '../../schema/failures.ts';
import type { Failure } from '../../schema/failures.ts';
import { kindOfId } from '../../schema/model/documents/kinds.ts';
import { readStored } from '../../schema/model/stored-json.ts';
import type { SavedRevision } from '../storage/records/commit.ts';
import { checkEdit, keyTaken } from './check-edit.ts';
import type { EditContext } from './edit-context.ts';
import type { Edit, EditResult, PlannedEdit } from './edit.ts';
import { PageAnswers } from './external-pages.ts';
import { pageIdOf } from './load-page.ts';
import { authorOf, rejected } from './prepare-edit.ts';
import type { PreparedEdit, Unasked } from './prepare-edit.ts';
import { signed } from './signature.ts';

/** How often others may be faster before we give up. */
const ATTEMPTS = 20;

/**
 * Saves one edit. A rejected edit leaves no trace; a saved one is durable and in the change log
 * before the promise resolves.
 */
export async function saveEdit(
  edit: Edit | PlannedEdit,
  context: EditContext,
): Promise<EditResult> {
  const repeated = await savedBefore(edit, context);
  if (repeated !== undefined) return repeated;
  const tooMany = await context.limits.takeEdit(edit.actor);
  if (tooMany !== undefined) return rejected([tooMany]);
  let answers = new PageAnswers();
  for (;;) {
    const result = await whenItsTurnComes(edit, context, answers);
    if (result.outcome !== 'unasked') return result;
    answers = await answers.and(result.pages, context);
  }
}

function whenItsTurnComes(
  edit: Edit | PlannedEdit,
  context: EditContext,
  answers: PageAnswers,
): Promise<EditResult | Unasked> {
  const attempt = () => attemptToSave(edit, context, answers);
  const { target } = edit;
  return target.kind === 'existing' ? context.turns.take(pageIdOf(target.id), attempt) : attempt();
}

async function attemptToSave(
  edit: Edit | PlannedEdit,
  context: EditContext,
  answers: PageAnswers,
): Promise<EditResult | Unasked> {
  for (let attempt = 1; ; attempt++) {
    const result = await checkAndCommit(edit, context, answers);
    if (result.outcome !== 'stale') return result;
    if (attempt === ATTEMPTS) return rejected([raceLost(edit, result)]);
  }
}

interface Stale {
  readonly outcome: 'stale';
  readonly documentId: string;
  readonly latestRevisionId: number;
}

async function checkAndCommit(
  edit: Edit | PlannedEdit,
  context: EditContext,
  answers: PageAnswers,
): Promise<EditResult | Stale | Unasked> {
  const checked = await checkEdit(edit, context, answers);
  if (checked.outcome !== 'prepared') return checked;
  const commit = await signed(checked.commit, edit.actor);
  if (!commit.ok) return rejected(commit.failures);
  const committed = await context.storage.commit(commit.value);
  switch (committed.outcome) {
    case 'saved':
    case 'repeated':
      return saved(committed.revisions, checked, context);
    case 'stale':
      return committed;
    case 'key-taken':
      return rejected([keyTaken(committed.key, committed.holder)]);
    case 'refused':
      return rejected([failure('read-only', { reason: committed.reason })]);
  }
}

/** An edit that is sent again may no longer apply to what it has made of the page. */
async function savedBefore(
  edit: Edit | PlannedEdit,
  context: EditContext,
): Promise<EditResult | undefined> {
  if (edit.idempotencyKey === undefined) return undefined;
  const author = authorOf(edit.actor, edit.bot);
  const { records } = context.storage;
  const revisions = await records.repeatedCommit(author, edit.idempotencyKey);
  return revisions === undefined
    ? undefined
    : saved(revisions, { merge: 'none', warnings: [] }, context);
}

async function saved(
  [revision]: readonly SavedRevision[],
  { merge, warnings }: Pick<PreparedEdit, 'merge' | 'warnings'>,
  context: EditContext,
): Promise<EditResult> {
  assert(revision !== undefined, 'a saved edit has a revision');
  const { documentId, revisionId, parentRevisionId, timestamp } = revision;
  const kind = kindOfId(documentId);
  assert(kind !== undefined, `the store saved ${documentId}`);
  const content = revision.content ?? (await contentBefore(revision, context));
  // what is sent again may have been erased since it was saved
  if (content === undefined) {
    return rejected([failure('suppressed-content', { revision: revisionId })]);
  }
  const document = readStored(kind, content);
  return {
    outcome: 'saved',
    id: documentId,
    kind,
    document,
    revisionId,
    parentRevisionId,
    timestamp,
    merge,
    warnings,
  };
}

/** Of a deletion what the page last held. */
async function contentBefore(
  { revisionId, parentRevisionId }: SavedRevision,
  { storage: { records } }: EditContext,
): Promise<string | undefined> {
  if ((await records.revision(revisionId))?.deletes !== true) return undefined;
  return (await records.revision(parentRevisionId))?.content;
}

function raceLost(edit: Edit | PlannedEdit, { documentId, latestRevisionId }: Stale): Failure {
  return failure('edit-conflict', {
    id: documentId,
    baseRevision: edit.baseRevisionId ?? latestRevisionId,
    latestRevision: latestRevisionId,
  });
}
