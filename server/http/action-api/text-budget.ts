/** How much of the pages' texts is read for one answer, by all its modules together. */

const MOST_TEXT_BYTES = 8 * 1024 * 1024;

export class TextBudget {
  #bytes = 0;

  /**
   * The first of them whose texts fit into what is left. One that is too long by itself comes alone,
   * so that whoever goes on gets to the end; who comes too late gets none, and goes on from the first.
   */
  take<Part>(parts: readonly Part[], sizeOf: (part: Part) => number): readonly Part[] {
    const end = parts.findIndex((part) => {
      const bytes = this.#bytes + sizeOf(part);
      if (bytes > MOST_TEXT_BYTES && this.#bytes > 0) return true;
      this.#bytes = bytes;
      return false;
    });
    return end === -1 ? parts : parts.slice(0, end);
  }
}
