/** What is wrong with a store, and where. */
export interface Problem {
  readonly code:
    /** SQLite cannot read its own pages there. */
    | 'unreadable'
    | 'log-gap'
    | 'time-backwards'
    | 'wrong-parent'
    /** The content cannot be unpacked, or one that should be erased is there. */
    | 'content'
    /** The revision is not what was saved: some part of it changed. */
    | 'revision-hash'
    | 'log-hash'
    /** The row of a page does not agree with its revisions. */
    | 'page'
    | 'page-count'
    | 'search-terms'
    | 'full-text'
    | 'unique-keys'
    | 'dependencies'
    | 'mentions'
    | 'missing-quad'
    | 'extra-quad'
    /** The orders in which the index keeps its triples do not agree. */
    | 'quad-order'
    | 'shared-node';
  /** Revision number, document id, or the triple itself. */
  readonly subject: string;
  readonly detail: string;
}

/** Goes on with the next check where SQLite itself gives up in one. */
export function* reportingUnreadable(what: string, problems: Iterable<Problem>): Iterable<Problem> {
  try {
    yield* problems;
  } catch (error) {
    yield { code: 'unreadable', subject: what, detail: String(error) };
  }
}
