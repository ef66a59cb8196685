/** What a full-text search costs: names of the wiki's own entities, asked for in several ways. */
import type { DocumentKind } from '../schema/model/documents/kinds.ts';
import { PropertyReader } from '../server/read/properties.ts';
import { SiteReader } from '../server/read/site.ts';
import { StatementFinder } from '../server/read/statement-finder.ts';
import { searchFullText } from '../server/search/full-text.ts';
import type { FullTextContext } from '../server/search/full-text.ts';
import { parseSearch } from '../server/search/search-syntax.ts';
import type { Database } from '../server/storage/sqlite/database.ts';
import type { StorageReader } from '../server/storage/storage.ts';
import type { Figure } from './figure.ts';
import { percentile } from './figure.ts';
import { rdf } from './sample-wiki.ts';

const KINDS: readonly DocumentKind[] = ['item', 'property', 'lexeme'];
const SEARCHES = 300;
const PER_PAGE = 20;

export async function fullTextFigures(
  names: readonly string[],
  { records, quads }: StorageReader,
  db: Database,
): Promise<Figure[]> {
  const properties = new PropertyReader(records, new SiteReader(records));
  const statements = new StatementFinder(quads, rdf.conceptBase, properties);
  const context = { records, statements };
  const split = names.map((name) => name.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []);
  const words = split.filter(({ length }) => length > 0).slice(0, SEARCHES);
  const longer = words.map((each) => each.toSorted((a, b) => b.length - a.length)[0]);
  const searches: Readonly<Record<string, readonly string[]>> = {
    'a word of a name': words.map((each, at) => each[at % each.length]),
    'a whole name': words.map((each) => each.join(' ')),
    'a phrase': words.map((each) => `"${each.slice(0, 2).join(' ')}"`),
    'a word with a letter left out': longer.map((word) => word.slice(0, 2) + word.slice(3)),
    'a word and a frequent statement': words.map(([word]) => `${word} haswbstatement:P31=Q5`),
    'a frequent statement': Array.from({ length: 20 }, () => 'haswbstatement:P31=Q5'),
  };
  const figures: Figure[] = [];
  for (const [name, texts] of Object.entries(searches)) {
    const times = await timesOf(texts, context);
    for (const share of [0.5, 0.99]) {
      const value = percentile(times, share);
      figures.push({ name: `full text: ${name}, p${share * 100}`, value, unit: 'ms' });
    }
  }
  const size = db
    .prepare("SELECT sum(pgsize) FROM dbstat WHERE name = 'text_posting'")
    .pluck()
    .get() as number;
  const pages = db.prepare('SELECT count(*) FROM page').pluck().get() as number;
  return [...figures, { name: 'full text: on disk', value: size / pages, unit: 'bytes/entity' }];
}

async function timesOf(texts: readonly string[], context: FullTextContext): Promise<number[]> {
  const times: number[] = [];
  for (const text of texts) {
    const parsed = parseSearch(text, () => undefined);
    if (!parsed.ok) continue;
    const start = performance.now();
    const search = { text, query: parsed.value.query, kinds: KINDS, offset: 0, limit: PER_PAGE };
    await searchFullText(search, context);
    times.push(performance.now() - start);
  }
  return times;
}
