/** Entities and their parts → the JSON of the REST API. All members are always there. */
import { pageLink } from '../../../client/view/safe-link.ts';
import type { Datatype } from '../../../schema/datatypes.ts';
import type { Site } from '../../../schema/model/documents/site-settings.ts';
import type { DataValue } from '../../../schema/model/data-value.ts';
import type { Aliases, Item, Property, SiteLink, Terms } from '../../../schema/model/entity.ts';
import { referenceHash } from '../../../schema/model/hash.ts';
import type { DatatypeOf } from '../../../schema/model/json/write-statement.ts';
import type { Snak } from '../../../schema/model/snak.ts';
import { statementsByProperty } from '../../../schema/model/statement.ts';
import type { Rank, Statement } from '../../../schema/model/statement.ts';

/** A main snak, a qualifier or a part of a reference. */
export interface PropertyValueJson {
  readonly property: { readonly id: string; readonly data_type: Datatype | null };
  readonly value: { readonly type: Snak['kind']; readonly content?: unknown };
}

export interface StatementJson extends PropertyValueJson {
  readonly id: string;
  readonly rank: Rank;
  readonly qualifiers: readonly PropertyValueJson[];
  readonly references: readonly {
    readonly hash: string;
    readonly parts: readonly PropertyValueJson[];
  }[];
}

export type StatementGroupsJson = Readonly<Record<string, readonly StatementJson[]>>;

/** What the entity itself does not know. */
export interface Surroundings {
  readonly datatypeOf: DatatypeOf;
  readonly sites: readonly Site[];
}

export function itemJson(item: Item, { datatypeOf, sites }: Surroundings) {
  return {
    id: item.id,
    type: item.type,
    labels: termsJson(item.labels),
    descriptions: termsJson(item.descriptions),
    aliases: aliasesJson(item.aliases),
    statements: statementGroupsJson(item.statements, datatypeOf),
    sitelinks: siteLinksJson(item.siteLinks, sites),
  };
}

export function propertyJson(property: Property, { datatypeOf }: Surroundings) {
  return {
    id: property.id,
    type: property.type,
    data_type: property.datatype,
    labels: termsJson(property.labels),
    descriptions: termsJson(property.descriptions),
    aliases: aliasesJson(property.aliases),
    statements: statementGroupsJson(property.statements, datatypeOf),
  };
}

export function termsJson(terms: Terms): Record<string, string> {
  return Object.fromEntries(terms);
}

export function aliasesJson(aliases: Aliases): Record<string, readonly string[]> {
  return Object.fromEntries(aliases);
}

export function siteLinksJson(links: Item['siteLinks'], sites: readonly Site[]) {
  return Object.fromEntries([...links].map(([id, link]) => [id, siteLinkJson(link, sites)]));
}

export function siteLinkJson({ site, title, badges }: SiteLink, sites: readonly Site[]) {
  const pageUrl = sites.find(({ id }) => id === site)?.pageUrl;
  const url = pageUrl === undefined ? undefined : pageLink(pageUrl, title);
  return { title, badges, url: url ?? '' };
}

export function statementGroupsJson(
  statements: readonly Statement[],
  datatypeOf: DatatypeOf,
): StatementGroupsJson {
  return Object.fromEntries(
    [...statementsByProperty(statements)].map(([property, group]) => [
      property,
      group.map((statement) => statementJson(statement, datatypeOf)),
    ]),
  );
}

export function statementJson(statement: Statement, datatypeOf: DatatypeOf): StatementJson {
  const { id, rank, mainSnak, qualifiers, references } = statement;
  return {
    id,
    rank,
    qualifiers: qualifiers.map((snak) => propertyValueJson(snak, datatypeOf)),
    references: references.map((reference) => ({
      hash: referenceHash(reference),
      parts: reference.snaks.map((snak) => propertyValueJson(snak, datatypeOf)),
    })),
    ...propertyValueJson(mainSnak, datatypeOf),
  };
}

export function propertyValueJson(snak: Snak, datatypeOf: DatatypeOf): PropertyValueJson {
  return {
    property: { id: snak.property, data_type: datatypeOf(snak.property) ?? null },
    value:
      snak.kind === 'value'
        ? { type: 'value', content: contentOf(snak.value) }
        : { type: snak.kind },
  };
}

function contentOf(value: DataValue): unknown {
  switch (value.type) {
    case 'string':
      return value.value;
    case 'wikibase-entityid':
      return value.id;
    case 'monolingualtext':
      return { language: value.language, text: value.text };
    case 'time': {
      const { time, precision, calendarmodel } = value;
      return { time, precision, calendarmodel };
    }
    case 'quantity': {
      const { amount, unit, upperBound, lowerBound } = value;
      return upperBound === undefined ? { amount, unit } : { amount, unit, upperBound, lowerBound };
    }
    case 'globecoordinate': {
      const { latitude, longitude, precision, globe } = value;
      return { latitude, longitude, precision, globe };
    }
    case 'unknown':
      return value.value;
  }
}
