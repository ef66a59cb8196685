/** The RDF of entities as a running Wikibase answered for them, from the JSON that it answered. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Datatype } from '../../schema/datatypes.ts';
import { defaultSiteSettings, type Site } from '../../schema/model/documents/site-settings.ts';
import { readEntity } from '../../schema/model/json/read-entity.ts';
import { wikiNamespaces } from '../../schema/vocabulary.ts';
import { describeWithShared, sharedPath } from '../../test/shared-data.ts';
import { entityQuads } from './entity-quads.ts';
import { documentFlavors, type DocumentFlavor } from './flavor.ts';
import { builtLines, distinctLines } from '../../test/golden-rdf.ts';
import type { RdfContext } from './rdf-settings.ts';

interface Recording {
  readonly steps: readonly {
    readonly id: string;
    readonly response?: { readonly json?: { readonly entities: Entities }; readonly text?: string };
  }[];
}
type Entities = Readonly<Record<string, { readonly lastrevid: number; readonly modified: string }>>;

const HOST = 'http://127.0.0.1:18080';

const datatypes: Readonly<Record<string, Datatype>> = {
  P1: 'string',
  P2: 'external-id',
  P3: 'url',
  P5: 'globe-coordinate',
  P6: 'monolingualtext',
  P7: 'quantity',
  P8: 'time',
  P9: 'wikibase-item',
  P10: 'wikibase-property',
};

const context: RdfContext = {
  namespaces: wikiNamespaces(`${HOST}/entity/`),
  site: { ...defaultSiteSettings, sites: [wikipedia('en'), wikipedia('de')] },
  datatypeOf: (property) => datatypes[property],
  uriPatternOf: () => undefined,
};

function wikipedia(language: string): Site {
  const pageUrl = `http://127.0.0.1:18090/${language}wiki/wiki/$1`;
  return { id: `${language}wiki`, group: 'wikipedia', language, pageUrl };
}

function answer(id: string): NonNullable<Recording['steps'][0]['response']> {
  const text = readFileSync(sharedPath('fixtures', 'wikibase-live', 'transcript.json'), 'utf8');
  const { steps } = JSON.parse(text) as Recording;
  return steps.find((step) => step.id === id)?.response ?? {};
}

/** The names of blank nodes are nobody's business. */
function unnamed(lines: readonly string[]): string[] {
  return distinctLines(lines.map((line) => line.replaceAll(/_:\w+/g, '_:x')).join('\n'));
}

describeWithShared('RDF as recorded from a running Wikibase', () => {
  test.each<[string, string, DocumentFlavor]>([
    ['berlin-json', 'flavor-simple', 'simple'],
    ['berlin-json', 'flavor-dump', 'dump'],
    ['PStr-json', 'PStr-nt', 'full'],
  ])('%s gives %s', (json, ntriples, flavor) => {
    const [found] = Object.values(answer(json).json?.entities ?? {});
    const read = readEntity(found);
    if (found === undefined || !read.ok || read.value.type === 'redirect') {
      throw new Error(`No entity in the answer ${json}.`);
    }
    const entity = read.value;
    const revision = { revisionId: found.lastrevid, timestamp: found.modified };
    const lines = builtLines((sink) =>
      entityQuads(entity, context, documentFlavors[flavor], sink, { revision }),
    );
    const recorded = distinctLines(answer(ntriples).text ?? '');
    expect(recorded.length).toBeGreaterThan(30);
    expect(unnamed(lines)).toEqual(unnamed(recorded));
  });
});
