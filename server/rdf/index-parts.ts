/**
 * The triples of a page in parts: one for each statement, one for all the rest. The index counts
 * how many parts say a triple or use a shared node, so that an edit touches, and even builds, only
 * the parts that it changed.
 */
import type { Document } from '../../schema/model/documents/kinds.ts';
import type { Entity } from '../../schema/model/entity.ts';
import { bestStatements } from '../../schema/model/statement.ts';
import type { Statement } from '../../schema/model/statement.ts';
import { buildEntity, isEntity } from './entity-quads.ts';
import { indexFlavor } from './flavor.ts';
import { gatherQuads, indexQuads } from './munge.ts';
import type { IndexQuads } from './munge.ts';
import { pagePropertyQuads } from './page-quads.ts';
import type { PageRevision } from './page-quads.ts';
import { diffIndexQuads } from './quad-diff.ts';
import type { RdfContext } from './rdf-settings.ts';
import { statementQuads, truthyQuads } from './statement-quads.ts';
import { namedNode } from './term.ts';
import type { Quad, RdfTerm } from './term.ts';

/** A saved state of a page, and what its triples depend on besides. */
export interface PageVersion {
  readonly document: Document;
  readonly revision: PageRevision;
  readonly context: RdfContext;
}

/** Says each of its triples once. */
export interface IndexPart {
  readonly own: readonly Quad[];
  /** The shared nodes it uses, each with its triples. */
  readonly shared: ReadonlyMap<RdfTerm, readonly Quad[]>;
}

/** A triple or node stands here once for each part that says or uses it. */
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
  for (const part of statementParts(page.document).values()) yield buildPart(part, page);
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
  const old = statementParts(before?.document);
  const now = statementParts(after?.document);
  const mayShare = before?.context === after?.context;
  for (const [statement, part] of now) {
    if (mayShare && old.get(statement)?.isBest === part.isBest) old.delete(statement);
    else if (after !== undefined) sum.add(buildPart(part, after), 1);
  }
  if (before !== undefined) {
    for (const part of old.values()) sum.add(buildPart(part, before), -1);
  }
  const other = diffIndexQuads(before && rest(before), after && rest(after));
  sum.add({ own: other.removed, shared: other.unlinked }, -1);
  sum.add({ own: other.added, shared: other.linked }, 1);
  return sum.change();
}

interface StatementPart {
  readonly subject: string;
  readonly statement: Statement;
  readonly isBest: boolean;
}

function statementParts(document: Document | undefined): Map<Statement, StatementPart> {
  const parts = new Map<Statement, StatementPart>();
  if (document === undefined || !isEntity(document)) return parts;
  for (const { id: subject, statements } of subjectsOf(document)) {
    const best = new Set(bestStatements(statements));
    for (const statement of statements) {
      parts.set(statement, { subject, statement, isBest: best.has(statement) });
    }
  }
  return parts;
}

interface Subject {
  readonly id: string;
  readonly statements: readonly Statement[];
}

function subjectsOf(entity: Entity): readonly Subject[] {
  return entity.type === 'lexeme' ? [entity, ...entity.forms, ...entity.senses] : [entity];
}

function buildPart({ subject, statement, isBest }: StatementPart, page: PageVersion): IndexPart {
  const { build, quads } = gatherQuads(page.context);
  const node = namedNode(page.context.namespaces.entity + subject);
  if (isBest) truthyQuads(build, node, statement);
  statementQuads(build, node, statement, isBest);
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

/** Two qualifiers may differ in what their triple does not show. */
function distinct(quads: readonly Quad[]): Quad[] {
  return quads.filter((quad, index) => {
    for (let i = 0; i < index; i++) if (sameQuad(quads[i], quad)) return false;
    return true;
  });
}

function sameQuad(one: Quad, other: Quad): boolean {
  return (
    one.predicate === other.predicate &&
    one.object === other.object &&
    one.subject === other.subject
  );
}

/** Adds up parts that came and went: what is on both sides stays as it is. */
class ChangeSum {
  readonly #quads = new Map<string, { readonly quad: Quad; count: number }>();
  readonly #nodes = new Map<RdfTerm, { readonly quads: readonly Quad[]; count: number }>();

  add({ own, shared }: IndexPart, by: 1 | -1): void {
    for (const quad of own) {
      const key = `${quad.subject}\n${quad.predicate}\n${quad.object}`;
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
      for (let n = count; n < 0; n++) removed.push(quad);
      for (let n = count; n > 0; n--) added.push(quad);
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
