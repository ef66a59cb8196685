/** What an edit needs of the rest of the house; the composition root puts it together. */
import type { Datatype } from '../../schema/datatypes.ts';
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { PropertyId } from '../../schema/model/entity-id.ts';
import type { RateLimits } from '../accounts/rate-limits.ts';
import type { TagStore } from '../accounts/tagging.ts';
import type { Storage } from '../storage/storage.ts';
import type { ExternalPages } from '../egress/external-pages.ts';
import type { PageTurns } from './page-turns.ts';

export interface EditContext {
  readonly storage: Pick<Storage, 'records' | 'commit' | 'suppress' | 'moderation' | 'watchlist'>;
  /** Datatypes of those of the properties that exist. */
  readonly properties: {
    datatypesOf(
      properties: Iterable<PropertyId>,
    ): Promise<(property: PropertyId) => Datatype | undefined>;
  };
  /** How often somebody may edit. */
  readonly limits: RateLimits;
  /** One for the whole server. */
  readonly turns: PageTurns;
  readonly externalPages: Pick<ExternalPages, 'find'>;
  readonly site: { current(): Promise<SiteSettings> };
}

export function tagStore({ storage: { records }, site }: EditContext): TagStore {
  return { records, site };
}
