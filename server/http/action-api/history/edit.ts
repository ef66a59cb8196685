/**
 * `edit`: undoes edits of any page, and writes pages of text. Entities and settings are no text:
 * they are edited by the modules that know their parts.
 */
import { failure, ok } from '../../../../schema/failures.ts';
import { documentKind, kindOfId } from '../../../../schema/model/documents/kinds.ts';
import type { Document } from '../../../../schema/model/documents/kinds.ts';
import type { Edit, EditResult, PlannedEdit } from '../../../edit/edit.ts';
import { undoEdit } from '../../../edit/revert/undo.ts';
import { saveEdit } from '../../../edit/save-edit.ts';
import { ApiError, defineModule } from '../module.ts';
import type { ApiAnswer, JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { coreError, namedTitle, pageParameters } from './named-page.ts';
import type { NamedTitle } from './named-page.ts';
import { startFailure, startParameters } from './edit-start.ts';
import { newText, onlyAdds, summaryOf, textFailure, textParameters } from './text-content.ts';
import type { TextValues } from './text-content.ts';
import { watchAfterwards, watchParameters } from './watch-option.ts';

const revisionNumber = { type: 'integer', min: 0, max: 1e15 } as const;

export const editModule = defineModule({
  name: 'edit',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    ...pageParameters,
    undo: revisionNumber,
    undoafter: revisionNumber,
    ...textParameters,
    ...startParameters,
    baserevid: revisionNumber,
    createonly: { type: 'boolean' },
    nocreate: { type: 'boolean' },
    summary: { type: 'string' },
    tags: { type: 'list' },
    minor: { type: 'boolean' },
    notminor: { type: 'boolean' },
    bot: { type: 'boolean' },
    ...watchParameters,
  },
  async run(values, request) {
    const page = await namedTitle(values, request);
    if (page instanceof ApiError) return page;
    const { services } = request;
    const base = values.undo === undefined ? await textEdit(page, values, request) : undefined;
    if (base instanceof ApiError) return base;
    const edit = base ?? (await undo(page, values, request));
    if (edit instanceof ApiError) return edit;
    const before = await services.edit.storage.records.document(page.documentId);
    const result = await saveEdit(edit, services.edit);
    if (result.outcome === 'rejected') return coreError(result.failures);
    const watched = await watchAfterwards(page.documentId, values, request, 'watch');
    if (watched instanceof ApiError) return watched;
    return answerOf(result, page, { isNew: before === undefined, watched }, request);
  },
});

interface EditValues extends TextValues {
  readonly undo?: number | undefined;
  readonly undoafter?: number | undefined;
  readonly basetimestamp?: number | undefined;
  readonly starttimestamp?: number | undefined;
  readonly baserevid?: number | undefined;
  readonly createonly: boolean;
  readonly nocreate: boolean;
  readonly tags?: readonly string[] | undefined;
  readonly minor: boolean;
  readonly bot: boolean;
}

async function undo(
  { documentId: id }: NamedTitle,
  values: EditValues,
  { services, visitor }: ApiRequest,
): Promise<Edit | ApiError> {
  const { records } = services.edit.storage;
  const { undo: revisionId = 0, undoafter = 0 } = values;
  const revision = await records.revision(revisionId);
  if (revision === undefined) {
    return coreError([failure('unknown-revision', { revision: revisionId })]);
  }
  if (revision.documentId !== id) {
    return coreError([failure('foreign-revision', { revision: revisionId, id })]);
  }
  if (undoafter === 0 && revision.parentRevisionId === 0) {
    return coreError([failure('unknown-revision', { revision: 0 })]);
  }
  const edit = await undoEdit(
    {
      actor: visitor.actor,
      revisionId,
      ...(undoafter === 0 ? {} : { after: undoafter }),
      ...wordsOf(values),
    },
    records,
  );
  return edit.ok ? { ...edit.value, minor: values.minor } : coreError(edit.failures);
}

async function textEdit(
  { documentId, ns }: NamedTitle,
  values: EditValues,
  request: ApiRequest,
): Promise<Edit | PlannedEdit | ApiError> {
  const { services, visitor } = request;
  const { records } = services.edit.storage;
  const kind = kindOfId(documentId);
  const blank = kind === undefined ? undefined : documentKind(kind).blank(documentId);
  if (kind === undefined || blank === undefined || !('text' in blank)) {
    const right = `direct editing in namespace ${ns}`;
    return new ApiError('wikibase-no-direct-editing', [failure('permission-denied', { right })]);
  }
  const stored = await records.document(documentId);
  if (stored === undefined && values.nocreate) {
    return coreError([failure('unknown-entity', { id: documentId })]);
  }
  if (stored !== undefined && values.createonly) {
    return coreError([failure('entity-exists', { id: documentId })]);
  }
  const adds = onlyAdds(values);
  const { starttimestamp } = values;
  const fault =
    textFailure(values) ??
    (await startFailure(documentId, adds ? { starttimestamp } : values, request));
  if (fault !== undefined) return fault;
  const { baserevid = 0, minor } = values;
  const edit = { actor: visitor.actor, ...wordsOf(values), comment: summaryOf(values), minor };
  if (stored === undefined) {
    const document = withText(blank, values);
    return { ...edit, target: { kind: 'new-with-id', document }, ops: [] };
  }
  return {
    ...edit,
    target: { kind: 'existing', id: documentId },
    ...(baserevid === 0 || adds ? {} : { baseRevisionId: baserevid }),
    plan: (base) => ok({ ops: [{ op: 'replace', document: withText(base, values) }] }),
  };
}

function withText(document: Document, values: TextValues): Document {
  const held = 'text' in document ? document.text : '';
  return { ...document, text: newText(held, values) } as Document;
}

function wordsOf({ summary = '', tags = [], bot }: EditValues) {
  return { comment: summary, tags, bot };
}

async function answerOf(
  result: Exclude<EditResult, { outcome: 'rejected' }>,
  { title }: NamedTitle,
  { isNew, watched }: { readonly isNew: boolean; readonly watched: boolean },
  { services }: ApiRequest,
): Promise<ApiAnswer> {
  const { revisionId, timestamp, kind } = result;
  const revision = await services.edit.storage.records.revision(revisionId);
  const change: JsonObject =
    result.outcome === 'unchanged'
      ? { nochange: true }
      : {
          oldrevid: isNew ? 0 : result.parentRevisionId,
          newrevid: revisionId,
          newtimestamp: timestamp,
        };
  return {
    edit: {
      ...(isNew ? { new: true } : {}),
      result: 'Success',
      ...(revision === undefined ? {} : { pageid: revision.pageId }),
      title,
      contentmodel: documentKind(kind).contentModel,
      ...change,
      ...(watched ? { watched } : {}),
    },
  };
}
