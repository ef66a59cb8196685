/**
 * Merges one item into another: one commit changes both pages, so no reader ever sees half of it.
 * A source that is empty afterwards becomes a redirect to the target in the same commit.
 */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Failure, Result } from '../../schema/failures.ts';
import { parseItemId } from '../../schema/model/entity-id.ts';
import type { ItemId } from '../../schema/model/entity-id.ts';
import type { Item } from '../../schema/model/entity.ts';
import { buildSummary } from '../../schema/model/edit-summary.ts';
import { readStored, writeStored } from '../../schema/model/stored-json.ts';
import type { CommitOutcome, DocumentChange } from '../storage/records/commit.ts';
import { isEmptyEntity } from './change-ops/document.ts';
import { keyTaken } from './check-edit.ts';
import type { EditContext } from './edit-context.ts';
import type { Edit } from './edit.ts';
import { mergeItems } from './merge-items.ts';
import type { IgnoredConflict, MergedItems } from './merge-items.ts';
import { authorOf } from './prepare-edit.ts';
import { closedTo } from './permission.ts';
import { lackingRights } from './required-rights.ts';
import { signed } from './signature.ts';
import { tidyComment } from './summary.ts';
import { editLimits } from './validate/limits.ts';
import { validatePage, validateSize } from './validate/page.ts';

export interface MergeRequest extends Pick<Edit, 'actor' | 'comment' | 'tags' | 'bot'> {
  readonly from: string;
  readonly to: string;
  readonly ignore: ReadonlySet<IgnoredConflict>;
}

export type MergeResult =
  | {
      readonly outcome: 'saved';
      readonly from: { readonly id: ItemId; readonly revisionId: number };
      readonly to: { readonly id: ItemId; readonly revisionId: number };
      /** Did the source become a redirect? */
      readonly redirected: boolean;
    }
  | { readonly outcome: 'rejected'; readonly failures: readonly Failure[] };

const ATTEMPTS = 5;

export async function mergeEntities(
  request: MergeRequest,
  context: EditContext,
): Promise<MergeResult> {
  const denied = lackingRights(request.actor, ['edit', 'item-merge', 'item-redirect']);
  if (denied.length > 0) return { outcome: 'rejected', failures: denied };
  const tooMany = await context.limits.take('edit', request.actor);
  if (tooMany !== undefined) return { outcome: 'rejected', failures: [tooMany] };
  for (let attempt = 1; ; attempt++) {
    const prepared = await prepareMerge(request, context);
    if (!prepared.ok) return { outcome: 'rejected', failures: prepared.failures };
    const { changes, source, target, redirected } = prepared.value;
    const author = authorOf(request.actor, request.bot);
    const commit = await signed({ changes, author, keyConflicts: 'refuse' }, request.actor);
    if (!commit.ok) return { outcome: 'rejected', failures: commit.failures };
    const committed = await context.storage.commit(commit.value);
    if (committed.outcome === 'saved' || committed.outcome === 'repeated') {
      const revisionOf = (id: ItemId) => ({
        id,
        revisionId:
          committed.revisions.find(({ documentId }) => documentId === id)?.revisionId ?? 0,
      });
      return { outcome: 'saved', from: revisionOf(source), to: revisionOf(target), redirected };
    }
    if (committed.outcome !== 'stale' || attempt === ATTEMPTS) {
      return { outcome: 'rejected', failures: [failureOf(committed)] };
    }
  }
}

interface PreparedMerge {
  readonly changes: readonly DocumentChange[];
  readonly source: ItemId;
  readonly target: ItemId;
  readonly redirected: boolean;
}

interface LoadedItem {
  readonly item: Item;
  readonly revisionId: number;
  readonly content: string;
}

async function prepareMerge(
  request: MergeRequest,
  context: EditContext,
): Promise<Result<PreparedMerge>> {
  const from = await loadItem(request.from, 'from', context);
  const to = await loadItem(request.to, 'to', context);
  if (!from.ok) return from;
  if (!to.ok) return to;
  const { id } = to.value.item;
  if (from.value.item.id === id) return failed(failure('redirect-to-self', { id }));
  const merged = mergeItems(from.value.item, to.value.item, request.ignore);
  if (!merged.ok) return merged;
  const pages = [from.value, to.value].map(({ item }) => ({
    kind: item.type,
    documentId: item.id,
  }));
  const closed = await Promise.all(pages.map((page) => closedTo(request.actor, page, context)));
  const failures = [
    ...closed.flat(),
    ...(await validatePage(to.value.item, merged.value.target, context)),
    ...validateSize(writeStored(merged.value.target), to.value.content, editLimits.sizeBytes),
  ];
  return failures.length > 0
    ? failed(...failures)
    : ok(changesOf(request, from.value, to.value, merged.value));
}

/** The source comes first: it lets go of the sitelinks that the target takes. */
function changesOf(
  request: MergeRequest,
  from: LoadedItem,
  to: LoadedItem,
  merged: MergedItems,
): PreparedMerge {
  const source = from.item.id;
  const target = to.item.id;
  const redirected = isEmptyEntity(merged.source);
  const left = redirected ? ({ type: 'redirect', id: source, target } as const) : merged.source;
  const common = { kind: 'item', tags: [...new Set(request.tags)], minor: false } as const;
  const comment = tidyComment(request.comment ?? '');
  return {
    source,
    target,
    redirected,
    changes: [
      {
        ...common,
        documentId: source,
        parentRevisionId: from.revisionId,
        content: writeStored(left),
        summary: buildSummary({ key: 'wbmergeitems-to', args: [target], comment }),
      },
      {
        ...common,
        documentId: target,
        parentRevisionId: to.revisionId,
        content: writeStored(merged.target),
        summary: buildSummary({ key: 'wbmergeitems-from', args: [source], comment }),
      },
    ],
  };
}

async function loadItem(
  text: string,
  field: 'from' | 'to',
  { storage: { records } }: EditContext,
): Promise<Result<LoadedItem>> {
  const path = `/${field}`;
  const id = parseItemId(text);
  if (id === undefined) return failed(failure('malformed-entity-id', { field, value: text }, path));
  const stored = await records.document(id);
  if (stored === undefined) return failed(failure('unknown-entity', { id }, path));
  const { content, revisionId } = stored;
  const document = readStored('item', content);
  if (document.type === 'redirect') {
    return failed(failure('entity-is-redirect', { id, target: document.target }, path));
  }
  return document.type === 'item'
    ? ok({ item: document, revisionId, content })
    : failed(failure('entity-type-mismatch', { id, expected: 'item' }, path));
}

function failureOf(refusal: Exclude<CommitOutcome, { outcome: 'saved' | 'repeated' }>): Failure {
  switch (refusal.outcome) {
    case 'stale': {
      const { documentId: id, latestRevisionId: latestRevision } = refusal;
      return failure('edit-conflict', { id, baseRevision: latestRevision, latestRevision });
    }
    case 'key-taken':
      return keyTaken(refusal.key, refusal.holder);
    case 'refused':
      return failure('read-only', { reason: refusal.reason });
  }
}
