import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { datatypes } from '../../schema/datatypes.ts';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import { wikiNamespaces } from '../../schema/vocabulary.ts';
import { quadBuild } from './entity-quads.ts';
import { flavorOf } from './flavor.ts';
import { readRdf } from './n3.ts';
import { propertyDeclarationQuads } from './property-quads.ts';
import type { RdfContext } from './rdf-settings.ts';
import { type RdfTerm } from './term.ts';
import { rdfType, wikibase } from './wikibase-terms.ts';

const ONTOLOGY = join(import.meta.dirname, '..', '..', 'schema', 'ontology.ttl');

const context: RdfContext = {
  namespaces: wikiNamespaces('https://example.org/entity/'),
  site: defaultSiteSettings,
  datatypeOf: () => undefined,
  uriPatternOf: () => undefined,
};

function declared(): Set<RdfTerm> {
  const subjects = new Set<RdfTerm>();
  const text = readFileSync(ONTOLOGY, 'utf8');
  const read = readRdf(text, { format: 'turtle' }, (subject, predicate) => {
    if (predicate === rdfType) subjects.add(subject);
  });
  expect(read.ok).toBe(true);
  return subjects;
}

test('the ontology declares every word of its own that our RDF uses', () => {
  const types = new Set<RdfTerm>();
  const build = quadBuild(context, flavorOf(), (_subject, predicate, object) => {
    if (predicate === wikibase.propertyType) types.add(object);
  });
  for (const datatype of datatypes) propertyDeclarationQuads(build, 'P1', datatype);
  expect(types.size).toBe(datatypes.length);
  expect([...new Set([...Object.values(wikibase), ...types]).difference(declared())]).toEqual([]);
});
