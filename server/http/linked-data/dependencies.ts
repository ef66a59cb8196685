/** What changes a document without a new revision of the entity that it is about. */
import { SITE_SETTINGS_ID } from '../../../schema/model/documents/site-settings.ts';
import { pageEntityId } from '../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import type { RevisionInfo } from '../../storage/records/record-store.ts';
import { redirectTargets } from '../action-api/query/redirect-targets.ts';
import type { Records } from '../services.ts';

export interface Dependencies {
  /** Another one whenever any of the pages has changed, came or went. */
  readonly version: string;
  /** ISO 8601; `undefined` where a page is missing, of which nobody can tell since when. */
  readonly lastModified: string | undefined;
}

/**
 * The settings of the wiki and the pages of what is mentioned, with those that these redirect to:
 * by their newest revisions, so that nothing of them is read.
 */
export async function dependenciesOn(
  mentioned: Iterable<EntityId>,
  entity: Pick<RevisionInfo, 'timestamp'>,
  records: Records,
): Promise<Dependencies> {
  const ids = [...new Set([...mentioned].map(pageEntityId))];
  const newest = await records.newestRevisions([SITE_SETTINGS_ID, ...ids]);
  const targets = [...new Set((await redirectTargets(newest.values(), records)).values())];
  const reached =
    targets.length === 0 ? new Map<string, RevisionInfo>() : await records.newestRevisions(targets);
  const pages = [...newest.values(), ...reached.values()];
  const complete = ids.every((id) => newest.has(id)) && reached.size === targets.length;
  return {
    version: pages.map(({ documentId, revisionId }) => `${documentId}@${revisionId}`).join(),
    lastModified: complete ? latest([entity, ...pages]) : undefined,
  };
}

function latest(pages: readonly Pick<RevisionInfo, 'timestamp'>[]): string | undefined {
  return pages
    .map(({ timestamp }) => timestamp)
    .toSorted()
    .at(-1);
}
