/**
 * The triples of a page in parts, so that an edit touches, and even builds, only those that it
 * changed: one for each statement, one for what the best statements of a property say together
 * (two may have the same value), one for all the rest. The parts of a page are disjoint; a shared
 * node is counted once for each part that uses it.
 */
import type { Document } from '../../schema/model/documents/kinds.ts';
import type { Entity } from '../../schema/model/entity.ts';
import { bestStatements, statementsByProperty } from '../../schema/model/statement.ts';
import type { Statement } from '../../schema/model/statement.ts';
import { buildEntity, isEntity } from './entity-quads.ts';
import { indexFlavor } from './flavor.ts';
import { gatherQuads, indexQuads } from './munge.ts';
import type { IndexQuads } from './munge.ts';
import { pagePropertyQuads } from './page-quads.ts';
import type { PageRevision } from './page-quads.ts';
import { diffIndexQuads } from './quad-diff.ts';
import type { RdfContext } from './rdf-settings.ts';
import { bestRankQuad, statementQuads, truthyQuads } from './statement-quads.ts';
import { namedNode } from './term.ts';
import type { Quad, RdfTerm } from './term.ts';

/** A saved state of a page, and what its triples depend on besides. */
export interface PageVersion {
  readonly document: Document;
  readonly revision: PageRevision;
  readonly context: RdfContext;
}

/** No other part of the page says one of its triples. */
export interface IndexPart {
  readonly own: readonly Quad[];
  /** The shared nodes it uses, each with its triples. */
  readonly shared: ReadonlyMap<RdfTerm, readonly Quad[]>;
}

/** A triple stands here once; a node once for each part that came to use it, or no longer does. */
export interface IndexChange {
  readonly removed: readonly Quad[];
  readonly added: readonly Quad[];
  readonly unlinked: readonly RdfTerm[];
  readonly linked: readonly (readonly [node: RdfTerm, quads: readonly Quad[]])[];
}

/** Every part of a page. */
export function* indexParts(page: PageVersion): Iterable<IndexPart> {
  const { added: own, linked: shared } = diffIndexQuads(undefined, rest(page));
  yield { own, shared };
  for (const group of statementGroups(page.document).values()) {
    yield* groupParts(group, page);
  }
}

/**
 * What leads from one state to another. In the same context, statements that are the same object
 * in both are taken to have the same triples.
 */
export function diffIndexParts(
  before: PageVersion | undefined,
  after: PageVersion | undefined,
): IndexChange {
  const sum = new ChangeSum();
  const old = statementGroups(before?.document);
  const now = statementGroups(after?.document);
  const mayShare = before?.context === after?.context;
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(key), now.get(key)];
    const inBoth = mayShare ? sharedStatements(was, is) : NO_STATEMENTS;
    if (isWhole(was, inBoth) && isWhole(is, inBoth)) continue;
    if (before && was) sum.addAll(groupParts(was, before, inBoth), -1);
    if (after && is) sum.addAll(groupParts(is, after, inBoth), 1);
  }
  const other = diffIndexQuads(before && rest(before), after && rest(after));
  sum.add({ own: other.removed, shared: other.unlinked }, -1);
  sum.add({ own: other.added, shared: other.linked }, 1);
  return sum.change();
}

/** The statements of one property of one subject. */
interface StatementGroup {
  readonly subject: string;
  readonly statements: readonly Statement[];
}

const NO_STATEMENTS: ReadonlySet<Statement> = new Set();

function statementGroups(document: Document | undefined): Map<string, StatementGroup> {
  const groups = new Map<string, StatementGroup>();
  if (document === undefined || !isEntity(document)) return groups;
  for (const { id: subject, statements } of subjectsOf(document)) {
    for (const [property, group] of statementsByProperty(statements)) {
      groups.set(`${subject} ${property}`, { subject, statements: group });
    }
  }
  return groups;
}

interface Subject {
  readonly id: string;
  readonly statements: readonly Statement[];
}

function subjectsOf(entity: Entity): readonly Subject[] {
  return entity.type === 'lexeme' ? [entity, ...entity.forms, ...entity.senses] : [entity];
}

