/**
 * Which pages mention an entity: as a value, a unit, a language, the property of a statement, or
 * because they redirect to it. The index knows them: a mention is a triple that ends there.
 */
import { setImmediate } from 'node:timers/promises';
import { isPropertyId, pageEntityId, parseEntityId } from '../../schema/model/entity-id.ts';
import type { EntityId } from '../../schema/model/entity-id.ts';
import { wikiNamespaces } from '../../schema/vocabulary.ts';
import type { WikiNamespaces } from '../../schema/vocabulary.ts';
import { propertyIris } from '../rdf/property-iris.ts';
import { namedNode } from '../rdf/term.ts';
import type { RdfTerm } from '../rdf/term.ts';
import { rdfType } from '../rdf/wikibase-terms.ts';
import { idAt } from '../storage/quads/column.ts';
import type { QuadIndex, QuadPattern, QuadSnapshot } from '../storage/quads/quad-index.ts';

/** Of entities that are mentioned more often, some pages are not found; a query counts them all. */
const MOST_MENTIONS = 200_000;

const ANY: QuadPattern = { subject: undefined, predicate: undefined, object: undefined };

export class BacklinkReader {
  readonly #quads: Pick<QuadIndex, 'snapshot'>;
  readonly #namespaces: WikiNamespaces;

  constructor(quads: Pick<QuadIndex, 'snapshot'>, conceptBase: string) {
    this.#quads = quads;
    this.#namespaces = wikiNamespaces(conceptBase);
  }

  /** Ids of the pages as of now, by letter and number. Others get their turn while it looks. */
  async pagesMentioning(id: EntityId): Promise<EntityId[]> {
    const snapshot = this.#quads.snapshot();
    const pages = new Set<EntityId>();
    const waiting = this.#mentions(id, snapshot);
    let seen = 0;
    for (let pattern = waiting.pop(); pattern !== undefined; pattern = waiting.pop()) {
      for (const { length, subjects } of snapshot.scan(pattern)) {
        for (const [row, term] of snapshot.decodeColumn(subjects, length).entries()) {
          const page = this.#pageOf(term);
          if (page !== undefined) pages.add(page);
          else if (this.#isShared(term)) waiting.push({ ...ANY, object: idAt(subjects, row) });
        }
        seen += length;
        if (seen > MOST_MENTIONS) return sorted(pages);
        await setImmediate();
      }
    }
    return sorted(pages);
  }

  #mentions(id: EntityId, snapshot: QuadSnapshot): QuadPattern[] {
    const object = snapshot.encode(namedNode(this.#namespaces.entity + id));
    const asValue = object === undefined ? [] : [{ ...ANY, object }];
    if (!isPropertyId(id)) return asValue;
    const { claim, qualifier, reference, novalue } = propertyIris(this.#namespaces, id);
    const asPredicate = [claim, qualifier.value, reference.value].flatMap((iri) => {
      const predicate = snapshot.encode(iri);
      return predicate === undefined ? [] : [{ ...ANY, predicate }];
    });
    const [type, absence] = [snapshot.encode(rdfType), snapshot.encode(novalue)];
    return [
      ...asValue,
      ...asPredicate,
      ...(type === undefined || absence === undefined
        ? []
        : [{ ...ANY, predicate: type, object: absence }]),
    ];
  }

  /** The page that an entity or a statement is on. */
  #pageOf(term: RdfTerm): EntityId | undefined {
    const { entity, statement } = this.#namespaces;
    if (term.startsWith(statement)) {
      const id = STATEMENT_SUBJECT.exec(term.slice(statement.length))?.[1] ?? '';
      return pageOfEntity(id);
    }
    return term.startsWith(entity) ? pageOfEntity(term.slice(entity.length)) : undefined;
  }

  /** References and values belong to whatever statements use them. */
  #isShared(term: RdfTerm): boolean {
    return term.startsWith(this.#namespaces.reference) || term.startsWith(this.#namespaces.value);
  }
}

const STATEMENT_SUBJECT = /^([a-z]\d+(?:-[fs]\d+)?)-[\da-f]{8}-/i;

function pageOfEntity(text: string): EntityId | undefined {
  const id = parseEntityId(text);
  return id && pageEntityId(id);
}

function sorted(pages: ReadonlySet<EntityId>): EntityId[] {
  return [...pages].toSorted(byLetterAndNumber);
}

/** The order in which pages are listed. */
export function byLetterAndNumber(a: EntityId, b: EntityId): number {
  return a.charCodeAt(0) - b.charCodeAt(0) || Number(a.slice(1)) - Number(b.slice(1));
}
