import { describe, expect, test } from 'vitest';
import { datatypes } from '../../../schema/datatypes.ts';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import { uniqueKeys, uniqueKeyText } from '../../../schema/model/documents/unique-keys.ts';
import { pageEntityId, type EntityId, type PropertyId } from '../../../schema/model/entity-id.ts';
import {
  allStatements,
  type Entity,
  type Item,
  type Property,
} from '../../../schema/model/entity.ts';
import { isTermLanguage } from '../../../schema/model/languages/languages.ts';
import { searchKey } from '../../../schema/model/search-key.ts';
import type { Snak } from '../../../schema/model/snak.ts';
import { bestStatements } from '../../../schema/model/statement.ts';
import { writeStored } from '../../../schema/model/stored-json.ts';
import { validateValue } from '../../../schema/model/values/value.ts';
import { readSeeds } from './read-seeds.ts';

const conceptBase = 'http://localhost/entity/';
const documents = readSeeds(conceptBase);
const ids = new Set<string>(documents.map(({ id }) => id));
const entities = documents.filter(
  (document): document is Entity =>
    document.type === 'item' || document.type === 'property' || document.type === 'lexeme',
);
const items = entities.filter((entity) => entity.type === 'item');
const properties = new Map(
  entities.filter((entity) => entity.type === 'property').map((one) => [one.id, one]),
);
const snaks = entities.flatMap((entity) =>
  allStatements(entity).flatMap((statement) => [
    statement.mainSnak,
    ...statement.qualifiers,
    ...statement.references.flatMap((reference) => reference.snaks),
  ]),
);
const settings = documents.find(({ type }) => type === 'site-settings') as SiteSettings;

