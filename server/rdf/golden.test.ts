/**
 * Wikibase's own expectations of the RDF of an entity and its parts. Each row names the expected
 * files, whose union a build must give.
 */
import { expect, test } from 'vitest';
import type { Datatype } from '../../schema/datatypes.ts';
import type { Document } from '../../schema/model/documents/kinds.ts';
import type { EntityId, PropertyId } from '../../schema/model/entity-id.ts';
import { emptyItem, emptyProperty } from '../../schema/model/entity.ts';
import { describeWithShared } from '../../test/shared-data.ts';
import { dumpHeaderQuads } from './dump-header.ts';
import { entityQuads, quadBuild, redirectQuads } from './entity-quads.ts';
import { documentFlavors, flavorOf, type RdfFlavor } from './flavor.ts';
import {
  builtLines,
  context,
  datatypes,
  expectedLines,
  goldenFiles,
  readItem,
  readLexeme,
  readText,
  type Build,
} from '../../test/golden-rdf.ts';
import {
  formQuads,
  lemmaQuads,
  lexemeQuads,
  representationQuads,
  senseQuads,
} from './lexeme-quads.ts';
import { propertyDeclarationQuads } from './property-quads.ts';
import { siteLinksQuads } from './sitelink-quads.ts';
import { stubQuads } from './stub-quads.ts';
import { namedNode, type QuadSink } from './term.ts';
import {
  aliasQuads,
  labelAndDescriptionQuads,
  labelPredicates,
  termQuads,
  type WantedLanguages,
} from './term-quads.ts';
import { schema } from './wikibase-terms.ts';

const ENTITY = 'wikibase-rdf/RdfBuilder';
const TERMS = 'wikibase-rdf/TermsRdfBuilder';
const SITELINKS = 'wikibase-rdf/SiteLinksRdfBuilder';
const PROPERTY = 'wikibase-rdf/PropertyRdfBuilder';
const LEXEME = 'lexeme/rdf/LexemeSpecificComponentsRdfBuilder';

const everything: RdfFlavor = { ...documentFlavors.dump, pageProperties: false };
const bare = flavorOf();
const revision = { revisionId: 42, timestamp: '2013-10-04T03:31:05Z' };

/** What the entities of the test data mention. */
const repository = new Map<string, Document>([
  ...[...datatypes].map(([id, datatype]) => [id, labelledProperty(id, datatype)] as const),
  ['Q42', { ...emptyItem('Q42'), labels: new Map([['en', 'Item42']]) }],
  ['Q4242', { type: 'redirect', id: 'Q4242', target: 'Q42' }],
]);

function labelledProperty(id: string, datatype: Datatype): Document {
  const label = `Property${id.slice(1)}`;
  return { ...emptyProperty(id as PropertyId, datatype), labels: new Map([['en', label]]) };
}

/** The item, and stubs of some of the entities that it mentions. */
function item(id: string, flavor: RdfFlavor, mentioned: Iterable<string> = []): Build {
  return (sink) => {
    entityQuads(readItem(id), context, flavor, sink, { revision });
    stubQuads(mentioned as Iterable<EntityId>, repository, context, sink);
  };
}

function stub(id: EntityId, languages?: WantedLanguages): Build {
  return (sink) => stubQuads([id], new Map([[id, readItem(id)]]), context, sink, languages);
}

function subjectOf(id: string): ReturnType<typeof namedNode> {
  return namedNode(context.namespaces.entity + id);
}

describeWithShared('RDF of entities', () => {
  test.each<[string, readonly string[], Build]>([
    ['Q1, all', ['Q1_info'], item('Q1', everything)],
    ['Q2, all', ['Q2_meta', 'Q2_version', 'Q2_stub', 'Q2_aliases'], item('Q2', everything)],
    ['Q3, all', ['Q3_meta', 'Q3_version', 'Q3_sitelinks'], item('Q3', everything)],
    [
      'Q4, all',
      ['Q4_meta', 'Q4_version', 'Q4_statements', 'Q4_direct', 'Q4_values'],
      item('Q4', everything),
    ],
    ['Q5, all', ['Q5_badges'], item('Q5', everything)],
    [
      'Q6, all',
      ['Q6_meta', 'Q6_version', 'Q6_statements', 'Q6_qualifiers', 'Q6_values', 'Q6_referenced'],
      item('Q6', everything),
    ],
    [
      'Q7, all',
      ['Q7_meta', 'Q7_version', 'Q7_statements', 'Q7_reference_refs', 'Q7_references', 'Q7_values'],
      item('Q7', everything),
    ],
    ['Q8, all', ['Q8_baddates'], item('Q8', everything)],
    ['Q4, statements', ['Q4_meta', 'Q4_statements'], item('Q4', flavorOf('statements'))],
    ['Q4, truthy', ['Q4_meta', 'Q4_direct'], item('Q4', flavorOf('truthy'))],
    [
      'Q6, statements and qualifiers',
      ['Q6_meta', 'Q6_statements', 'Q6_qualifiers'],
      item('Q6', flavorOf('statements', 'qualifiers')),
    ],
    [
      'Q7, statements and references',
      ['Q7_meta', 'Q7_statements', 'Q7_reference_refs', 'Q7_references'],
      item('Q7', flavorOf('statements', 'references')),
    ],
    ['Q3, sitelinks', ['Q3_meta', 'Q3_sitelinks'], item('Q3', flavorOf('siteLinks'))],
    [
      'Q4, statements and their properties',
      // the first file leaves out a few triples of the statements
      ['Q4_props', 'Q4_statements'],
      item('Q4', flavorOf('statements'), datatypes.keys()),
    ],
    [
      'Q4, statements and full values',
      ['Q4_meta', 'Q4_statements', 'Q4_values'],
      item('Q4', flavorOf('statements', 'fullValues')),
    ],
    [
      'Q4, truthy and the items it mentions',
      ['Q4_meta', 'Q4_direct', 'Q4_referenced'],
      item('Q4', flavorOf('truthy'), ['Q42', 'Q666']),
    ],
    [
      'Q10, truthy, mentioning a redirect',
      ['Q10_redirect'],
      item('Q10', flavorOf('truthy'), ['Q4242']),
    ],
    ['Q2, stub', ['Q2_stub'], stub('Q2')],
    ['Q2, stub in one language', ['Q2_stub_request_languages'], stub('Q2', new Set(['en']))],
    ['header of a dump', ['dumpheader'], (sink) => dumpHeaderQuads('2015-03-11T21:51:35Z', sink)],
  ])('%s', (_name, files, build) => {
    expect(builtLines(build)).toEqual(expectedLines(ENTITY, files));
  });

  test('a redirect says where its entity went', () => {
    const redirect = { type: 'redirect', id: 'Q11', target: 'Q1' } as const;
    expect(builtLines((sink) => redirectQuads(redirect, context, everything, sink))).toEqual([
      '<http://acme.test/Q11> <http://www.w3.org/2002/07/owl#sameAs> <http://acme.test/Q1> .',
    ]);
  });
});

