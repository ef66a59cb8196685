/**
 * Merges one entity into another: one commit changes both pages, so no reader ever sees half of it.
 * A source that is empty afterwards becomes a redirect to the target in the same commit.
 */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Failure, Result } from '../../schema/failures.ts';
import { entityTypeOf, parseEntityId } from '../../schema/model/entity-id.ts';
import type { EntityId } from '../../schema/model/entity-id.ts';
import type { Item, Lexeme } from '../../schema/model/entity.ts';
import { buildSummary, tidyComment } from '../../schema/model/edit-summary.ts';
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';
import { readStored, writeStored } from '../../schema/model/stored-json.ts';
import { refusedTags } from '../accounts/tagging.ts';
import type { CommitOutcome, DocumentChange } from '../storage/records/commit.ts';
import { isEmptyEntity } from './change-ops/document.ts';
import { keyTaken } from './check-edit.ts';
import { tagStore } from './edit-context.ts';
import type { EditContext } from './edit-context.ts';
import type { Edit } from './edit.ts';
import { pageIdOf } from './load-page.ts';
import { mergeItems } from './merge-items.ts';
import type { IgnoredConflict } from './merge-items.ts';
import { mergeLexemes } from './merge-lexemes.ts';
import { authorOf } from './prepare-edit.ts';
import { closedTo } from './permission.ts';
import { lackingRights } from './required-rights.ts';
import { signed } from './signature.ts';
import { softwareTagsIn } from './software-tags.ts';
import { editLimits } from './validate/limits.ts';
import { validatePage, validateSize } from './validate/page.ts';

type Mergeable = Item | Lexeme;

export interface MergeRequest extends Pick<Edit, 'actor' | 'comment' | 'tags' | 'bot'> {
  readonly type: Mergeable['type'];
  readonly from: string;
  readonly to: string;
  readonly ignore: ReadonlySet<IgnoredConflict>;
}

export type MergeResult =
  | {
      readonly outcome: 'saved';
      readonly from: { readonly id: EntityId; readonly revisionId: number };
      readonly to: { readonly id: EntityId; readonly revisionId: number };
      /** Did the source become a redirect? */
      readonly redirected: boolean;
    }
  | { readonly outcome: 'rejected'; readonly failures: readonly Failure[] };

const ATTEMPTS = 5;

export async function mergeEntities(
  request: MergeRequest,
  context: EditContext,
): Promise<MergeResult> {
  const denied = [
    ...lackingRights(request.actor, ['edit', 'item-merge', 'item-redirect']),
    ...(await refusedTags(request.tags ?? [], request.actor, tagStore(context))),
  ];
  if (denied.length > 0) return { outcome: 'rejected', failures: denied };
  const tooMany = await context.limits.takeEdit(request.actor);
  if (tooMany !== undefined) return { outcome: 'rejected', failures: [tooMany] };
  // always in this order, so that no two merges wait for each other
  const [first = '', second = ''] = [request.from, request.to].map(pageIdOf).toSorted();
  return context.turns.take(first, () =>
    second === first
      ? attemptToMerge(request, context)
      : context.turns.take(second, () => attemptToMerge(request, context)),
  );
}

