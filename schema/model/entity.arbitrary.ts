/**
 * Arbitrary documents for property-based tests (fast-check).
 *
 * Languages, sites, properties and statement ids come from small pools, so that two documents of
 * the same kind have much in common: that is where diffs and merges are interesting.
 */
import * as fc from 'fast-check';
import { datatypes } from '../datatypes.ts';
import { softwareTags } from './change-tags.ts';
import {
  defaultSiteSettings,
  itemRoles,
  propertyRoles,
  type SiteSettings,
} from './documents/site-settings.ts';
import type { TextPage, TextPageKind } from './documents/text-pages.ts';
import type { Document, DocumentKind } from './documents/kinds.ts';
import {
  EARTH,
  GREGORIAN_CALENDAR,
  JULIAN_CALENDAR,
  UNITLESS,
  type DataValue,
} from './data-value.ts';
import type { EntityRedirect, Form, Item, Lexeme, Property, Sense, SiteLink } from './entity.ts';
import type { EntityId, ItemId, PropertyId } from './entity-id.ts';
import { referenceHash, snakHash } from './hash.ts';
import type { Snak } from './snak.ts';
import type { Reference, Statement, StatementId } from './statement.ts';
import { normalizeText, textFault } from './well-formed-text.ts';

const anyText: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom('rhino', 'носорог', 'サイ', 'وحيد القرن', 'é', '🦏') },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
  )
  .filter((text) => textFault(text) === undefined)
  .map(normalizeText);

/** `__proto__` is no language, but nothing keeps people from sending it as one. */
const anyLanguage = fc.constantFrom('en', 'ru', 'zh-hans', 'mul', '__proto__');
const anyItemId = fc.constantFrom<ItemId>('Q1', 'Q2', 'Q42', 'Q2147483647');
const anyPropertyId = fc.constantFrom<PropertyId>('P1', 'P2', 'P31');

const anyEntityId = fc.constantFrom<EntityId>('Q5', 'P31', 'L7', 'L7-F1', 'L7-S2', 'E10');
const anyDecimal = fc.constantFrom(
  '+0',
  '+1',
  '-0.50',
  '+10.38',
  '+123456789012345678901234567890',
);
const anyDegrees = fc.constantFrom(0, -90, 52.516666666667, 1e-7, 180);

const anyDataValue: fc.Arbitrary<DataValue> = fc.oneof(
  fc.record({ type: fc.constant('string' as const), value: anyText }),
  fc.record({ type: fc.constant('wikibase-entityid' as const), id: anyEntityId }),
  fc.record({
    type: fc.constant('monolingualtext' as const),
    text: anyText,
    language: anyLanguage,
  }),
  fc.record({
    type: fc.constant('quantity' as const),
    amount: anyDecimal,
    unit: fc.constantFrom(UNITLESS, 'http://example.org/entity/Q11573'),
  }),
  fc.record({
    type: fc.constant('quantity' as const),
    amount: fc.constant('+2'),
    unit: fc.constant(UNITLESS),
    upperBound: fc.constantFrom('+3', '+2.5'),
    lowerBound: fc.constantFrom('+1', '-1'),
  }),
  fc.record({
    type: fc.constant('time' as const),
    time: fc.constantFrom('+1994-01-01T00:00:00Z', '-13798000000-00-00T00:00:00Z'),
    timezone: fc.constant(0),
    before: fc.constantFrom(0, 1),
    after: fc.constant(0),
    precision: fc.integer({ min: 0, max: 14 }),
    calendarmodel: fc.constantFrom(GREGORIAN_CALENDAR, JULIAN_CALENDAR),
  }),
  fc.record({
    type: fc.constant('globecoordinate' as const),
    latitude: anyDegrees,
    longitude: anyDegrees,
    precision: fc.constantFrom(null, 0.0001, 1e-9),
    globe: fc.constantFrom(EARTH, 'http://www.wikidata.org/entity/Q405'),
  }),
);

