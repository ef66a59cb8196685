/** What everybody keeps asking about properties: datatype and URI patterns. */
import type { Datatype } from '../../schema/datatypes.ts';
import type { PropertyRole } from '../../schema/model/documents/site-settings.ts';
import type { PropertyId } from '../../schema/model/entity-id.ts';
import type { Property } from '../../schema/model/entity.ts';
import { bestStatements } from '../../schema/model/statement.ts';
import { readStored } from '../../schema/model/stored-json.ts';
import type { AsOf, RecordStore } from '../storage/records/record-store.ts';
import { DocumentCache } from './document-cache.ts';
import type { SiteReader } from './site.ts';

export interface PropertyLookup {
  /** `undefined` for a property that does not exist or was not asked for. */
  datatypeOf(property: PropertyId): Datatype | undefined;
  /** The IRI that a value of this external-id property stands for, with `$1` for the value. */
  uriPatternOf(property: PropertyId): string | undefined;
  /** The page that a value of this property leads to, with `$1` for the value. */
  formatterUrlOf(property: PropertyId): string | undefined;
}

interface PropertyFacts {
  readonly datatype: Datatype;
  /** Best values with a `$1` in them, by the property that has them. */
  readonly patterns: ReadonlyMap<PropertyId, string>;
}

const MOST_PROPERTIES = 50_000;

export class PropertyReader {
  readonly #records: RecordStore;
  readonly #cache: DocumentCache<PropertyFacts>;
  readonly #site: SiteReader;

  constructor(records: RecordStore, site: SiteReader) {
    this.#records = records;
    this.#site = site;
    this.#cache = new DocumentCache({
      records,
      load: (ids) => loadFacts(records, ids, undefined),
      weigh: () => 1,
      capacity: MOST_PROPERTIES,
    });
  }

  /** Facts about these properties, to be asked without waiting. */
  async lookUp(properties: Iterable<PropertyId>, at?: AsOf): Promise<PropertyLookup> {
    const [facts, site] = await Promise.all([this.#facts(properties, at), this.#site.at(at)]);
    const patternOf = (property: PropertyId, role: PropertyRole): string | undefined => {
      const inRole = site.properties.get(role);
      return inRole === undefined ? undefined : facts.get(property)?.patterns.get(inRole);
    };
    return {
      datatypeOf: (property) => facts.get(property)?.datatype,
      uriPatternOf: (property) => patternOf(property, 'canonicalUriFormatter'),
      formatterUrlOf: (property) => patternOf(property, 'formatterUrl'),
    };
  }

  async datatypesOf(
    properties: Iterable<PropertyId>,
    at?: AsOf,
  ): Promise<(property: PropertyId) => Datatype | undefined> {
    const facts = await this.#facts(properties, at);
    return (property) => facts.get(property)?.datatype;
  }

  #facts(
    properties: Iterable<PropertyId>,
    at: AsOf | undefined,
  ): Promise<ReadonlyMap<string, PropertyFacts>> {
    return at === undefined
      ? this.#cache.getMany(properties)
      : loadFacts(this.#records, [...new Set(properties)], at);
  }
}

async function loadFacts(
  records: RecordStore,
  ids: readonly string[],
  at: AsOf | undefined,
): Promise<Map<string, PropertyFacts>> {
  const stored = await records.documents(ids, at);
  return new Map(
    [...stored.values()].flatMap(({ kind, documentId, content }) => {
      const document = readStored(kind, content);
      return document.type === 'property' ? [[documentId, factsOf(document)]] : [];
    }),
  );
}

function factsOf(property: Property): PropertyFacts {
  const patterns = new Map<PropertyId, string>();
  for (const { mainSnak } of bestStatements(property.statements)) {
    if (mainSnak.kind !== 'value' || mainSnak.value.type !== 'string') continue;
    const { value } = mainSnak.value;
    if (value.includes('$1') && !patterns.has(mainSnak.property)) {
      patterns.set(mainSnak.property, value);
    }
  }
  return { datatype: property.datatype, patterns };
}