async function attemptToMerge(request: MergeRequest, context: EditContext): Promise<MergeResult> {
  for (let attempt = 1; ; attempt++) {
    const prepared = await prepareMerge(request, context);
    if (!prepared.ok) return { outcome: 'rejected', failures: prepared.failures };
    const { changes, source, target, redirected } = prepared.value;
    const author = authorOf(request.actor, request.bot);
    const commit = await signed({ changes, author, keyConflicts: 'refuse' }, request.actor);
    if (!commit.ok) return { outcome: 'rejected', failures: commit.failures };
    const committed = await context.storage.commit(commit.value);
    if (committed.outcome === 'saved' || committed.outcome === 'repeated') {
      const revisionOf = (id: EntityId) => ({
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
  readonly source: EntityId;
  readonly target: EntityId;
  readonly redirected: boolean;
}

interface Loaded {
  readonly entity: Mergeable;
  readonly revisionId: number;
  readonly content: string;
}

async function prepareMerge(
  request: MergeRequest,
  context: EditContext,
): Promise<Result<PreparedMerge>> {
  const from = await load(request.type, request.from, 'from', context);
  const to = await load(request.type, request.to, 'to', context);
  if (!from.ok) return from;
  if (!to.ok) return to;
  const { id } = to.value.entity;
  if (from.value.entity.id === id) return failed(failure('redirect-to-self', { id }));
  const pages = [from.value, to.value].map(({ entity }) => ({
    kind: entity.type,
    documentId: entity.id,
  }));
  const refusals = pages.map((page) => closedTo(request.actor, page, context));
  const [refusal] = (await Promise.all(refusals)).flat();
  if (refusal !== undefined) return failed(refusal);
  const merged = mergedOf(from.value.entity, to.value.entity, request.ignore);
  if (!merged.ok) return merged;
  const failures = [
    ...(await validatePage(to.value.entity, merged.value.target, context)),
    ...validateSize(writeStored(merged.value.target), to.value.content, editLimits.sizeBytes),
  ];
  return failures.length > 0
    ? failed(...failures)
    : ok(changesOf(request, from.value, to.value, merged.value, await context.site.current()));
}

const summaryKeys = { item: 'wbmergeitems', lexeme: 'wblmergelexemes' } as const;

/** The source comes first: it lets go of the sitelinks that the target takes. */
function changesOf(
  request: MergeRequest,
  from: Loaded,
  to: Loaded,
  merged: Merged,
  site: SiteSettings,
): PreparedMerge {
  const source = from.entity.id;
  const target = to.entity.id;
  const redirected = merged.source === undefined;
  const left = merged.source ?? ({ type: 'redirect', id: source, target } as const);
  const common = { kind: request.type, minor: false } as const;
  const tags = [...new Set(request.tags)];
  const marks = redirected ? softwareTagsIn(['mw-new-redirect'], site) : [];
  const comment = tidyComment(request.comment ?? '');
  return {
    source,
    target,
    redirected,
    changes: [
      {
        ...common,
        tags: [...tags, ...marks],
        documentId: source,
        parentRevisionId: from.revisionId,
        content: writeStored(left),
        summary: buildSummary({ key: `${summaryKeys[request.type]}-to`, args: [target], comment }),
      },
      {
        ...common,
        tags,
        documentId: target,
        parentRevisionId: to.revisionId,
        content: writeStored(merged.target),
        summary: buildSummary({
          key: `${summaryKeys[request.type]}-from`,
          args: [source],
          comment,
        }),
      },
    ],
  };
}

async function load(
  type: Mergeable['type'],
  text: string,
  field: 'from' | 'to',
  { storage: { records } }: EditContext,
): Promise<Result<Loaded>> {
  const path = `/${field}`;
  const id = parseEntityId(text);
  if (id === undefined || entityTypeOf(id) !== type) {
    return failed(failure('malformed-entity-id', { field, value: text }, path));
  }
  const stored = await records.document(id);
  if (stored === undefined) return failed(failure('unknown-entity', { id }, path));
  const { content, revisionId } = stored;
  const document = readStored(type, content);
  if (document.type === 'redirect') {
    return failed(failure('entity-is-redirect', { id, target: document.target }, path));
  }
  return document.type === 'item' || document.type === 'lexeme'
    ? ok({ entity: document, revisionId, content })
    : failed(failure('entity-type-mismatch', { id, expected: type }, path));
}

interface Merged {
  readonly target: Mergeable;
  /** What could not be moved; `undefined` where nothing is left. */
  readonly source: Mergeable | undefined;
}

function mergedOf(
  source: Mergeable,
  target: Mergeable,
  ignore: ReadonlySet<IgnoredConflict>,
): Result<Merged> {
  if (source.type === 'item' && target.type === 'item') {
    const items = mergeItems(source, target, ignore);
    if (!items.ok) return items;
    const left = items.value.source;
    return ok({ target: items.value.target, source: isEmptyEntity(left) ? undefined : left });
  }
  if (source.type === 'lexeme' && target.type === 'lexeme') {
    const lexeme = mergeLexemes(source, target);
    return lexeme.ok ? ok({ target: lexeme.value, source: undefined }) : lexeme;
  }
  return failed(failure('entity-type-mismatch', { id: source.id, expected: target.type }));
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
