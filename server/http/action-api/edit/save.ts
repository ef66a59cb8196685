/** What all modules that edit share: their parameters, and how they save. */
import type { Failure } from '../../../../schema/failures.ts';
import { failed, failure, ok } from '../../../../schema/failures.ts';
import type { Document } from '../../../../schema/model/documents/kinds.ts';
import type { SiteSettings } from '../../../../schema/model/documents/site-settings.ts';
import { entityTypeOf, parseEntityId } from '../../../../schema/model/entity-id.ts';
import type { Entity } from '../../../../schema/model/entity.ts';
import { failureText } from '../../../../client/view/failure-view.ts';
import { pageLink } from '../../../../client/view/safe-link.ts';
import { isEntity } from '../../../edit/change-ops/document.ts';
import type { EditPlan, EditResult, EditTarget, Merge } from '../../../edit/edit.ts';
import { saveEdit } from '../../../edit/save-edit.ts';
import { apiError, wikibaseError } from '../error-codes.ts';
import type { PageLinks } from '../error-messages.ts';
import { ApiError } from '../module.ts';
import type { ApiRequest } from '../request.ts';

export const editParameters = {
  baserevid: { type: 'integer', min: 0, max: 1e15 },
  summary: { type: 'string' },
  tags: { type: 'list' },
  bot: { type: 'boolean' },
} as const;

export interface EditValues {
  readonly baserevid?: number | undefined;
  readonly summary?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly bot: boolean;
}

interface RequestedEdit {
  /** The name of the module, under which its warnings stand. */
  readonly module: string;
  readonly target: EditTarget;
  /** What to do to the entity, or why not; told what it holds. */
  plan(entity: Entity, revisionId: number): EditPlan | ApiError | Promise<EditPlan | ApiError>;
  /** The code of this module for a failure that other modules name otherwise. */
  codeOf?(found: Failure): string | undefined;
}

export interface SavedEntity {
  readonly entity: Entity;
  readonly revisionId: number;
  readonly timestamp: string;
  readonly changed: boolean;
}

export async function save(
  edit: RequestedEdit,
  values: EditValues,
  request: ApiRequest,
): Promise<SavedEntity | ApiError> {
  const { baserevid = 0 } = values;
  let refusal: ApiError | undefined;
  const result = await saveEdit(
    {
      actor: request.visitor.actor,
      target: edit.target,
      async plan(base, baseRevisionId) {
        const entity = entityOf(base);
        if (!entity.ok) return entity;
        const plan = await edit.plan(entity.value, baseRevisionId);
        refusal = plan instanceof ApiError ? plan : undefined;
        return plan instanceof ApiError ? failed(...plan.failures) : ok(plan);
      },
      // clients send 0 for "the newest one"
      ...(baserevid === 0 ? {} : { baseRevisionId: baserevid }),
      comment: values.summary ?? '',
      tags: values.tags ?? [],
      bot: values.bot,
    },
    request.services.edit,
  );
  if (result.outcome === 'rejected') return refusal ?? rejection(result, edit, request);
  if (result.outcome === 'saved') warn(edit.module, result, request);
  const saved = entityOf(result.document);
  if (!saved.ok) return apiError(saved.failures);
  const { revisionId, timestamp } = result;
  return { entity: saved.value, revisionId, timestamp, changed: result.outcome === 'saved' };
}

function entityOf(document: Document) {
  if (isEntity(document)) return ok(document);
  const { id } = document;
  return document.type === 'redirect'
    ? failed(failure('entity-is-redirect', { id, target: document.target }))
    : failed(failure('malformed-entity-id', { field: 'id', value: id }));
}

async function rejection(
  { failures }: Extract<EditResult, { outcome: 'rejected' }>,
  edit: RequestedEdit,
  { services }: ApiRequest,
): Promise<ApiError> {
  const links = linksIn(await services.site.current());
  const [first] = failures;
  const code = first === undefined ? undefined : edit.codeOf?.(first);
  return code === undefined ? apiError(failures, links) : wikibaseError(code, failures, links);
}

const mergeWarnings: Readonly<Record<Exclude<Merge, 'none'>, string>> = {
  clean: 'wikibase-conflict-patched',
  'self-conflict': 'wikibase-self-conflict-patched',
};

function warn(
  module: string,
  { merge, warnings }: Extract<EditResult, { outcome: 'saved' }>,
  request: ApiRequest,
): void {
  for (const found of warnings) request.warn(module, failureText(found, request.messages));
  if (merge === 'none') return;
  request.warn(module, request.messages.text('api-edit-merged'), mergeWarnings[merge]);
}

/** Pages in the wikitext of this wiki, as parameters of messages have them. */
function linksIn(site: SiteSettings): PageLinks {
  return {
    entity(id) {
      const entityId = parseEntityId(id);
      const namespace =
        entityId === undefined ? '' : (site.namespaces.get(entityTypeOf(entityId))?.name ?? '');
      return namespace === '' ? `[[${id}]]` : `[[${namespace}:${id}|${id}]]`;
    },
    page(id, title) {
      const entry = site.sites.find((each) => each.id === id);
      const url = entry === undefined ? undefined : pageLink(entry.pageUrl, title);
      return url === undefined ? `${id}:${title}` : `[${url} ${id}:${title}]`;
    },
  };
}
