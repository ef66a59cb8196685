/**
 * Edits of one page go one after the other. Each transaction has one winner for a page: of sixteen
 * edits of one item at once, half of the work was for nothing, and some were beaten every time.
 */
export class PageTurns {
  /** The end of the last edit that waits, by page. */
  readonly #last = new Map<string, Promise<void>>();

  /** Runs when all that came before for the same page has ended, well or not. */
  async take<Value>(documentId: string, edit: () => Promise<Value>): Promise<Value> {
    const earlier = this.#last.get(documentId);
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    this.#last.set(documentId, ended);
    try {
      await earlier;
      return await edit();
    } finally {
      end();
      if (this.#last.get(documentId) === ended) this.#last.delete(documentId);
    }
  }
}
