/**
 * From an edit to a commit that has not been sent: find the page, ask for the rights, apply the
 * operations, merge with what others did meanwhile, judge the shape of the result.
 */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Failure, Result } from '../../schema/failures.ts';
import type { Document, DocumentKind } from '../../schema/model/documents/kinds.ts';
import { datatypesOn, hasKind } from '../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';
import { tidyComment } from '../../schema/model/edit-summary.ts';
import { writeStored } from '../../schema/model/stored-json.ts';
import { normalizeText } from '../../schema/model/well-formed-text.ts';
import { rightsOf } from '../accounts/rights.ts';
import { refusedTags } from '../accounts/tagging.ts';
import type { Author, Commit, DocumentChange } from '../storage/records/commit.ts';
import { applyOps } from './change-ops/apply.ts';
import type { ChangeOp } from './change-ops/change-op.ts';
import { allSinceAreBy, resolveConflict } from './conflict.ts';
import { tagStore } from './edit-context.ts';
import type { EditContext } from './edit-context.ts';
import type { Actor, Edit, EditPlan, EditResult, Merge, PlannedEdit } from './edit.ts';
import { pagesNamedBy, withFoundTitles } from './external-pages.ts';
import type { NamedPage, PageAnswers } from './external-pages.ts';
import { loadPage } from './load-page.ts';
import type { LatestState, LoadedPage } from './load-page.ts';
import { closedTo } from './permission.ts';
import { withPageTitles } from './page-titles.ts';
import { missingRights } from './required-rights.ts';
import { taggingOf } from './software-tags.ts';
import { summaryOf } from './summary.ts';
import { editLimits } from './validate/limits.ts';
import { tooManyOperations } from './validate/operations.ts';
import { validatePage, validateSize } from './validate/page.ts';
import { malformedTexts } from './validate/text.ts';

export interface PreparedEdit {
  readonly outcome: 'prepared';
  readonly commit: Commit;
  readonly kind: DocumentKind;
  /** What the page holds now; `undefined` for a new one. */
  readonly before: Document | undefined;
  /** What it will hold, still with the unsaved id if it is new; `undefined` for a deletion. */
  readonly after: Document | undefined;
  readonly merge: Merge;
  readonly warnings: readonly Failure[];
}

/** Nothing stands against the edit but that these pages of other wikis may not be there. */
export interface Unasked {
  readonly outcome: 'unasked';
  readonly pages: readonly NamedPage[];
}

type Rejected = Extract<EditResult, { outcome: 'rejected' }>;
type Unchanged = Extract<EditResult, { outcome: 'unchanged' }>;

export async function prepareEdit(
  request: Edit | PlannedEdit,
  context: EditContext,
  answers: PageAnswers,
): Promise<PreparedEdit | Unchanged | Rejected | Unasked> {
  const loaded = await loadPage(request, context.storage.records);
  if (!loaded.ok) return rejected(loaded.failures);
  const page = loaded.value;
  const settings = await context.site.current();
  const absent = absentFrom(settings, page);
  if (absent !== undefined) return rejected([absent]);
  const plan = await planOf(request, page, settings);
  const edit: Edit = { ...request, ...(plan.ok ? plan.value : { ops: [] }) };
  const denied = [
    ...missingRights(edit, page),
    ...(await closedTo(edit.actor, page, context)),
    ...(await refusedTags(edit.tags ?? [], edit.actor, tagStore(context))),
    ...(plan.ok ? tooManyOperations(edit.ops) : plan.failures),
  ];
  if (denied.length > 0) return rejected(denied);

  const draft = await draftOf(edit, page, context);
  if (draft.outcome === 'rejected') return draft;
  const { merge } = draft;
  const { latest } = page;
  if (draft.document === undefined) {
    return prepared(edit, page, undefined, { merge, warnings: [] }, context);
  }

  const former = judgedAgainst(edit, page);
  const document = withFoundTitles(former, draft.document, answers, settings);
  const content = normalizeText(writeStored(document));
  if (latest !== undefined && content === latest.content) return unchanged(page.kind, latest);
  const failures = [
    ...malformedTexts(content),
    ...(await validatePage(former, document, context)),
    ...validateSize(content, latest?.content, editLimits.sizeBytes),
  ];
  if (failures.length > 0) return rejected(failures);
  const asked = answers.to(await pagesNamedBy(former, draft.document, settings, context));
  if (asked.unasked.length > 0) return { outcome: 'unasked', pages: asked.unasked };
  return asked.failures.length > 0
    ? rejected(asked.failures)
    : prepared(edit, page, { document, content }, { merge, warnings: asked.warnings }, context);
}

/** What this wiki leaves out can neither be made nor be spoken of by a new property. */
function absentFrom(
  site: SiteSettings,
  { kind, documentId, base }: LoadedPage,
): Failure | undefined {
  if (!hasKind(site, kind)) return failure('unknown-document-kind', { kind });
  const datatype =
    documentId === undefined && base?.type === 'property' ? base.datatype : undefined;
  return datatype === undefined || datatypesOn(site).includes(datatype)
    ? undefined
    : failure('unknown-datatype', { value: datatype });
}

