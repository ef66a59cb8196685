/** Wikibase's own expectations of RDF dumps. */
import { expect, test } from 'vitest';
import type { Document } from '../../schema/model/documents/kinds.ts';
import { defaultSiteSettings, type Site } from '../../schema/model/documents/site-settings.ts';
import type { PropertyId } from '../../schema/model/entity-id.ts';
import {
  emptyItem,
  emptyProperty,
  type Entity,
  type Item,
  type Property,
  type SiteLink,
} from '../../schema/model/entity.ts';
import type { Snak } from '../../schema/model/snak.ts';
import type { Statement } from '../../schema/model/statement.ts';
import { wikiNamespaces } from '../../schema/vocabulary.ts';
import { describeWithShared } from '../../test/shared-data.ts';
import { dumpHeaderQuads } from './dump-header.ts';
import { entityQuads, isEntity, redirectQuads } from './entity-quads.ts';
import { dumpFlavors, flavorOf, type RdfFlavor } from './flavor.ts';
import {
  builtLines,
  context,
  distinctLines,
  expectedLines,
  readItem,
  readText,
  writtenLines,
  type Build,
} from '../../test/golden-rdf.ts';
import { boundedNodeBag, exactNodeBag } from './quad-build.ts';
import type { RdfContext } from './rdf-settings.ts';

const full: RdfFlavor = { ...dumpFlavors.full, pageProperties: false };

describeWithShared('references and values in a dump', () => {
  test.each([
    ['an exact', exactNodeBag],
    ['a bounded', boundedNodeBag],
  ])('%s bag keeps them from being repeated', (_name, newBag) => {
    const written = newBag();
    const flavor = flavorOf('statements', 'truthy', 'references', 'fullValues');
    const lines = writtenLines((sink) => {
      for (const id of ['Q7', 'Q9']) entityQuads(readItem(id), context, flavor, sink, { written });
    });
    expect(lines.toSorted()).toEqual(expectedLines('wikibase-rdf/RdfBuilder', ['Q7_Q9_dedup']));
  });
});

describeWithShared('dumps of a small repository', () => {
  const property: Property = { ...emptyProperty('P10', 'string'), labels: nameOf('P10') };
  const redirect = { type: 'redirect', id: 'Q4242', target: 'Q42' } as const;
  const entities = [property, linkedItem('Q30'), linkedItem('Q40')];

  test.each<[string, Build]>([
    ['full-dump-empty', smallDump(full)],
    ['full-dump-entities', smallDump(full, ...entities)],
    ['full-dump-redirect', smallDump(full, property, redirect)],
    ['truthy-dump-empty', smallDump(dumpFlavors.truthy)],
    ['truthy-dump-entities', smallDump(dumpFlavors.truthy, ...entities)],
    ['truthy-dump-redirect', smallDump(dumpFlavors.truthy, property, redirect)],
    ['refs_no_prefixed_ids', (sink) => smallDump(full, readItem('Q7'), readItem('Q9'))(sink)],
  ])('%s', (file, build) => {
    // the files have a datatype of their own that is a string in all but name
    const golden = expectedLines('wikibase-rdf/RdfDumpGenerator', [file]);
    const lines = golden.map((line) => line.replace('Wibblywobbly', 'String'));
    expect(builtLines(build)).toEqual(lines);
  });
});

function nameOf(id: string): ReadonlyMap<string, string> {
  return new Map([['en', `label:${id}`]]);
}

function linkedItem(id: 'Q30' | 'Q40'): Item {
  const siteLinks = new Map([['test', { site: 'test', title: `Foo${id}`, badges: [] }]]);
  return { ...emptyItem(id), labels: nameOf(id), siteLinks };
}

function smallDump(flavor: RdfFlavor, ...documents: readonly Document[]): Build {
  const revision = { revisionId: 12, timestamp: '1970-01-12T13:46:40Z' };
  const ofTest = { ...context, sourceName: 'test' };
  return (sink) => {
    dumpHeaderQuads(revision.timestamp, sink);
    for (const document of documents) {
      if (document.type === 'redirect') redirectQuads(document, ofTest, flavor, sink);
      else if (isEntity(document)) entityQuads(document, ofTest, flavor, sink, { revision });
    }
  };
}

describeWithShared('dumps by a script', () => {
  const q2: Item = {
    ...emptyItem('Q2'),
    labels: new Map([
      ['en', 'en-label'],
      ['de', 'de-label'],
    ]),
    descriptions: new Map([
      ['fr', 'en-desc'],
      ['de', 'de-desc'],
    ]),
    aliases: new Map([
      ['en', ['ali1', 'ali2']],
      ['dv', ['ali11', 'ali22']],
    ]),
    statements: [
      statement('GUID1', unknown('P12')),
      {
        ...statement('GUID2', unknown('P12')),
        qualifiers: [unknown('P12'), text('stringVal')],
        references: [{ snaks: [text('refSnakVal'), { kind: 'novalue', property: 'P12' }] }],
      },
    ],
    siteLinks: linksTo(
      { site: 'enwiki', title: 'Berlin', badges: [] },
      { site: 'dewiki', title: 'England', badges: ['Q1'] },
    ),
  };
  const q4: Item = {
    ...emptyItem('Q4'),
    siteLinks: linksTo(
      { site: 'enwiki', title: 'Category:San Jose', badges: [] },
      { site: 'dewiki', title: 'USA', badges: [] },
    ),
  };
  const p12: Property = {
    ...emptyProperty('P12', 'string'),
    statements: [statement('GUID1', unknown('P999'))],
  };
  const items: readonly [Entity, number][] = [
    [emptyItem('Q1'), 1],
    [q2, 3],
    [q4, 4],
  ];
  const properties: readonly [Entity, number][] = [
    [emptyProperty('P1', 'string'), 1],
    [p12, 2],
  ];
  const ofScript: RdfContext = {
    namespaces: wikiNamespaces('fooUri/', 'acme/EntityData/'),
    site: { ...defaultSiteSettings, sites: [wikipedia('en'), wikipedia('de')] },
    sourceName: '',
    datatypeOf: (property) => (property === 'P999' ? undefined : 'string'),
    uriPatternOf: () => undefined,
  };

  test.each<[string, readonly [Entity, number][]]>([
    ['dumpRdf-out', [...items, ...properties]],
    ['dumpRdf-no-rdf-for-property-out', items],
  ])('%s', (file, entities) => {
    const dump = builtLines((sink) => {
      dumpHeaderQuads('2015-01-01T00:00:00Z', sink);
      for (const [entity, revisionId] of entities) {
        const revision = { revisionId, timestamp: '2000-01-01T00:00:00Z' };
        entityQuads(entity, ofScript, full, sink, { revision });
      }
    });
    expect(dump).toEqual(distinctLines(readText(`wikibase-dumps/${file}.txt`)));
  });
});

function unknown(property: PropertyId): Snak {
  return { kind: 'somevalue', property };
}

function text(value: string): Snak {
  return { kind: 'value', property: 'P12', value: { type: 'string', value } };
}

function statement(id: string, mainSnak: Snak): Statement {
  const known = id as Statement['id'];
  return { id: known, mainSnak, rank: 'normal', qualifiers: [], references: [] };
}

function linksTo(...links: readonly SiteLink[]): Item['siteLinks'] {
  return new Map(links.map((link) => [link.site, link]));
}

function wikipedia(language: string): Site {
  const pageUrl = `https://${language}.wikipedia.org/wiki/$1`;
  return { id: `${language}wiki`, group: 'wikipedia', language, pageUrl };
}