describeWithShared('RDF of terms', () => {
  const subject = subjectOf('Q2');
  const labels = labelPredicates(bare);
  const other = [namedNode('http://wikiba.se/ontology#test')];

  test.each<[string, (sink: QuadSink, only?: WantedLanguages) => void]>([
    [
      'Q2_terms',
      (sink, only) => {
        labelAndDescriptionQuads(sink, subject, readItem('Q2'), bare, only);
        aliasQuads(sink, subject, readItem('Q2').aliases, only);
      },
    ],
    [
      'Q2_terms_labels',
      (sink, only) => termQuads(sink, subject, readItem('Q2').labels, labels, only),
    ],
    [
      'Q2_terms_descriptions',
      (sink, only) =>
        termQuads(sink, subject, readItem('Q2').descriptions, [schema.description], only),
    ],
    ['Q2_terms_aliases', (sink, only) => aliasQuads(sink, subject, readItem('Q2').aliases, only)],
    [
      'Q2_terms_stubs',
      (sink, only) => labelAndDescriptionQuads(sink, subject, readItem('Q2'), bare, only),
    ],
    [
      'predicate.Q2_terms_labels',
      (sink, only) => termQuads(sink, subject, readItem('Q2').labels, other, only),
    ],
  ])('%s, in all languages and in one', (file, build) => {
    const inRussian: Build = (sink) => build(sink, new Set(['ru']));
    expect(builtLines(build)).toEqual(expectedLines(TERMS, [file]));
    expect(builtLines(inRussian)).toEqual(expectedLines(TERMS, [`${file}_ru`]));
  });
});

const declaration: Build = (sink) =>
  propertyDeclarationQuads(quadBuild(context, bare, sink), 'P2', 'string');

describeWithShared('RDF of sitelinks, properties and lexemes', () => {
  test.each<[string, string, Build]>([
    [
      SITELINKS,
      'Q3_sitelinks',
      (sink) =>
        siteLinksQuads(quadBuild(context, bare, sink), subjectOf('Q3'), readItem('Q3').siteLinks),
    ],
    [
      SITELINKS,
      'Q3_sitelinks_ruwiki',
      (sink) => {
        const build = quadBuild(context, bare, sink);
        siteLinksQuads(build, subjectOf('Q3'), readItem('Q3').siteLinks, new Set(['ruwiki']));
      },
    ],
    [PROPERTY, 'P2_all', declaration],
    [
      PROPERTY,
      'P2_terms',
      (sink) => {
        labelAndDescriptionQuads(sink, subjectOf('P2'), readItem('P2'), bare);
        declaration(sink);
      },
    ],
    [LEXEME, 'L2_all', (sink) => lexemeQuads(quadBuild(context, bare, sink), readLexeme())],
    [LEXEME, 'L2_stubs', (sink) => lemmaQuads(quadBuild(context, bare, sink), readLexeme())],
    [LEXEME, 'L2_full', (sink) => entityQuads(readLexeme(), context, bare, sink)],
    [
      LEXEME,
      'L2-F1_all',
      (sink) =>
        readLexeme().forms.forEach((form) => formQuads(quadBuild(context, bare, sink), form)),
    ],
    [
      LEXEME,
      'L2-F1_stubs',
      (sink) =>
        readLexeme().forms.forEach((form) =>
          representationQuads(quadBuild(context, bare, sink), form),
        ),
    ],
    ...(['L2-S1_all', 'L2-S1_stubs'] as const).map((file): [string, string, Build] => [
      LEXEME,
      file,
      (sink) =>
        readLexeme().senses.forEach((sense) => senseQuads(quadBuild(context, bare, sink), sense)),
    ]),
  ])('%s: %s', (folder, file, build) => {
    expect(builtLines(build)).toEqual(expectedLines(folder, [file]));
  });
});

describeWithShared('expectations that are not ours', () => {
  const SUPPORTED = false;
  test
    .runIf(SUPPORTED)
    .each([
      ...goldenFiles([ENTITY, PROPERTY], /foreignsource/).map((file) => [
        file,
        'properties of another repository',
      ]),
      ...goldenFiles([ENTITY], /^prop\d/).map((file) => [file, 'names of page counts by setting']),
      ['wikibase-rdf/RdfDumpGenerator/refs.nt', 'properties of another repository'],
    ])('%s: %s', (file = '') => {
    expect(builtLines(() => {})).toEqual([readText(file)]);
  });
});
