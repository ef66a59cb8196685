/** The sites and badges that sitelinks of this wiki may have. */
import type { ItemId } from '../../schema/model/entity-id.ts';
import { getJson } from './http.ts';

export interface KnownSite {
  /** Global id: `enwiki`. */
  readonly id: string;
  /** `wikipedia`, `wikisource` … */
  readonly group?: string;
  readonly language: string;
}

export interface KnownSites {
  readonly sites: readonly KnownSite[];
  readonly badges: readonly ItemId[];
}

export function loadSites(): Promise<KnownSites> {
  return getJson<KnownSites>('/sites.json');
}
