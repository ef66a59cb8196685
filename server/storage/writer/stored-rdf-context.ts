/** What triples depend on besides their page, as the records have it inside the transaction. */
import type { Datatype } from '../../../schema/datatypes.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import type { PropertyId } from '../../../schema/model/entity-id.ts';
import { wikiNamespaces } from '../../../schema/vocabulary.ts';
import type { WikiNamespaces } from '../../../schema/vocabulary.ts';
import { canonicalUriPattern } from '../../rdf/canonical-uri.ts';
import type { RdfContext, RdfSettings } from '../../rdf/rdf-settings.ts';

/** What the triples of other pages depend on in a property. */
export interface PropertyFacts {
  readonly datatype: Datatype | undefined;
  readonly uriPattern: string | undefined;
}

export function propertyFacts(document: Document | undefined, site: SiteSettings): PropertyFacts {
  if (document?.type !== 'property') return { datatype: undefined, uriPattern: undefined };
  return { datatype: document.datatype, uriPattern: canonicalUriPattern(document, site) };
}

export function equalFacts(one: PropertyFacts, other: PropertyFacts): boolean {
  return one.datatype === other.datatype && one.uriPattern === other.uriPattern;
}

export class StoredRdfContext implements RdfContext {
  readonly namespaces: WikiNamespaces;
  readonly sourceName?: string;
  readonly #load: (property: PropertyId) => Document | undefined;
  readonly #facts = new Map<PropertyId, PropertyFacts>();
  #site: SiteSettings;

  constructor(
    settings: RdfSettings,
    site: SiteSettings,
    load: (property: PropertyId) => Document | undefined,
  ) {
    this.namespaces = wikiNamespaces(settings.conceptBase, settings.dataBase);
    if (settings.sourceName !== undefined) this.sourceName = settings.sourceName;
    this.#site = site;
    this.#load = load;
  }

  get site(): SiteSettings {
    return this.#site;
  }

  datatypeOf(property: PropertyId): Datatype | undefined {
    return this.factsOf(property).datatype;
  }

  uriPatternOf(property: PropertyId): string | undefined {
    return this.factsOf(property).uriPattern;
  }

  factsOf(property: PropertyId): PropertyFacts {
    let facts = this.#facts.get(property);
    if (facts === undefined) {
      facts = propertyFacts(this.#load(property), this.#site);
      this.#facts.set(property, facts);
    }
    return facts;
  }

  setFacts(property: PropertyId, facts: PropertyFacts): void {
    this.#facts.set(property, facts);
  }

  /** The patterns of properties follow from the settings too, so all facts are read anew. */
  reset(site: SiteSettings): void {
    this.#site = site;
    this.#facts.clear();
  }
}

/** The same context as it was before some facts, or the settings, changed. */
export function earlierContext(
  now: RdfContext,
  site: SiteSettings,
  facts: ReadonlyMap<PropertyId, PropertyFacts>,
): RdfContext {
  const { namespaces, sourceName } = now;
  return {
    namespaces,
    site,
    ...(sourceName === undefined ? {} : { sourceName }),
    datatypeOf: (property) => {
      const earlier = facts.get(property);
      return earlier === undefined ? now.datatypeOf(property) : earlier.datatype;
    },
    uriPatternOf: (property) => {
      const earlier = facts.get(property);
      return earlier === undefined ? now.uriPatternOf(property) : earlier.uriPattern;
    },
  };
}
