/**
 * Reading and editing parts of an entity: what all operations have in common.
 *
 * An edit stands on exactly the revision that its conditions were judged by. Where somebody else
 * was faster, all of it is done again on what they saved: nothing is lost, and conditions hold.
 */
import { failure } from '../../../schema/failures.ts';
import type { Failure } from '../../../schema/failures.ts';
import type { ItemId, PropertyId } from '../../../schema/model/entity-id.ts';
import type { ChangeOp, NewStatement } from '../../edit/change-ops/change-op.ts';
import { saveEdit } from '../../edit/save-edit.ts';
import { readPage } from '../../read/entities.ts';
import type { Page } from '../../read/entities.ts';
import { conditionsOf, revisionHeaders } from './conditions.ts';
import type { RevisionValidators } from './conditions.ts';
import { readMetadata } from './edit-metadata.ts';
import { kindOf } from './entity-kinds.ts';
import type { RestEntity } from './entity-kinds.ts';
import { RestError } from './errors.ts';
import type { ResourceType } from './errors.ts';
import { blockedError, notFound, REQUEST, restError } from './failure-errors.ts';
import type { Judged } from './failure-errors.ts';
import type { RestAnswer, RestRequest } from './operation.ts';
import { restPath } from './places.ts';
import type { PlaceOf } from './places.ts';

/** The entity that a request is about. */
export interface Subject {
  readonly id: ItemId | PropertyId;
  /** What is said to be missing where the entity is. Default: the entity itself. */
  readonly resource?: ResourceType;
}

/** What is shown of an entity, or why it is not. */
export type Show = (entity: RestEntity) => Shown | Promise<Shown>;
type Shown = RestAnswer | RestError;

export async function readResource(
  { id, resource = kindOf(id).type }: Subject,
  request: RestRequest,
  show: Show,
): Promise<RestAnswer | RestError> {
  const page = await readPage(request.services.edit.storage.records, id);
  if (page === undefined) return notFound(resource);
  const { document, revision } = page;
  if (document.type === 'redirect') {
    return resource === 'statement'
      ? notFound(resource)
      : { status: 308, headers: { Location: redirected(id, document.target, request) } };
  }
  if (!isRestEntity(document)) return notFound(resource);
  const headers = revisionHeaders(revision);
  switch (conditionsOf(request.c, revision)) {
    case 'failed':
      return { status: 412 };
    case 'not-modified':
      return { status: 304, headers: { ETag: headers.ETag } };
    case 'hold': {
      const shown = await show(document);
      return shown instanceof RestError || shown.status !== 200 ? shown : { ...shown, headers };
    }
  }
}

/** What an edit does to an entity, and what is answered once it is saved. */
export interface Change {
  readonly ops: readonly ChangeOp[];
  /** Where in the request a fault of the entity stands. */
  readonly placeOf: PlaceOf;
  readonly judged?: Judged;
  readonly answer: (entity: RestEntity) => ChangeAnswer | Promise<ChangeAnswer>;
}

export type ChangeAnswer = Pick<RestAnswer, 'status' | 'json' | 'headers'> & {
  /** What was deleted has no revision any more. */
  readonly deleted?: boolean;
};

export type PlanChange = (entity: RestEntity) => Change | RestError | Promise<Change | RestError>;

/** How often others may be faster before we give up. */
const ATTEMPTS = 20;

export async function editResource(
  subject: Subject,
  request: RestRequest,
  plan: PlanChange,
): Promise<RestAnswer | RestError> {
  const metadata = readMetadata(request.body);
  if (!metadata.ok) return restError(metadata.failures);
  const { actor } = request.visitor;
  for (let attempt = 1; ; attempt++) {
    const page = await editable(subject, request);
    if (page instanceof RestError) return page;
    const { document, revision } = page;
    if (conditionsOf(request.c, revision) === 'failed') return { status: 412 };
    const change = await plan(document);
    if (change instanceof RestError) return change;
    const result = await saveEdit(
      {
        actor,
        target: { kind: 'existing', id: document.id },
        ops: change.ops,
        baseRevisionId: revision.revisionId,
        conflicts: 'refuse',
        ...metadata.value,
      },
      request.services.edit,
    );
    if (result.outcome !== 'rejected') return savedAnswer(change, result);
    const lost = result.failures[0]?.code === 'edit-conflict';
    if (!lost || attempt === ATTEMPTS) return placedError(result.failures, change, request);
  }
}

async function editable(
  { id, resource = kindOf(id).type }: Subject,
  { services }: RestRequest,
): Promise<Page<RestEntity> | RestError> {
  const page = await readPage(services.edit.storage.records, id);
  if (page === undefined) return notFound(resource);
  const { document, revision } = page;
  if (document.type === 'redirect' && resource !== 'statement') {
    return restError([failure('entity-is-redirect', { id, target: document.target })]);
  }
  return isRestEntity(document) ? { document, revision } : notFound(resource);
}

export async function savedAnswer(
  change: Pick<Change, 'answer'>,
  saved: RevisionValidators & { readonly document: Page['document'] },
): Promise<RestAnswer | RestError> {
  if (!isRestEntity(saved.document)) return notFound(saved.document.type);
  const { deleted = false, headers, ...answer } = await change.answer(saved.document);
  return {
    ...answer,
    headers: { ...headers, ...(deleted ? { 'Content-Language': 'en' } : revisionHeaders(saved)) },
  };
}

export function placedError(
  failures: readonly Failure[],
  { ops, placeOf, judged = REQUEST }: Pick<Change, 'ops' | 'placeOf' | 'judged'>,
  { visitor }: Pick<RestRequest, 'visitor'>,
): RestError {
  const [first] = failures;
  if (first?.code === 'blocked') return blockedError(first, visitor.loggedIn);
  const statements = ops.flatMap((op): readonly NewStatement[] => {
    if (op.op === 'set-statement') return [op.statement];
    return op.op === 'replace' && 'statements' in op.document ? op.document.statements : [];
  });
  return restError(
    failures.map((each) =>
      each.path === undefined ? each : { ...each, path: placeOf(restPath(each.path, statements)) },
    ),
    judged,
  );
}

export function isRestEntity(document: Page['document']): document is RestEntity {
  return document.type === 'item' || document.type === 'property';
}

/** The same address, below the entity that this one was merged into. */
function redirected(from: string, to: string, { c, services }: RestRequest): string {
  const { pathname, search } = new URL(c.req.url);
  return (
    services.urls.base + pathname.replace(new RegExp(`/${from}(?=/|$)`, 'i'), `/${to}`) + search
  );
}
