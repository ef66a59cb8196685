import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Datatype } from '../../schema/datatypes.ts';
import { defaultSiteSettings, type Site } from '../../schema/model/documents/site-settings.ts';
import type { ItemId, PropertyId } from '../../schema/model/entity-id.ts';
import {
  emptyItem,
  emptyLexeme,
  emptyProperty,
  type Item,
  type SiteLink,
} from '../../schema/model/entity.ts';
import type { Snak } from '../../schema/model/snak.ts';
import type { Statement } from '../../schema/model/statement.ts';
import { prefixes, wikiNamespaces } from '../../schema/vocabulary.ts';
import { describeWithShared, sharedPath } from '../../test/shared-data.ts';
import { indexQuads, type IndexQuads } from './munge.ts';
import { readRdf } from './n3.ts';
import { diffIndexQuads } from './quad-diff.ts';
import type { RdfContext } from './rdf-settings.ts';
import { isLiteral, lexicalForm, type Quad } from './term.ts';

const wikipedia = (language: string, name = language): Site => ({
  id: `${name}wiki`,
  group: 'wikipedia',
  language,
  pageUrl: `https://${name}.wikipedia.org/wiki/$1`,
});

const datatypes: Readonly<Record<PropertyId, Datatype>> = {
  P1: 'wikibase-item',
  P2: 'time',
  P3: 'quantity',
  P4: 'external-id',
  P5: 'globe-coordinate',
  P6: 'string',
};

const wiki = wikiNamespaces('http://www.wikidata.org/entity/');
const context: RdfContext = {
  namespaces: wiki,
  site: {
    ...defaultSiteSettings,
    sites: [wikipedia('hr'), wikipedia('fi'), wikipedia('en'), wikipedia('simple', 'simple')],
    units: new Map([['Q10', { factor: '1000', base: 'Q1' }]]),
  },
  datatypeOf: (property) => datatypes[property],
  uriPatternOf: (property) => (property === 'P4' ? 'https://id.example/$1' : undefined),
};
const revision = { revisionId: 7, timestamp: '2020-01-01T00:00:00Z' };

const someTime: Snak = {
  kind: 'value',
  property: 'P2',
  value: {
    type: 'time',
    time: '+1994-03-01T00:00:00Z',
    timezone: 0,
    before: 0,
    after: 0,
    precision: 11,
    calendarmodel: 'http://www.wikidata.org/entity/Q1985727',
  },
};
const someItem: Snak = {
  kind: 'value',
  property: 'P1',
  value: { type: 'wikibase-entityid', id: 'Q5' },
};
const somePlace: Snak = {
  kind: 'value',
  property: 'P5',
  value: {
    type: 'globecoordinate',
    latitude: 1.5,
    longitude: -2,
    precision: null,
    globe: 'http://www.wikidata.org/entity/Q405',
  },
};
const someDistance: Snak = {
  kind: 'value',
  property: 'P3',
  value: { type: 'quantity', amount: '+2', unit: 'http://www.wikidata.org/entity/Q10' },
};
const someIdentifier: Snak = {
  kind: 'value',
  property: 'P4',
  value: { type: 'string', value: ' a b ' },
};

function statement(subject: string, mainSnak: Snak, more: Partial<Statement> = {}): Statement {
  const number = mainSnak.property.slice(1).padStart(12, '0');
  const id = `${subject}$00000000-0000-4000-8000-${number}` as const;
  return { id, mainSnak, rank: 'normal', qualifiers: [], references: [], ...more };
}

const item: Item = {
  ...emptyItem('Q42'),
  labels: new Map([['en', 'Douglas Adams']]),
  descriptions: new Map([['en', 'writer']]),
  aliases: new Map([['en', ['DNA']]]),
  statements: [
    statement('Q42', someItem, {
      qualifiers: [someTime, { kind: 'novalue', property: 'P6' }],
      references: [{ snaks: [someTime, someIdentifier] }],
    }),
    statement('Q42', someDistance, { rank: 'deprecated' }),
    statement('Q42', someIdentifier),
    statement('Q42', somePlace),
    statement('Q42', { kind: 'somevalue', property: 'P6' }),
  ],
  siteLinks: new Map([['fiwiki', { site: 'fiwiki', title: 'Douglas Adams', badges: ['Q9'] }]]),
};

