import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { Document } from '../../schema/model/documents/kinds.ts';
import { anyDocumentOf, anyItem } from '../../schema/model/entity.arbitrary.ts';
import { wikiNamespaces } from '../../schema/vocabulary.ts';
import { itemOf } from '../../test/entity-notation.ts';
import { shareStatements } from '../storage/writer/share-statements.ts';
import { diffIndexParts, indexParts } from './index-parts.ts';
import type { PageVersion } from './index-parts.ts';
import { indexQuads } from './munge.ts';
import type { RdfContext } from './rdf-settings.ts';
import type { Quad, RdfTerm } from './term.ts';

const context: RdfContext = {
  namespaces: wikiNamespaces('http://localhost/entity/'),
  site: {
    ...defaultSiteSettings,
    sites: [{ id: 'enwiki', group: 'wikipedia', language: 'en', pageUrl: 'https://en.example/$1' }],
  },
  datatypeOf: (property) => (property === 'P31' ? 'wikibase-item' : 'string'),
  uriPatternOf: () => undefined,
};
const otherContext: RdfContext = { ...context, datatypeOf: () => 'external-id' };

function version(document: Document, of = context): PageVersion {
  const revision = { revisionId: 7, timestamp: '2020-01-01T00:00:00Z' };
  return { document, revision, context: of };
}

function keyOf({ subject, predicate, object }: Quad): string {
  return `${subject} ${predicate} ${object}`;
}

/** All that the page says without its shared nodes, built at once. */
function saidBy(page: PageVersion | undefined): Set<string> {
  if (page === undefined) return new Set();
  return new Set(indexQuads(page.document, page.revision, page.context).own.map(keyOf));
}

/** How many parts use each node. */
function usesOf(page: PageVersion | undefined): Map<RdfTerm, number> {
  const uses = new Map<RdfTerm, number>();
  for (const { shared } of page === undefined ? [] : indexParts(page)) {
    for (const node of shared.keys()) uses.set(node, (uses.get(node) ?? 0) + 1);
  }
  return uses;
}

const anyDocument = fc.oneof(
  { weight: 3, arbitrary: anyItem() },
  { weight: 1, arbitrary: anyDocumentOf.lexeme },
  { weight: 1, arbitrary: anyDocumentOf.property },
);

/** Two states of one page, as the store has them: equal statements are one object. */
const anyPair = fc
  .tuple(
    fc.option(anyDocument, { nil: undefined }),
    fc.option(anyDocument, { nil: undefined }),
    fc.boolean(),
  )
  .map(([before, after, changesContext]) => {
    const shared = shareStatements(before, after);
    return {
      before: before && version(before),
      after: shared && version(shared, changesContext ? otherContext : context),
    };
  });

test('the parts of a page are disjoint, and together they are all that it says', () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      const page = version(document);
      const parts = [...indexParts(page)].flatMap(({ own }) => own.map(keyOf));
      expect(parts.toSorted()).toEqual([...saidBy(page)].toSorted());
    }),
  );
});

test('a change is the difference of the triples and of the uses of nodes', () => {
  fc.assert(
    fc.property(anyPair, ({ before, after }) => {
      const { removed, added, unlinked, linked } = diffIndexParts(before, after);
      const [was, is] = [saidBy(before), saidBy(after)];
      expect(removed.map(keyOf).toSorted()).toEqual([...was.difference(is)].toSorted());
      expect(added.map(keyOf).toSorted()).toEqual([...is.difference(was)].toSorted());
      const uses = usesOf(before);
      for (const node of unlinked) uses.set(node, (uses.get(node) ?? 0) - 1);
      for (const [node] of linked) uses.set(node, (uses.get(node) ?? 0) + 1);
      const left = [...uses].filter(([, count]) => count !== 0);
      expect(new Map(left)).toEqual(usesOf(after));
    }),
    { numRuns: 300 },
  );
});

/** Two items in the notation; the local names of what goes (-) and comes (+). */
test.each([
  [
    'P1=a#1',
    'P1=a#1 | P1=a#2',
    ['+ P1', '+ rank', '+ P1', '+ type', '- statements', '+ statements'],
  ],
  ['P1=a#1 | P1=b#2', 'P1=a#1! | P1=b#2', ['- P1', '- type', '- rank', '+ rank']],
  ['P1=a#1', 'P1=a#1', []],
])('from (%s) to (%s)', (before, after, expected) => {
  const old = itemOf(before);
  const shared = shareStatements(old, itemOf(after));
  const { removed, added } = diffIndexParts(version(old), shared && version(shared));
  const told = [
    ...removed.map(({ predicate }) => `- ${localName(predicate)}`),
    ...added.map(({ predicate }) => `+ ${localName(predicate)}`),
  ];
  expect(told.toSorted()).toEqual(expected.toSorted());
});

function localName(iri: string): string {
  return iri.slice(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
}