const anySnak: fc.Arbitrary<Snak> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('value' as const),
      property: anyPropertyId,
      value: anyDataValue,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('somevalue' as const, 'novalue' as const),
      property: anyPropertyId,
    }),
  },
);

function groupedByProperty<Part>(parts: readonly Part[], of: (part: Part) => PropertyId): Part[] {
  return [...Map.groupBy(parts, of).values()].flat();
}

function anySnaks(minLength: number): fc.Arbitrary<Snak[]> {
  return fc
    .uniqueArray(anySnak, { minLength, maxLength: 4, selector: snakHash })
    .map((snaks) => groupedByProperty(snaks, ({ property }) => property));
}

const anyReference: fc.Arbitrary<Reference> = fc.record({ snaks: anySnaks(1) });

/** One of six ids on `subject`. */
function anyStatementId(subject: EntityId): fc.Arbitrary<StatementId> {
  return fc
    .integer({ min: 1, max: 6 })
    .map((number): StatementId => `${subject}$00000000-0000-4000-8000-00000000000${number}`);
}

function anyStatement(subject: EntityId): fc.Arbitrary<Statement> {
  return fc.record({
    id: anyStatementId(subject),
    mainSnak: anySnak,
    rank: fc.constantFrom('preferred', 'normal', 'deprecated'),
    qualifiers: anySnaks(0),
    references: fc.uniqueArray(anyReference, { maxLength: 2, selector: referenceHash }),
  });
}

function anyStatements(subject: EntityId): fc.Arbitrary<Statement[]> {
  return fc
    .uniqueArray(anyStatement(subject), { maxLength: 6, selector: ({ id }) => id })
    .map((statements) => groupedByProperty(statements, ({ mainSnak }) => mainSnak.property));
}

function anyMap<Key extends string, Value>(
  key: fc.Arbitrary<Key>,
  value: fc.Arbitrary<Value>,
): fc.Arbitrary<ReadonlyMap<Key, Value>> {
  return fc.array(fc.tuple(key, value), { maxLength: 4 }).map((entries) => new Map(entries));
}

const anyTerms = anyMap(anyLanguage, anyText);
const anyAliases = anyMap(anyLanguage, fc.uniqueArray(anyText, { minLength: 1, maxLength: 4 }));

const anySiteLinks: fc.Arbitrary<ReadonlyMap<string, SiteLink>> = fc
  .uniqueArray(
    fc.record({
      site: fc.constantFrom('enwiki', 'ruwiki', '__proto__'),
      title: anyText,
      badges: fc.uniqueArray(anyItemId, { maxLength: 2 }),
    }),
    { selector: ({ site }) => site },
  )
  .map((links) => new Map(links.map((link) => [link.site, link])));

const anyFingerprint = { labels: anyTerms, descriptions: anyTerms, aliases: anyAliases };

export function anyItem(id: ItemId = 'Q64'): fc.Arbitrary<Item> {
  return fc.record({
    type: fc.constant('item'),
    id: fc.constant(id),
    ...anyFingerprint,
    statements: anyStatements(id),
    siteLinks: anySiteLinks,
  });
}

function anyProperty(id: PropertyId = 'P64'): fc.Arbitrary<Property> {
  return fc.record({
    type: fc.constant('property'),
    id: fc.constant(id),
    datatype: fc.constantFrom(...datatypes),
    ...anyFingerprint,
    statements: anyStatements(id),
  });
}

const anyForm: fc.Arbitrary<Form> = fc.constantFrom('L64-F1', 'L64-F2', 'L64-F3').chain((id) =>
  fc.record({
    id: fc.constant(id as Form['id']),
    representations: anyTerms,
    grammaticalFeatures: fc.uniqueArray(anyItemId, { maxLength: 3 }),
    statements: anyStatements(id as Form['id']),
  }),
);

