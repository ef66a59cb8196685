/**
 * Reading and editing parts of an entity: what all operations have in common.
 *
 * An edit stands on exactly the revision that its conditions were judged by. Where somebody else
 * was faster, it is planned again on what they saved: nothing is lost, and conditions hold.
 */
import assert from 'node:assert';
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Failure, Result } from '../../../schema/failures.ts';
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
  const page = await readPage(request.services.edit.storage.records, id, request.asOf);
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

/** What was planned last, or why nothing was. */
type Planned = Change | RestError | RestAnswer;

export async function editResource(
  subject: Subject,
  request: RestRequest,
  plan: PlanChange,
): Promise<RestAnswer | RestError> {
  const metadata = readMetadata(request.body);
  if (!metadata.ok) return restError(metadata.failures);
  const page = await editable(subject, request);
  if (page instanceof RestError) return page;
  const { services, visitor } = request;
  let newest = page;
  const last: { planned?: Planned } = {};
  const result = await saveEdit(
    {
      actor: visitor.actor,
      target: { kind: 'existing', id: page.document.id },
      ...metadata.value,
      async plan(_, baseRevisionId) {
        if (newest.revision.revisionId !== baseRevisionId) {
          const reread = await editable(subject, request);
          if (reread instanceof RestError) return notPlanned((last.planned = reread));
          newest = reread;
        }
        const holds = conditionsOf(request.c, newest.revision) !== 'failed';
        last.planned = holds ? await plan(newest.document) : { status: 412 };
        return 'ops' in last.planned ? ok({ ops: last.planned.ops }) : notPlanned(last.planned);
      },
    },
    services.edit,
  );
  const { planned } = last;
  if (planned !== undefined && !('ops' in planned)) return planned;
  if (result.outcome === 'rejected') return placedError(result.failures, planned, request);
  assert(planned !== undefined, 'what was saved was planned');
  return savedAnswer(planned, result);
}

/** Any failure ends the edit; what is answered is what was planned. */
function notPlanned(refusal: RestError | RestAnswer): Result<never> {
  return failed(refusal instanceof RestError ? refusal.failure : failure('internal-error', {}));
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
  change: Pick<Change, 'ops' | 'placeOf' | 'judged'> | undefined,
  { visitor }: Pick<RestRequest, 'visitor'>,
): RestError {
  const [first] = failures;
  if (first?.code === 'blocked') return blockedError(first, visitor.loggedIn);
  if (change === undefined) return restError(failures);
  const { ops, placeOf, judged = REQUEST } = change;
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

function isRestEntity(document: Page['document']): document is RestEntity {
  return document.type === 'item' || document.type === 'property';
}

/** The same address, below the entity that this one was merged into. */
function redirected(from: string, to: string, { c, services }: RestRequest): string {
  const { pathname, search } = new URL(c.req.url);
  return (
    services.urls.base + pathname.replace(new RegExp(`/${from}(?=/|$)`, 'i'), `/${to}`) + search
  );
}
