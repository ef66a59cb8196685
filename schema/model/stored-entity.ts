/** Entities and redirects ⇄ the plain data of stored JSON (see `stored-json.ts`). */
import type { DataValue } from './data-value.ts';
import type { Aliases, Entity, EntityRedirect, Form, Sense, SiteLink, Terms } from './entity.ts';
import type { ItemId } from './entity-id.ts';
import type { Snak } from './snak.ts';
import type { Rank, Statement, StatementId } from './statement.ts';

/** A value snak has no `kind`: most are. */
type StoredSnak = Omit<Snak, 'kind'> & { kind?: Snak['kind']; value?: DataValue };

interface StoredStatement {
  id: StatementId;
  mainSnak: StoredSnak;
  rank: Rank | undefined;
  qualifiers: StoredSnak[] | undefined;
  references: StoredSnak[][] | undefined;
}

type StoredSiteLink = Pick<SiteLink, 'title'> & { badges: readonly ItemId[] | undefined };

/** Members that are `undefined` do not occur in the text, nor in what is parsed from it. */
interface StoredParts {
  labels?: Record<string, string>;
  descriptions?: Record<string, string>;
  aliases?: Record<string, readonly string[]>;
  statements?: StoredStatement[];
  siteLinks?: Record<string, StoredSiteLink>;
  lemmas?: Record<string, string>;
  forms?: StoredForm[];
  senses?: StoredSense[];
}

export interface StoredForm {
  id: Form['id'];
  representations: Record<string, string> | undefined;
  grammaticalFeatures: readonly ItemId[] | undefined;
  statements: StoredStatement[] | undefined;
}

export interface StoredSense {
  id: Sense['id'];
  glosses: Record<string, string> | undefined;
  statements: StoredStatement[] | undefined;
}

export function storedEntity(entity: Entity | EntityRedirect): object {
  const { type, id } = entity;
  switch (entity.type) {
    case 'item':
      return {
        type,
        id,
        ...storedFingerprint(entity),
        statements: listOrAbsent(entity.statements, storedStatement),
        siteLinks: sortedObject(entity.siteLinks, ({ title, badges }) => ({
          title,
          badges: listOrAbsent(badges, (badge) => badge),
        })),
      };
    case 'property':
      return {
        type,
        id,
        datatype: entity.datatype,
        ...storedFingerprint(entity),
        statements: listOrAbsent(entity.statements, storedStatement),
      };
    case 'lexeme':
      return {
        type,
        id,
        lemmas: storedTerms(entity.lemmas),
        lexicalCategory: entity.lexicalCategory,
        language: entity.language,
        statements: listOrAbsent(entity.statements, storedStatement),
        forms: listOrAbsent(entity.forms, storedForm),
        senses: listOrAbsent(entity.senses, storedSense),
        nextFormNumber: entity.nextFormNumber,
        nextSenseNumber: entity.nextSenseNumber,
      };
    case 'redirect':
      return { type, id, target: entity.target };
  }
}

function storedFingerprint(entity: {
  labels: Terms;
  descriptions: Terms;
  aliases: Aliases;
}): object {
  return {
    labels: storedTerms(entity.labels),
    descriptions: storedTerms(entity.descriptions),
    aliases: sortedObject(entity.aliases, (values) => (values.length === 0 ? undefined : values)),
  };
}

function storedTerms(terms: Terms): Record<string, string> | undefined {
  return sortedObject(terms, (text) => text);
}

function listOrAbsent<Part, Stored>(
  parts: readonly Part[],
  store: (part: Part) => Stored,
): Stored[] | undefined {
  return parts.length === 0 ? undefined : parts.map(store);
}

/** Keys are defined, not assigned: `__proto__` is one like any other. */
export function sortedObject<Value, Stored>(
  map: ReadonlyMap<string, Value>,
  store: (value: Value) => Stored,
): Record<string, Stored> | undefined {
  if (map.size === 0) return undefined;
  return Object.fromEntries(
    [...map.keys()].toSorted().map((key) => [key, store(map.get(key) as Value)]),
  );
}

function storedStatement({
  id,
  mainSnak,
  rank,
  qualifiers,
  references,
}: Statement): StoredStatement {
  return {
    id,
    mainSnak: storedSnak(mainSnak),
    rank: rank === 'normal' ? undefined : rank,
    qualifiers: listOrAbsent(qualifiers, storedSnak),
    references: listOrAbsent(references, ({ snaks }) => snaks.map(storedSnak)),
  };
}

function storedSnak(snak: Snak): StoredSnak {
  const { kind, property } = snak;
  return snak.kind === 'value' ? { property, value: storedValue(snak.value) } : { property, kind };
}

