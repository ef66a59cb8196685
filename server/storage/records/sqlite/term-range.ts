/** The best rows of all that begin alike, in one of the tables of search terms. */
import type { DocumentKind } from '../../../../schema/model/documents/kinds.ts';
import type { Database, Statement } from '../../sqlite/database.ts';
import type { TermQuery } from '../record-store.ts';

export interface TermRow {
  readonly document_id: string;
  readonly kind: DocumentKind;
  readonly language: string;
  readonly alias: number;
  readonly text: string;
  /** 1 where the key is no longer than what was looked for. */
  readonly whole: number;
  readonly site_links: number;
  readonly statements: number;
}

interface Rank {
  readonly place: number;
  readonly weight: number;
  readonly terms: number;
}

export class TermRange {
  readonly #ranks: Statement;
  readonly #rows: Statement;

  constructor(db: Database, table: string) {
    this.#ranks = db.prepare(ranksIn(table));
    this.#rows = db.prepare(rowsIn(table));
  }

  best(query: TermQuery & { readonly languages: readonly string[] }): TermRow[] {
    const { prefix, limit } = query;
    const filter = {
      languages: JSON.stringify(query.languages),
      prefix,
      // The largest code point, so that every text that starts with the prefix comes before it.
      end: `${prefix}\u{10FFFF}`,
      kinds: JSON.stringify(query.kinds),
    };
    const worst = worstNeeded(this.#ranks.all(filter) as Rank[], limit);
    if (worst === undefined) return [];
    const parameters = { ...filter, place: worst.place, weight: worst.weight, limit };
    return this.#rows.all(parameters) as TermRow[];
  }
}

const MATCHING = `
  t.language IN (SELECT value FROM json_each(@languages))
  AND t.key >= @prefix AND t.key < @end
  AND t.kind IN (SELECT value FROM json_each(@kinds))`;

/** 0 for labels with the whole key, 1 for other labels and such aliases, 2 for other aliases. */
const PLACE = '((t.key <> @prefix) + t.alias)';

/** How many rows there are of each rank: a scan of the range that looks up no page. */
function ranksIn(table: string): string {
  return `
    SELECT ${PLACE} AS place, t.weight, count(*) AS terms FROM ${table} t
    WHERE ${MATCHING} GROUP BY 1, 2 ORDER BY 1, 2 DESC`;
}

function rowsIn(table: string): string {
  return `
    SELECT p.document_id, p.kind, t.language, t.alias, t.text, t.key = @prefix AS whole,
      p.site_links, p.statements
    FROM ${table} t JOIN page p ON p.page = t.page
    WHERE ${MATCHING} AND (${PLACE} < @place OR (${PLACE} = @place AND t.weight >= @weight))
    ORDER BY ${PLACE}, p.site_links DESC, p.statements DESC, t.alias,
      length(p.document_id), p.document_id
    LIMIT @limit`;
}

/** The last rank, best first, that is needed to fill `limit` places. */
function worstNeeded(ranks: readonly Rank[], limit: number): Rank | undefined {
  let terms = 0;
  return ranks.find((rank) => (terms += rank.terms) >= limit) ?? ranks.at(-1);
}