function sharedStatements(
  one: StatementGroup | undefined,
  other: StatementGroup | undefined,
): ReadonlySet<Statement> {
  if (one === undefined || other === undefined) return NO_STATEMENTS;
  return new Set(one.statements).intersection(new Set(other.statements));
}

function isWhole(group: StatementGroup | undefined, statements: ReadonlySet<Statement>): boolean {
  return group?.statements.length === statements.size;
}

/** Every part of a group; of those that both states have, only what its best statements say. */
function* groupParts(
  group: StatementGroup,
  page: PageVersion,
  inBoth: ReadonlySet<Statement> = NO_STATEMENTS,
): Iterable<IndexPart> {
  yield buildBest(group, page);
  for (const statement of group.statements) {
    if (!inBoth.has(statement)) yield buildStatement(group, statement, page);
  }
}

/** The truthy triples, and which statements are the best: two statements may say the same. */
function buildBest({ subject, statements }: StatementGroup, page: PageVersion): IndexPart {
  const { build, quads } = gatherQuads(page.context);
  const node = namedNode(page.context.namespaces.entity + subject);
  for (const statement of bestStatements(statements)) {
    truthyQuads(build, node, statement);
    bestRankQuad(build, statement);
  }
  return { own: distinct(quads.own), shared: quads.shared };
}

function buildStatement(
  { subject }: StatementGroup,
  statement: Statement,
  page: PageVersion,
): IndexPart {
  const { build, quads } = gatherQuads(page.context);
  statementQuads(build, namedNode(page.context.namespaces.entity + subject), statement, false);
  return { own: distinct(quads.own), shared: quads.shared };
}

/** What is said besides statements, and how many of them there are. */
function rest({ document, revision, context }: PageVersion): IndexQuads {
  if (!isEntity(document)) return indexQuads(document, revision, context);
  const { build, quads } = gatherQuads(context);
  const flavor = { ...indexFlavor, pageProperties: false };
  buildEntity({ ...build, flavor }, withoutStatements(document), revision);
  pagePropertyQuads(build, document);
  return quads;
}

function withoutStatements(entity: Entity): Entity {
  if (entity.type !== 'lexeme') return { ...entity, statements: [] };
  return {
    ...entity,
    statements: [],
    forms: entity.forms.map((form) => ({ ...form, statements: [] })),
    senses: entity.senses.map((sense) => ({ ...sense, statements: [] })),
  };
}

/** Two statements or qualifiers may differ in what their triple does not show. */
function distinct(quads: readonly Quad[]): Quad[] {
  return [...new Map(quads.map((quad) => [keyOf(quad), quad])).values()];
}

/** No IRI holds a line break, so parts cannot run into one another. */
function keyOf({ subject, predicate, object }: Quad): string {
  return `${subject}\n${predicate}\n${object}`;
}

/** Adds up parts that came and went: what is on both sides stays as it is. */
class ChangeSum {
  readonly #quads = new Map<string, { readonly quad: Quad; count: number }>();
  readonly #nodes = new Map<RdfTerm, { readonly quads: readonly Quad[]; count: number }>();

  addAll(parts: Iterable<IndexPart>, by: 1 | -1): void {
    for (const part of parts) this.add(part, by);
  }

  add({ own, shared }: IndexPart, by: 1 | -1): void {
    for (const quad of own) {
      const key = keyOf(quad);
      const entry = this.#quads.get(key);
      if (entry === undefined) this.#quads.set(key, { quad, count: by });
      else entry.count += by;
    }
    for (const [node, quads] of shared) {
      const entry = this.#nodes.get(node);
      if (entry === undefined) this.#nodes.set(node, { quads, count: by });
      else entry.count += by;
    }
  }

  change(): IndexChange {
    const removed: Quad[] = [];
    const added: Quad[] = [];
    for (const { quad, count } of this.#quads.values()) {
      if (count < 0) removed.push(quad);
      if (count > 0) added.push(quad);
    }
    const unlinked: RdfTerm[] = [];
    const linked: [RdfTerm, readonly Quad[]][] = [];
    for (const [node, { quads, count }] of this.#nodes) {
      for (let n = count; n < 0; n++) unlinked.push(node);
      for (let n = count; n > 0; n--) linked.push([node, quads]);
    }
    return { removed, added, unlinked, linked };
  }
}
