/** The redirects that lead to an entity. The index knows them: each is a triple that ends there. */
import { parseEntityId } from '../../schema/model/entity-id.ts';
import type { EntityId } from '../../schema/model/entity-id.ts';
import { namedNode } from '../rdf/term.ts';
import { owl } from '../rdf/wikibase-terms.ts';
import type { QuadIndex } from '../storage/quads/quad-index.ts';

export class RedirectReader {
  readonly #quads: Pick<QuadIndex, 'snapshot'>;
  readonly #conceptBase: string;

  constructor(quads: Pick<QuadIndex, 'snapshot'>, conceptBase: string) {
    this.#quads = quads;
    this.#conceptBase = conceptBase;
  }

  /** As they are, or as they were after `sequence`; those with small numbers first. */
  async leadingTo(id: EntityId, sequence?: number): Promise<EntityId[]> {
    const snapshot = this.#quads.snapshot(sequence);
    const predicate = snapshot.encode(owl.sameAs);
    const object = snapshot.encode(namedNode(this.#conceptBase + id));
    if (predicate === undefined || object === undefined) return [];
    const found: EntityId[] = [];
    for (const { length, subjects } of snapshot.scan({ subject: undefined, predicate, object })) {
      for (const term of snapshot.decodeColumn(subjects, length)) {
        const redirect = parseEntityId(term.slice(this.#conceptBase.length));
        if (redirect !== undefined) found.push(redirect);
      }
    }
    return found.toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  }
}