describe('the seeds', () => {
  test('are at least a thousand entities, each with an id of its own', () => {
    expect(entities.length).toBeGreaterThan(1000);
    expect(ids.size).toBe(documents.length);
    expect(properties.size).toBeGreaterThan(100);
  });

  test('are the same each time', () => {
    const texts = (all: typeof documents): string[] => all.map(writeStored);
    expect(texts(readSeeds(conceptBase))).toEqual(texts(documents));
  });

  test('hold only values that their datatypes allow', () => {
    const wrong = snaks.flatMap((snak) => {
      if (snak.kind !== 'value') return [];
      const failures = validateValue(datatypeOf(snak.property), snak.value);
      return failures.map((failure) => ({ snak, failure }));
    });
    expect(wrong).toEqual([]);
  });

  test('point to nothing that is not there', () => {
    const lexemes = entities.filter((entity) => entity.type === 'lexeme');
    const targets = [...lexemes.flatMap(lexemeItems), ...snaks.flatMap(targetsOf)];
    const missing = new Set(targets.filter((id) => !ids.has(pageEntityId(id))));
    expect([...missing]).toEqual([]);
  });

  test('are told apart by label and description in every language', () => {
    const keys = documents.flatMap((one) => uniqueKeys(one).map(uniqueKeyText));
    const twice = [...Map.groupBy(keys, (key) => key)].filter(([, same]) => same.length > 1);
    expect(twice.map(([key]) => key)).toEqual([]);
  });

  test('have terms in languages of the wiki alone', () => {
    const languages = new Set(items.flatMap(({ labels }) => [...labels.keys()]));
    expect([...languages].filter((code) => !isTermLanguage(code))).toEqual([]);
    expect(languages.size).toBeGreaterThan(140);
  });

  test('say in English what each item and property is', () => {
    const silent = [...items, ...properties.values()].filter(
      ({ labels, descriptions }) => !labels.has('en') || !descriptions.has('en'),
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  test('use every datatype, every rank, and values that are unknown or absent', () => {
    const used = new Set(snaks.map(({ property }) => datatypeOf(property)));
    expect(datatypes.filter((datatype) => !used.has(datatype))).toEqual([]);
    const statements = entities.flatMap(allStatements);
    expect(new Set(statements.map(({ rank }) => rank)).size).toBe(3);
    expect(new Set(statements.map(({ mainSnak }) => mainSnak.kind)).size).toBe(3);
  });

  test.each([
    ['rhino', 'en', 'Q34718'],
    ['носорог', 'ru', 'Q34718'],
    ['Nashorn', 'de', 'Q34718'],
    ['Javan rhino', 'en', 'Q170311'],
    ['フランス', 'ja', 'Q142'],
    ['Germany', 'en', 'Q183'],
  ])('are found: %s (%s) is %s', (text, language, id) => {
    const found = items.filter(({ labels, aliases }) =>
      [labels.get(language), ...(aliases.get(language) ?? [])].some(
        (term) => term !== undefined && searchKey(term) === searchKey(text),
      ),
    );
    expect(found.map((item) => item.id)).toContain(id);
  });
});

describe('facts', () => {
  test.each([
    ['Q142', 'P31', ['Q3624078', 'Q6256']],
    ['Q142', 'P36', ['Q90']],
    ['Q183', 'P36', ['Q64']],
    ['Q90', 'P17', ['Q142']],
    ['Q114', 'P37', ['Q7838', 'Q1860']],
    ['Q170311', 'P141', ['Q219127']],
    ['Q170311', 'P105', ['Q7432']],
    ['Q556', 'P31', ['Q11344']],
    ['Q111', 'P397', ['Q525']],
    ['Q3624078', 'P279', ['Q6256']],
  ])('%s %s is %s', (id, property, expected) => {
    const item = items.find((one) => one.id === id);
    const best = bestStatements(item?.statements ?? []).map(({ mainSnak }) => mainSnak);
    const values = best.filter((snak) => snak.property === property).flatMap(targetsOf);
    expect(values.toSorted()).toEqual(expected.toSorted());
  });

  test.each([
    ['Q6256', 195],
    ['Q11344', 118],
    ['Q34770', 290],
    ['Q8142', 150],
    ['Q5119', 230],
    ['Q634', 8],
  ])('there are at least as many members of %s as there should be: %i', (id, count) => {
    const members = items.filter(({ statements }) =>
      statements.some(
        ({ mainSnak }) => mainSnak.property === 'P31' && targetsOf(mainSnak)[0] === id,
      ),
    );
    expect(members.length).toBeGreaterThanOrEqual(count);
  });

  test('every population and code of a country says where it comes from', () => {
    const cited = ['P1082', 'P297', 'P298', 'P299'];
    const countries = items.filter(({ statements }) =>
      statements.some(({ mainSnak }) => mainSnak.property === 'P297'),
    );
    const unsourced = countries
      .flatMap(({ statements }) => bestStatements(statements))
      .filter(({ mainSnak }) => cited.includes(mainSnak.property))
      .filter(({ references }) => references.length === 0);
    expect(unsourced).toEqual([]);
  });
});

describe('the site settings', () => {
  test('name only ids that are there', () => {
    const named = [
      ...settings.properties.values(),
      ...settings.items.values(),
      ...settings.badges,
      ...settings.units.keys(),
      ...[...settings.units.values()].map(({ base }) => base),
    ];
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  test('know the sites that items link to', () => {
    const sites = new Set(settings.sites.map(({ id }) => id));
    const linked = new Set(items.flatMap(({ siteLinks }) => [...siteLinks.keys()]));
    expect([...linked].filter((site) => !sites.has(site))).toEqual([]);
    expect(settings.sites.length).toBeGreaterThan(500);
    expect(sites.size).toBe(settings.sites.length);
  });

  test.each([
    ['enwiki', 'https://en.wikipedia.org/wiki/$1', 'en'],
    ['zh_min_nanwiki', 'https://zh-min-nan.wikipedia.org/wiki/$1', 'nan'],
    ['dewikivoyage', 'https://de.wikivoyage.org/wiki/$1', 'de'],
    ['commonswiki', 'https://commons.wikimedia.org/wiki/$1', 'en'],
  ])('%s is at %s', (id, pageUrl, language) => {
    expect(settings.sites.find((site) => site.id === id)).toMatchObject({ pageUrl, language });
  });

  test.each([
    ['Q712226', '1000000', 'Q25343'],
    ['Q828224', '1000', 'Q11573'],
    ['Q191118', '1000', 'Q11570'],
  ] as const)('one %s is %s %s', (unit, factor, base) => {
    expect(settings.units.get(unit)).toEqual({ factor, base });
  });
});

function datatypeOf(id: PropertyId): Property['datatype'] {
  const property = properties.get(id);
  if (property === undefined) throw new Error(`there is no property ${id}`);
  return property.datatype;
}

function targetsOf(snak: Snak): EntityId[] {
  if (snak.kind !== 'value') return [];
  const { value } = snak;
  if (value.type === 'wikibase-entityid') return [value.id];
  if (value.type === 'quantity' && value.unit !== '1') {
    return [value.unit.slice(conceptBase.length) as Item['id']];
  }
  return [];
}

function lexemeItems(lexeme: Extract<Entity, { type: 'lexeme' }>): EntityId[] {
  const features = lexeme.forms.flatMap((form) => form.grammaticalFeatures);
  return [lexeme.language, lexeme.lexicalCategory, ...features];
}
