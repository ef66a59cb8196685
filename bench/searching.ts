/** What somebody who types into a search box waits for, in a wiki of some hundred thousand entities. */
import { join } from 'node:path';
import type { EntityKind } from '../schema/model/documents/kinds.ts';
import { LabelReader } from '../server/read/labels.ts';
import { PropertyReader } from '../server/read/properties.ts';
import { SiteReader } from '../server/read/site.ts';
import {
  searchEntities,
  type EntitySearch,
  type SearchContext,
} from '../server/search/term-search.ts';
import { openForReading, type Database } from '../server/storage/sqlite/database.ts';
import { openStorageForReading, storePath } from '../server/storage/storage.ts';
import { percentile, type Benchmark, type Figure } from './figure.ts';
import { fullTextFigures } from './full-text.ts';
import { openSampleWiki } from './sample-wiki.ts';

const SAMPLE = ['data', 'wikidata-112k.jsonl.gz'] as const;
const KINDS: readonly EntityKind[] = ['item', 'property', 'lexeme'];
const SEARCHES = 1000;
const LONGEST_PREFIX = 8;
const PER_PAGE = 20;

interface Term {
  readonly language: string;
  readonly key: string;
  readonly id: string;
}

export const searching: Benchmark = async ({ folder, shared }) => {
  if (shared === undefined) return undefined;
  process.stdout.write('  importing 111,558 entities to search in: some minutes\n');
  const sample = await openSampleWiki(folder, join(shared, ...SAMPLE));
  await sample.wiki.storage.close();
  return searchFigures(sample.folder);
};

async function searchFigures(folder: string): Promise<Figure[]> {
  const store = openStorageForReading({ folder });
  const db = openForReading(storePath(folder));
  const { records } = store;
  const context: SearchContext = {
    records,
    labels: new LabelReader(records),
    properties: new PropertyReader(records, new SiteReader(records)),
  };
  const random = seededRandom(1);
  const terms = pickTerms(db, 'search_term', random);
  const typedOf = (picked: readonly Term[]) =>
    picked.map(({ language, key }) => ({
      language,
      text: prefixOf(key, 1 + Math.floor(random() * LONGEST_PREFIX)),
    }));
  const typed = typedOf(terms);
  const ids = terms.map(({ language, id }) => ({ language, text: id }));
  const unknown = terms.map(({ language, key }) => ({ language, text: `${prefixOf(key, 6)}qzx` }));
  const words = typedOf(pickTerms(db, 'search_word', random));

  const plain = timesOfLookUps(db, typed);
  const figures = [
    ...figuresOf('1 to 8 letters', await timesOf(typed, 'fallback', context), plain),
    ...figuresOf('1 to 8 letters, any language', await timesOf(typed, 'any', context), plain),
    ...figuresOf('1 to 8 letters of a later word', await timesOf(words, 'fallback', context)),
    ...figuresOf('an id', await timesOf(ids, 'fallback', context)),
    ...figuresOf('nothing to be found', await timesOf(unknown, 'any', context)),
    ...(await fullTextFigures(
      terms.map(({ key }) => key),
      store,
      db,
    )),
  ];
  db.close();
  await store.close();
  return figures;
}

/** As many from each of the larger languages, whatever most of the terms are in. */
function pickTerms(
  db: Database,
  table: 'search_term' | 'search_word',
  random: () => number,
): Term[] {
  const languages = db
    .prepare(
      `SELECT language FROM ${table} GROUP BY language HAVING count(*) >= 1000 ORDER BY language`,
    )
    .pluck()
    .all() as string[];
  const ofLanguage = db.prepare(
    `SELECT language, key, document_id AS id FROM ${table} JOIN page USING (page)
     WHERE language = ? ORDER BY key`,
  );
  const each = Math.ceil(SEARCHES / languages.length);
  return languages
    .flatMap((language) => {
      const all = ofLanguage.all(language) as Term[];
      return Array.from({ length: each }, () => all[Math.floor(random() * all.length)]);
    })
    .filter((term) => term !== undefined)
    .map((term) => ({ term, order: random() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ term }) => term);
}

function prefixOf(key: string, characters: number): string {
  return Array.from(key).slice(0, characters).join('');
}

async function timesOf(
  searches: readonly Pick<EntitySearch, 'text' | 'language'>[],
  languages: 'fallback' | 'any',
  context: SearchContext,
): Promise<number[]> {
  const times: number[] = [];
  for (const search of searches) {
    const start = performance.now();
    await searchEntities({ ...search, languages, kinds: KINDS, limit: PER_PAGE }, context);
    times.push(performance.now() - start);
  }
  return times;
}

/** The baseline: the first rows of the range, in no order that anybody would want. */
function timesOfLookUps(
  db: Database,
  searches: readonly Pick<EntitySearch, 'text' | 'language'>[],
): number[] {
  const lookUp = db.prepare(
    `SELECT page, text FROM search_term
     WHERE language = ? AND key >= ? AND key < ? LIMIT ${PER_PAGE}`,
  );
  return searches.map(({ language, text }) => {
    const start = performance.now();
    lookUp.all(language, text, `${text}\u{10FFFF}`);
    return performance.now() - start;
  });
}

function figuresOf(name: string, times: readonly number[], baseline?: readonly number[]): Figure[] {
  return [0.5, 0.99].map((share) => ({
    name: `${name}, p${share * 100}`,
    value: percentile(times, share),
    unit: 'ms',
    ...(baseline === undefined ? {} : { baseline: percentile(baseline, share) }),
  }));
}

/** The same choice in every run: a linear congruential generator (Numerical Recipes). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