/** What the edit asks for, with titles of pages as their sites write them. */
async function planOf(
  request: Edit | PlannedEdit,
  page: LoadedPage,
  settings: SiteSettings,
): Promise<Result<EditPlan>> {
  const plan = 'ops' in request ? ok(request) : await plannedFor(request, page);
  return plan.ok ? ok({ ...plan.value, ops: withPageTitles(plan.value.ops, settings) }) : plan;
}

function plannedFor(
  request: PlannedEdit,
  { base, baseRevisionId, documentId }: LoadedPage,
): Result<EditPlan> | Promise<Result<EditPlan>> {
  return base === undefined
    ? failed(failure('entity-deleted', { id: documentId ?? '' }))
    : request.plan(base, baseRevisionId);
}

export function rejected(failures: readonly Failure[]): Rejected {
  return { outcome: 'rejected', failures };
}

export function authorOf(actor: Actor, bot: boolean | undefined): Author {
  const rights = rightsOf(actor);
  return {
    userId: actor.userId,
    name: actor.name,
    bot: bot === true && rights.has('bot'),
    trusted: rights.has('autopatrol'),
  };
}

type Draft = { outcome: 'draft'; document: Document | undefined; merge: Merge } | Rejected;

/** The page as the edit wants it, laid over the newest revision. */
async function draftOf(edit: Edit, page: LoadedPage, context: EditContext): Promise<Draft> {
  const { base, latest } = page;
  if (base === undefined) return undeleted(edit.ops, page);
  const mine = applyOps(base, edit.ops);
  if (!mine.ok) return rejected(mine.failures);
  if (latest === undefined || page.baseRevisionId === latest.revisionId) {
    return { outcome: 'draft', document: mine.value, merge: 'none' };
  }
  if (mine.value === undefined || edit.conflicts === 'refuse' || edit.ops.some(isWholesale)) {
    return conflicted(page, latest);
  }
  const resolution = await resolveConflict({
    base,
    mine: mine.value,
    latest: latest.document,
    isSelfConflict: () =>
      allSinceAreBy(edit.actor, base.id, page.baseRevisionId, context.storage.records),
  });
  return resolution.outcome === 'conflict'
    ? conflicted(page, latest)
    : { outcome: 'draft', document: resolution.document, merge: resolution.merge };
}

/** Nothing but a page as a whole can come in the place of a deleted one. */
function undeleted(ops: readonly ChangeOp[], page: LoadedPage): Draft {
  const [op, ...more] = ops;
  return op?.op === 'replace' && more.length === 0 && op.document.id === page.documentId
    ? { outcome: 'draft', document: op.document, merge: 'none' }
    : rejected([failure('entity-deleted', { id: page.documentId ?? '' })]);
}

/** Emptying a page that looks different by now is never what its editor meant. */
function isWholesale({ op }: ChangeOp): boolean {
  return op === 'clear' || op === 'redirect' || op === 'delete';
}

function conflicted(page: LoadedPage, latest: LatestState): Rejected {
  return rejected([
    failure('edit-conflict', {
      id: latest.document.id,
      baseRevision: page.baseRevisionId,
      latestRevision: latest.revisionId,
    }),
  ]);
}

/** What comes back from the history was judged when it was first saved. */
function judgedAgainst(edit: Edit, page: LoadedPage): Document | undefined {
  const [op] = edit.ops;
  return edit.restores === true && op?.op === 'replace' ? op.document : page.latest?.document;
}

async function prepared(
  edit: Edit,
  page: LoadedPage,
  after: { document: Document; content: string } | undefined,
  { merge, warnings }: Pick<PreparedEdit, 'merge' | 'warnings'>,
  { storage: { records }, site }: EditContext,
): Promise<PreparedEdit> {
  const { documentId, parentRevisionId, latest } = page;
  const before = latest?.document;
  const change = { documentId, parentRevisionId, before: latest, after };
  const tagging = await taggingOf(edit, change, records, await site.current());
  return {
    outcome: 'prepared',
    kind: page.kind,
    before,
    after: after?.document,
    merge,
    warnings,
    commit: {
      author: authorOf(edit.actor, edit.bot),
      keyConflicts: 'refuse',
      ...(edit.idempotencyKey === undefined ? {} : { idempotencyKey: edit.idempotencyKey }),
      changes: [
        {
          kind: page.kind,
          documentId,
          parentRevisionId,
          content: after?.content,
          summary: summaryOf(edit, before, after?.document),
          ...tagging,
          minor: edit.minor === true,
          ...logged(edit, page, after === undefined),
        },
      ],
    },
  };
}

/** Deleting a page and bringing it back are told of in the log, whichever door they came by. */
function logged(
  { comment = '' }: Edit,
  page: LoadedPage,
  deletes: boolean,
): Pick<DocumentChange, 'logEvent'> {
  const action = deletes ? 'delete' : page.base === undefined ? 'restore' : undefined;
  if (action === undefined) return {};
  return { logEvent: { type: 'delete', action, comment: tidyComment(comment) } };
}

function unchanged(kind: DocumentKind, latest: LatestState): Unchanged {
  const { document, revisionId, timestamp } = latest;
  return { outcome: 'unchanged', id: document.id, kind, document, revisionId, timestamp };
}
