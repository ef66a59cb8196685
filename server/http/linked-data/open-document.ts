/** A document that was found, before it is written: a client may have it already. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import type { Entity } from '../../../schema/model/entity.ts';
import type { Page } from '../../read/entities.ts';
import { absence, isEntityPage, readEntity, readRevision } from '../../read/entities.ts';
import type { Records } from '../services.ts';
import type { EntityDataRequest } from './entity-data-request.ts';

export interface OpenDocument {
  readonly id: Entity['id'];
  readonly revisionId: number;
  /** ISO 8601; `undefined` where nobody can tell. */
  readonly lastModified: string | undefined;
  /** What changes the document without a new revision of the entity. */
  readonly dependsOn: string;
  readonly write: () => string | Promise<string>;
}

/** The entity as it is, as it was at a moment, or as one of its revisions has it. */
export async function readRequested(
  { id, revisionId, moment }: EntityDataRequest,
  records: Records,
): Promise<Result<Page<Entity>>> {
  if (revisionId === undefined) {
    const page = await readEntity(records, id, moment === undefined ? {} : { at: moment });
    return page === undefined ? failed(await absence(records, id, moment)) : ok(page);
  }
  const page = await readRevision(records, id, revisionId);
  if (!page.ok) {
    const hidden = page.failures.find(({ code }) => code === 'suppressed-content');
    return failed(hidden ?? failure('unknown-revision', { revision: revisionId }));
  }
  const { value } = page;
  return isEntityPage(value)
    ? ok(value)
    : failed(failure('malformed-entity-id', { field: 'revision', value: id }));
}
