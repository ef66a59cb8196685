/** Remembers how query texts read, so that a query sent again is not parsed again. */
import type { Result } from '../../schema/failures.ts';
import type { Query } from './algebra.ts';
import type { DialectOptions } from './parse/translation.ts';
import { parseQuery } from './parse/translate.ts';

const KEPT_QUERIES = 200;

export class QueryCache {
  readonly #queries = new Map<string, Result<Query>>();

  parse(text: string, dialect: DialectOptions): Result<Query> {
    const key = JSON.stringify([dialect.languages, text]);
    const query = this.#queries.get(key) ?? parseQuery(text, dialect);
    // Most recently used last.
    this.#queries.delete(key);
    this.#queries.set(key, query);
    if (this.#queries.size > KEPT_QUERIES) {
      const [oldest] = this.#queries.keys();
      if (oldest !== undefined) this.#queries.delete(oldest);
    }
    return query;
  }
}