/** The node of the statement on Q42 that has this property. */
function statementOf(property: string): string {
  return `wds:Q42-00000000-0000-4000-8000-${property.slice(1).padStart(12, '0')}`;
}

/** In Turtle's abbreviations, one triple a line. */
function lines(quads: Iterable<Quad>): string[] {
  return [...quads].map(({ subject, predicate, object }) =>
    [subject, predicate, object].map(short).join(' '),
  );
}

const byLength = [...prefixes(wiki)].toSorted(([, one], [, other]) => other.length - one.length);

function short(term: string): string {
  const found = byLength.find(([, iri]) => term.startsWith(iri));
  return found === undefined ? term : `${found[0]}:${term.slice(found[1].length)}`;
}

function all({ own, shared }: IndexQuads): Quad[] {
  return [...own, ...[...shared.values()].flat()];
}

describe('the index form of an item', () => {
  const index = indexQuads(item, revision, context);
  const own = lines(index.own);
  test('what is said of the page is said of the entity', () => {
    expect(own.filter((line) => /^wd:Q42 (schema|wikibase):/.test(line))).toEqual([
      'wd:Q42 schema:description "writer"@en',
      'wd:Q42 wikibase:statements "5"^^http://www.w3.org/2001/XMLSchema#integer',
      'wd:Q42 wikibase:sitelinks "1"^^http://www.w3.org/2001/XMLSchema#integer',
      'wd:Q42 wikibase:identifiers "1"^^http://www.w3.org/2001/XMLSchema#integer',
      'wd:Q42 schema:version "7"^^http://www.w3.org/2001/XMLSchema#integer',
      'wd:Q42 schema:dateModified "2020-01-01T00:00:00Z"^^http://www.w3.org/2001/XMLSchema#dateTime',
    ]);
  });

  test('a statement has neither its obvious type nor, when deprecated, the best rank', () => {
    expect(own.filter((line) => line.startsWith(`${statementOf('P1')} `))).toEqual([
      `${statementOf('P1')} rdf:type wikibase:BestRank`,
      `${statementOf('P1')} wikibase:rank wikibase:NormalRank`,
      `${statementOf('P1')} ps:P1 wd:Q5`,
      `${statementOf('P1')} pq:P2 "1994-03-01T00:00:00Z"^^http://www.w3.org/2001/XMLSchema#dateTime`,
      expect.stringMatching(/ pqv:P2 wdv:[\da-f]{32}$/),
      `${statementOf('P1')} rdf:type wdno:P6`,
      expect.stringMatching(/ prov:wasDerivedFrom wdref:[\da-f]{40}$/),
    ]);
    expect(own).not.toContain(`${statementOf('P3')} rdf:type wikibase:BestRank`);
    expect(own.filter((line) => line.startsWith('wd:Q42 wdt:P3'))).toEqual([]);
  });

  test('an unknown value is an IRI that keeps its name', () => {
    const unknown = own.filter((line) => line.includes(':P6 http'));
    expect(unknown).toEqual([
      expect.stringMatching(
        /^wd:Q42 wdt:P6 http:\/\/www\.wikidata\.org\/\.well-known\/genid\/[\da-f]{32}$/,
      ),
      expect.stringMatching(
        / ps:P6 http:\/\/www\.wikidata\.org\/\.well-known\/genid\/[\da-f]{32}$/,
      ),
    ]);
    expect(lines(indexQuads(item, revision, context).own)).toEqual(own);
  });

  test('shared are values, those in references too, references and sites', () => {
    const kinds = [...index.shared].map(([node, quads]) => [
      short(node).replace(/[\da-f]{32,}/, '…'),
      lines(quads)
        .map((line) => line.split(' ').slice(1).join(' '))
        .filter((line) => !/ "| http/.test(line))
        .map((line) => line.replace(/[\da-f]{32,}/, '…')),
    ]);
    expect(kinds).toEqual([
      ['https://fi.wikipedia.org/', []],
      ['wdv:…', ['rdf:type wikibase:TimeValue', 'wikibase:timeCalendarModel wd:Q1985727']],
      ['wdref:…', ['prv:P2 wdv:…']],
      [
        'wdv:…',
        [
          'rdf:type wikibase:QuantityValue',
          'wikibase:quantityUnit wd:Q10',
          'wikibase:quantityNormalized wdv:…',
        ],
      ],
      [
        'wdv:…',
        [
          'rdf:type wikibase:QuantityValue',
          'wikibase:quantityUnit wd:Q1',
          'wikibase:quantityNormalized wdv:…',
        ],
      ],
      [
        'wdv:…',
        [
          'rdf:type wikibase:GlobecoordinateValue',
          'rdf:type wikibase:GeoAutoPrecision',
          'wikibase:geoGlobe wd:Q405',
        ],
      ],
    ]);
    for (const [node, quads] of index.shared) {
      expect(quads.every(({ subject }) => subject === node)).toBe(true);
    }
  });

  test('a reference says each triple once, however often its snaks mean it', () => {
    const amounts = ['+2', '+2.0', '-0.50'].map((amount): Snak => {
      const unit = 'http://www.wikidata.org/entity/Q10';
      return { kind: 'value', property: 'P3', value: { type: 'quantity', amount, unit } };
    });
    const said = statement('Q1', someItem, { references: [{ snaks: amounts }] });
    const { shared } = indexQuads({ ...emptyItem('Q1'), statements: [said] }, revision, context);
    const simple = lines(all({ own: [], shared })).filter((line) => line.includes(' pr:P3 '));
    expect(simple.map((line) => line.split(' ')[2]?.split('^')[0])).toEqual(['"2"', '"-0.5"']);
  });

  test('external ids and quantities are there in comparable form', () => {
    expect(own).toContain('wd:Q42 wdt:P4 "a b"');
    expect(own).toContain('wd:Q42 wdtn:P4 https://id.example/a+b');
    expect(own).toContain(`${statementOf('P4')} psn:P4 https://id.example/a+b`);
    const [, normalized] = /psn:P3 (wdv:\S+)/.exec(own.join('\n')) ?? [];
    expect(lines(all(index))).toContain(
      `${normalized} wikibase:quantityAmount "2000"^^http://www.w3.org/2001/XMLSchema#decimal`,
    );
  });
});

describe('the index form of other documents', () => {
  test('a property keeps its type and declaration', () => {
    const own = lines(indexQuads(emptyProperty('P4', 'external-id'), revision, context).own);
    expect(own).toContain('wd:P4 rdf:type wikibase:Property');
    expect(own).toContain('wd:P4 wikibase:directClaimNormalized wdtn:P4');
    expect(own).toContainEqual(
      expect.stringMatching(/^wdno:P4 owl:complementOf http.*\/\.well-known\/genid\/[\da-f]{32}$/),
    );
  });

  test('a redirect is one triple', () => {
    const redirect = { type: 'redirect', id: 'Q2', target: 'Q1' } as const;
    const { own, shared } = indexQuads(redirect, revision, context);
    expect(lines(own)).toEqual(['wd:Q2 owl:sameAs wd:Q1']);
    expect(shared.size).toBe(0);
  });

  test('pages that are no entities have none', () => {
    const page = { type: 'talk', id: 'Talk:Q1', text: 'hello' } as const;
    expect(all(indexQuads(page, revision, context))).toEqual([]);
  });

  test.each([
    ['x'.repeat(32_767), 32_767],
    ['x'.repeat(40_000), 32_767],
    ['😀'.repeat(20_000), 32_766],
  ])('a text is cut after 32,767 characters, never inside one (case %#)', (text, length) => {
    const long: Item = { ...emptyItem('Q1'), descriptions: new Map([['en', text]]) };
    const [quad] = indexQuads(long, revision, context).own;
    expect(quad?.object.endsWith('"@en')).toBe(true);
    expect(quad === undefined ? '' : lexicalForm(quad.object)).toBe(text.slice(0, length));
  });
});

const folder = sharedPath('fixtures', 'wikibase', 'wdqs', 'munge-update');

function sample(name: string): Quad[] {
  const quads: Quad[] = [];
  const read = readRdf(
    readFileSync(`${folder}/${name}.ttl`, 'utf8'),
    { format: 'turtle' },
    (subject, predicate, object) => quads.push({ subject, predicate, object }),
  );
  expect(read).toEqual({ ok: true, value: quads.length });
  return quads;
}

/** Predicates and classes that belong to no single property: the shape of the RDF. */
function shape(quads: readonly Quad[]): Set<string> {
  const ofProperty = /^(?:p|ps[vn]?|pq[vn]?|pr[vn]?|wdtn?|wdno):/;
  const words = quads.flatMap(({ subject, predicate, object }) => {
    const kind = short(subject).split(':')[0] ?? '';
    const word = short(predicate);
    if (word !== 'rdf:type') return [`${kind} ${word.replace(ofProperty, '$&').split(':P')[0]}`];
    return isLiteral(object) ? [] : [`${kind} a ${short(object).split(':P')[0]}`];
  });
  return new Set(words);
}

describeWithShared('the samples of the query service', () => {
  const lexeme = {
    ...emptyLexeme('L1', 'Q1', 'Q2'),
    lemmas: new Map([['en', 'food']]),
    statements: [statement('L1', someItem, { references: [{ snaks: [someTime] }] })],
    forms: [
      {
        id: 'L1-F1',
        representations: new Map([['en', 'foods']]),
        grammaticalFeatures: ['Q3'] as ItemId[],
        statements: [statement('L1-F1', someItem, { qualifiers: [someItem] })],
      },
    ],
    senses: [{ id: 'L1-S1', glosses: new Map([['en', 'what one eats']]), statements: [] }],
  } as const;

  const SAMPLES = 'RdfRepositoryUpdaterIntegrationTest';

  test('a lexeme has the shape of L4082', () => {
    const ours = shape(all(indexQuads(lexeme, revision, context)));
    expect([...ours].toSorted()).toEqual([...shape(sample(`${SAMPLES}.L4082-munged`))].toSorted());
  });

  test('an item says nothing that Q42 and Q513 do not say', () => {
    const theirs = shape([...sample(`${SAMPLES}.Q42-munged`), ...sample(`${SAMPLES}.Q513-munged`)]);
    const ours = shape(all(indexQuads(item, revision, context)));
    // no sample has a coordinate without precision or a value that is none
    const extra = ['wdv a wikibase:GeoAutoPrecision', 'wds a wdno'];
    expect([...ours.difference(theirs)].toSorted()).toEqual(extra.toSorted());
  });

  test('two revisions differ as the query service says', () => {
    const before = at(
      1,
      link('hr', 'Zemlja typo', 'Q17437796'),
      link('fi', 'Maa'),
      link('en', 'Earth', 'Q17437796'),
    );
    const after = at(
      2,
      link('hr', 'Zemlja', 'Q17437796'),
      link('fi', 'Maa'),
      link('simple', 'Earth', 'Q17437798'),
    );
    const diff = diffIndexQuads(before, after);
    const golden = (...parts: string[]): string[] =>
      lines(parts.flatMap((part) => sample(`sitelink_class_diff_rev_1_2_${part}`))).toSorted();
    const removed = lines([...diff.removed, ...[...diff.unlinked.values()].flat()]);
    const added = lines([...diff.added, ...[...diff.linked.values()].flat()]);
    // the sample has a page whose name is not its title
    const renamed = removed.map((line) => line.replace('"Zemlja typo"', '"Zemlja"'));
    expect(renamed.toSorted()).toEqual(golden('removed', 'unlinkedshared'));
    expect(added.toSorted()).toEqual(golden('added', 'linkedshared'));
  });
});

function link(site: string, title: string, ...badges: ItemId[]): [string, SiteLink] {
  return [`${site}wiki`, { site: `${site}wiki`, title, badges }];
}

/** A revision of an item that has nothing but sitelinks. */
function at(revisionId: number, ...links: [string, SiteLink][]): IndexQuads {
  const timestamp = `2020-01-0${revisionId}T00:00:00Z`;
  const linked = { ...emptyItem('Q2'), siteLinks: new Map(links) };
  return indexQuads(linked, { revisionId, timestamp }, context);
}
