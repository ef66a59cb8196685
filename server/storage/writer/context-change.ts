/**
 * When a property gets to be known or changes its URI pattern, or the settings change a site or a
 * unit, other pages mean other triples. They change in the same transaction, page by page, so that
 * the index always says what the records say.
 */
import {
  defaultSiteSettings,
  SITE_SETTINGS_ID,
} from '../../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import type { PropertyId } from '../../../schema/model/entity-id.ts';
import { diffIndexParts, indexParts } from '../../rdf/index-parts.ts';
import type { PageVersion } from '../../rdf/index-parts.ts';
import type { RdfContext } from '../../rdf/rdf-settings.ts';
import type { Quad, RdfTerm } from '../../rdf/term.ts';
import type { ColumnarIndexWriter } from '../quads/columnar-index-writer.ts';
import { changedNames } from './dependencies.ts';
import { versionOf } from './page-loader.ts';
import { earlierContext, equalFacts, propertyFacts } from './stored-rdf-context.ts';
import type { PropertyFacts } from './stored-rdf-context.ts';
import type { WriterParts } from './writer-parts.ts';

/** What it takes to keep the index as the pages are. */
export type IndexingParts = Pick<WriterParts, 'context' | 'dependencies' | 'index' | 'pages'>;

export interface ContextChange {
  readonly before: RdfContext;
  /** What changed, as the pages that depend on it noted it. */
  readonly names: readonly string[];
}

/**
 * Takes a saved page into the context. `undefined` where no other page's triples can change.
 * Call it before the dependencies of the page itself are replaced.
 */
export function changeContext(
  parts: IndexingParts,
  documentId: string,
  before: Document | undefined,
  after: Document | undefined,
): ContextChange | undefined {
  if (documentId === SITE_SETTINGS_ID) {
    return changeSite(parts, settingsIn(before), settingsIn(after));
  }
  if (before?.type !== 'property' && after?.type !== 'property') return undefined;
  const { context } = parts;
  const property = documentId as PropertyId;
  const earlier = propertyFacts(before, context.site);
  const now = propertyFacts(after, context.site);
  if (equalFacts(earlier, now)) return undefined;
  context.setFacts(property, now);
  const facts = new Map([[property, earlier]]);
  return { before: earlierContext(context, context.site, facts), names: [property] };
}

/** Gives the pages that depend on what changed the triples that they mean now. */
export function rederivePages(
  { context, index, dependencies, pages }: IndexingParts,
  change: ContextChange,
  saved: { readonly documentId: string; readonly sequence: number },
): void {
  const done = new Set<RdfTerm>();
  for (const documentId of dependencies.pagesOf(change.names)) {
    if (documentId === saved.documentId) continue;
    const page = pages.load(documentId);
    const before = versionOf(page, change.before);
    const after = versionOf(page, context);
    index.apply(diffIndexParts(before, after), saved.sequence);
    replaceChangedNodes(before, after, index, saved.sequence, done);
  }
}

/** A node that a page keeps using may have other triples in the new context; once is enough. */
export function replaceChangedNodes(
  before: PageVersion | undefined,
  after: PageVersion | undefined,
  index: ColumnarIndexWriter,
  sequence: number,
  done: Set<RdfTerm>,
): void {
  const earlier = nodesOf(before);
  for (const [node, quads] of nodesOf(after)) {
    const old = earlier.get(node);
    if (old === undefined || done.has(node) || equalQuads(old, quads)) continue;
    index.replaceNode(node, quads, sequence);
    done.add(node);
  }
}

function nodesOf(page: PageVersion | undefined): Map<RdfTerm, readonly Quad[]> {
  const parts = page === undefined ? [] : [...indexParts(page)];
  return new Map(parts.flatMap(({ shared }) => [...shared]));
}

function changeSite(
  parts: IndexingParts,
  before: SiteSettings,
  after: SiteSettings,
): ContextChange | undefined {
  const { context } = parts;
  const facts = changedPatterns(parts, before, after);
  context.reset(after);
  const names = [...changedNames(before, after), ...facts.keys()];
  if (names.length === 0) return undefined;
  return { before: earlierContext(context, before, facts), names };
}

/** The earlier facts of the properties whose pattern is found elsewhere from now on. */
function changedPatterns(
  { pages, dependencies }: IndexingParts,
  before: SiteSettings,
  after: SiteSettings,
): Map<PropertyId, PropertyFacts> {
  const roles = [before, after].flatMap(
    ({ properties }) => properties.get('canonicalUriFormatter') ?? [],
  );
  const changed = new Map<PropertyId, PropertyFacts>();
  if (roles[0] === roles[1]) return changed;
  for (const documentId of dependencies.pagesOf(roles)) {
    const document = pages.load(documentId)?.state.document;
    if (document?.type !== 'property') continue;
    const earlier = propertyFacts(document, before);
    if (!equalFacts(earlier, propertyFacts(document, after))) changed.set(document.id, earlier);
  }
  return changed;
}

function settingsIn(document: Document | undefined): SiteSettings {
  return document?.type === 'site-settings' ? document : defaultSiteSettings;
}

function equalQuads(one: readonly Quad[], other: readonly Quad[]): boolean {
  const texts = new Set(one.map(textOf));
  return new Set(other.map(textOf)).symmetricDifference(texts).size === 0;
}

function textOf({ subject, predicate, object }: Quad): string {
  return `${subject}\n${predicate}\n${object}`;
}