const anySense: fc.Arbitrary<Sense> = fc.constantFrom('L64-S1', 'L64-S2').chain((id) =>
  fc.record({
    id: fc.constant(id as Sense['id']),
    glosses: anyTerms,
    statements: anyStatements(id as Sense['id']),
  }),
);

const anyLexeme: fc.Arbitrary<Lexeme> = fc.record({
  type: fc.constant('lexeme'),
  id: fc.constant('L64'),
  lemmas: anyTerms,
  lexicalCategory: anyItemId,
  language: anyItemId,
  statements: anyStatements('L64'),
  forms: fc.uniqueArray(anyForm, { maxLength: 3, selector: ({ id }) => id }),
  senses: fc.uniqueArray(anySense, { maxLength: 2, selector: ({ id }) => id }),
  nextFormNumber: fc.integer({ min: 4, max: 6 }),
  nextSenseNumber: fc.integer({ min: 3, max: 5 }),
});

function anyRedirect<Id extends EntityId>(id: Id, target: Id): fc.Arbitrary<EntityRedirect> {
  return fc.constant({ type: 'redirect', id, target });
}

function anyTextPage(type: TextPageKind): fc.Arbitrary<TextPage> {
  return fc.record({ type: fc.constant(type), id: fc.constant(`Page:${type}`), text: anyText });
}

const anySiteSettings: fc.Arbitrary<SiteSettings> = fc.record({
  autoconfirm: fc.record({ days: fc.nat(30), edits: fc.nat(100) }),
  tags: fc.record({ onlyDefined: fc.boolean(), switchedOff: fc.subarray([...softwareTags]) }),
  type: fc.constant('site-settings'),
  id: fc.constant(defaultSiteSettings.id),
  name: anyTerms,
  logo: fc.constantFrom(undefined, '/logo.svg'),
  mediaApi: fc.constantFrom(undefined, 'https://example.org/w/api.php'),
  defaultLanguage: anyLanguage,
  sites: fc.uniqueArray(
    fc.record(
      {
        id: fc.constantFrom('enwiki', 'ruwiki', 'commons'),
        group: fc.constantFrom(undefined, 'wikipedia'),
        language: anyLanguage,
        pageUrl: fc.constantFrom('https://example.org/wiki/$1', 'https://example.net/$1'),
        api: fc.constant('https://example.org/w/api.php'),
      },
      { requiredKeys: ['id', 'group', 'language', 'pageUrl'] },
    ),
    { selector: ({ id }) => id },
  ),
  badges: fc.uniqueArray(anyItemId, { maxLength: 3 }),
  units: anyMap(anyItemId, fc.record({ factor: fc.constantFrom('1', '0.3048'), base: anyItemId })),
  namespaces: fc
    .constantFrom('Property', 'P')
    .map(
      (name) => new Map([...defaultSiteSettings.namespaces, ['property', { number: 120, name }]]),
    ),
  properties: anyMap(fc.constantFrom(...propertyRoles), anyPropertyId),
  items: anyMap(fc.constantFrom(...itemRoles), anyItemId),
});

/** Documents of each kind; all those of one kind have the same id. */
export const anyDocumentOf: Readonly<Record<DocumentKind, fc.Arbitrary<Document>>> = {
  item: fc.oneof({ weight: 5, arbitrary: anyItem() }, anyRedirect('Q64', 'Q1')),
  property: fc.oneof({ weight: 5, arbitrary: anyProperty() }, anyRedirect('P64', 'P1')),
  lexeme: fc.oneof({ weight: 5, arbitrary: anyLexeme }, anyRedirect('L64', 'L1')),
  'entity-schema': anyTextPage('entity-schema'),
  rule: anyTextPage('rule'),
  talk: anyTextPage('talk'),
  'user-page': anyTextPage('user-page'),
  'saved-query': anyTextPage('saved-query'),
  'interface-message': anyTextPage('interface-message'),
  'site-settings': anySiteSettings,
};
