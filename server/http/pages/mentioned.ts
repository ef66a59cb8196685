/** Everything whose name a page shows. */
import { entitiesInSettings } from '../../../client/view/settings-view.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { mentionedEntities } from '../../../schema/model/mentions.ts';

export function mentionedIn(document: Document | undefined): Iterable<EntityId> {
  if (document?.type === 'site-settings') return entitiesInSettings(document);
  if (document === undefined || !('statements' in document)) return [];
  return mentionedEntities(document);
}