/** The value with its members in one order, whoever built it. */
function storedValue(value: DataValue): DataValue {
  const { type } = value;
  switch (type) {
    case 'string':
      return { type, value: value.value };
    case 'wikibase-entityid':
      return { type, id: value.id };
    case 'monolingualtext':
      return { type, text: value.text, language: value.language };
    case 'quantity': {
      const { amount, unit, upperBound, lowerBound } = value;
      return upperBound === undefined || lowerBound === undefined
        ? { type, amount, unit }
        : { type, amount, unit, upperBound, lowerBound };
    }
    case 'time': {
      const { time, timezone, before, after, precision, calendarmodel } = value;
      return { type, time, timezone, before, after, precision, calendarmodel };
    }
    case 'globecoordinate': {
      const { latitude, longitude, precision, globe } = value;
      return { type, latitude, longitude, precision, globe };
    }
    case 'unknown':
      return { type, valueType: value.valueType, value: value.value, error: value.error };
  }
}

export function storedForm(form: Form): StoredForm {
  return {
    id: form.id,
    representations: storedTerms(form.representations),
    grammaticalFeatures: listOrAbsent(form.grammaticalFeatures, (feature) => feature),
    statements: listOrAbsent(form.statements, storedStatement),
  };
}

export function storedSense(sense: Sense): StoredSense {
  return {
    id: sense.id,
    glosses: storedTerms(sense.glosses),
    statements: listOrAbsent(sense.statements, storedStatement),
  };
}

/** The inverse of `storedEntity`; `json` is trusted. */
export function entityFromStored(json: unknown): Entity | EntityRedirect {
  const stored = json as (Entity | EntityRedirect) & StoredParts;
  switch (stored.type) {
    case 'item':
      return {
        type: stored.type,
        id: stored.id,
        ...fingerprintFromStored(stored),
        statements: statementsFromStored(stored.statements),
        siteLinks: siteLinksFromStored(stored.siteLinks),
      };
    case 'property':
      return {
        type: stored.type,
        id: stored.id,
        datatype: stored.datatype,
        ...fingerprintFromStored(stored),
        statements: statementsFromStored(stored.statements),
      };
    case 'lexeme':
      return {
        type: stored.type,
        id: stored.id,
        lemmas: mapFromStored(stored.lemmas),
        lexicalCategory: stored.lexicalCategory,
        language: stored.language,
        statements: statementsFromStored(stored.statements),
        forms: (stored.forms ?? []).map(formFromStored),
        senses: (stored.senses ?? []).map(senseFromStored),
        nextFormNumber: stored.nextFormNumber,
        nextSenseNumber: stored.nextSenseNumber,
      };
    case 'redirect':
      return { type: stored.type, id: stored.id, target: stored.target };
  }
}

function fingerprintFromStored(stored: StoredParts): {
  labels: Terms;
  descriptions: Terms;
  aliases: Aliases;
} {
  return {
    labels: mapFromStored(stored.labels),
    descriptions: mapFromStored(stored.descriptions),
    aliases: mapFromStored(stored.aliases),
  };
}

export function mapFromStored<Value>(
  object: Record<string, Value> | undefined,
): Map<string, Value> {
  return new Map(object === undefined ? [] : Object.entries(object));
}

function siteLinksFromStored(
  stored: Record<string, StoredSiteLink> | undefined,
): Map<string, SiteLink> {
  return new Map(
    Object.entries(stored ?? {}).map(([site, { title, badges }]) => [
      site,
      { site, title, badges: badges ?? [] },
    ]),
  );
}

function statementsFromStored(stored: StoredStatement[] | undefined): Statement[] {
  return (stored ?? []).map(({ id, mainSnak, rank, qualifiers, references }) => ({
    id,
    mainSnak: snakFromStored(mainSnak),
    rank: rank ?? 'normal',
    qualifiers: (qualifiers ?? []).map(snakFromStored),
    references: (references ?? []).map((snaks) => ({ snaks: snaks.map(snakFromStored) })),
  }));
}

function snakFromStored({ kind, property, value }: StoredSnak): Snak {
  return value === undefined || kind === 'somevalue' || kind === 'novalue'
    ? { kind: kind === 'novalue' ? kind : 'somevalue', property }
    : { kind: 'value', property, value };
}

export function formFromStored(stored: StoredForm): Form {
  return {
    id: stored.id,
    representations: mapFromStored(stored.representations),
    grammaticalFeatures: stored.grammaticalFeatures ?? [],
    statements: statementsFromStored(stored.statements),
  };
}

export function senseFromStored(stored: StoredSense): Sense {
  return {
    id: stored.id,
    glosses: mapFromStored(stored.glosses),
    statements: statementsFromStored(stored.statements),
  };
}
