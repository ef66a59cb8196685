/**
 * What turning an entity into triples depends on besides the entity itself.
 *
 * `RdfSettings` is plain data fixed at start (it travels to the writer thread); what can change
 * with an edit (sites, units, properties) is looked up through `RdfContext`.
 */
import type { Datatype } from '../../schema/datatypes.ts';
import type { PropertyId } from '../../schema/model/entity-id.ts';
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { WikiNamespaces } from '../../schema/vocabulary.ts';

export interface RdfSettings {
  /** `https://example.org/entity/` */
  readonly conceptBase: string;
  /** `https://example.org/wiki/Special:EntityData/`; found beside the concept base if absent. */
  readonly dataBase?: string;
  /** Name of this repository; it only goes into the labels of some blank nodes. */
  readonly sourceName?: string;
}

export interface RdfContext {
  /** One object for the life of the process: what is built from it is remembered. */
  readonly namespaces: WikiNamespaces;
  readonly site: SiteSettings;
  readonly sourceName?: string;
  /** `undefined` for an unknown property: its values give no triples. */
  datatypeOf(property: PropertyId): Datatype | undefined;
  /** The canonical-URI pattern of an external-id property (`$1` stands for the id). */
  uriPatternOf(property: PropertyId): string | undefined;
}
