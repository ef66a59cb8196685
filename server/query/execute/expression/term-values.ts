/** The value of each term id, read once as long as there is room. */
import type { TermId } from '../../../storage/quads/quad-index.ts';
import type { QueryTerms } from '../query-terms.ts';
import { valueOf } from './value.ts';
import type { Value } from './value.ts';

const KEPT_AT_MOST = 50_000;

export class TermValues {
  readonly #terms: QueryTerms;
  readonly #values = new Map<TermId, Value>();

  constructor(terms: QueryTerms) {
    this.#terms = terms;
  }

  /** `id` is bound. */
  of(id: TermId): Value {
    const known = this.#values.get(id);
    if (known !== undefined) return known;
    if (this.#values.size >= KEPT_AT_MOST) this.#values.clear();
    const value = valueOf(this.#terms.decode(id));
    this.#values.set(id, value);
    return value;
  }
}
