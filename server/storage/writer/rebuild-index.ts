/**
 * Makes the index of a store that has none, or one made by other rules or for another concept base:
 * the log is read from its start, and each revision changes the index as it did when it was saved,
 * so that every state of the past is there again. Goes on where it was when the power went.
 */
import {
  defaultSiteSettings,
  SITE_SETTINGS_ID,
} from '../../../schema/model/documents/site-settings.ts';
import { readStored } from '../../../schema/model/stored-json.ts';
import type { RdfSettings } from '../../rdf/rdf-settings.ts';
import { beginIndex, indexedSequence, indexNotMade, isIndexOf } from '../quads/index-base.ts';
import { ColumnarIndexWriter } from '../quads/columnar-index-writer.ts';
import { foldTerms } from '../quads/terms/term-table.ts';
import { Contents } from '../records/sqlite/contents.ts';
import { Revisions } from '../records/sqlite/revisions.ts';
import type { RevisionRow } from '../records/sqlite/rows.ts';
import { compactLongDelta } from './compact-here.ts';
import { restartLongLog } from '../sqlite/checkpoint.ts';
import type { Database } from '../sqlite/database.ts';
import type { IndexingParts } from './context-change.ts';
import { Dependencies } from './dependencies.ts';
import { indexPage } from './index-page.ts';
import { loadedPage, PageLoader } from './page-loader.ts';
import { pageState } from './page-state.ts';
import { shareStatements } from './share-statements.ts';
import { StoredRdfContext } from './stored-rdf-context.ts';

export interface IndexProgress {
  /** Revisions that the index holds. */
  readonly done: number;
  readonly total: number;
}

/** Long transactions write a page of the file once, not often. */
const LONGEST_TRANSACTION_MS = 1000;
const REVISIONS_AT_A_TIME = 100;
const BLOCKS_AT_A_TIME = 1000;
/** So many changes are kept in memory before they become blocks. */
const LONGEST_DELTA = 128 * 1024;

/** Does nothing for an index that is as it should be. */
export function rebuildIndex(
  db: Database,
  rdf: RdfSettings,
  onProgress: (progress: IndexProgress) => void = () => {},
): void {
  if (!isIndexOf(db, rdf)) {
    db.transaction(() => {
      beginIndex(db, rdf);
      db.exec('DELETE FROM dependency');
    }).immediate();
  }
  const total = (db.prepare('SELECT max(revision) FROM revision').pluck().get() as number) ?? 0;
  let done = indexedSequence(db);
  if (done >= total) return;
  const replay = new Replay(db, rdf, done);
  while (done < total) {
    done = db.transaction(() => replay.some()).immediate();
    compactLongDelta(db, replay.index, LONGEST_DELTA);
    restartLongLog(db);
    onProgress({ done, total });
  }
  while (db.transaction(() => foldTerms(db, BLOCKS_AT_A_TIME)).immediate() === BLOCKS_AT_A_TIME) {
    restartLongLog(db);
  }
}

/** For readers: an index that somebody began to make says less than the pages. */
export function requireCompleteIndex(db: Database): void {
  const isBegun = db.prepare('SELECT rules > 0 FROM index_state').pluck().get() === 1;
  const newest = db.prepare('SELECT coalesce(max(revision), 0) FROM revision').pluck();
  if (!isBegun || indexedSequence(db) < (newest.get() as number)) throw indexNotMade();
}

/** The log read once more: its parts show the wiki as it was at the place that was reached. */
class Replay {
  readonly #revisions: Revisions;
  readonly #contents: Contents;
  readonly index: ColumnarIndexWriter;
  readonly #parts: IndexingParts;
  #sequence: number;

  constructor(db: Database, rdf: RdfSettings, sequence: number) {
    this.#sequence = sequence;
    this.index = new ColumnarIndexWriter(db);
    this.#revisions = new Revisions(db);
    this.#contents = new Contents(db);
    const pages = new PageLoader(this.#revisions, this.#contents, ({ page }) =>
      this.#revisions.readableOfPageAt(page, this.#sequence),
    );
    const site = pages.load(SITE_SETTINGS_ID)?.state.document;
    this.#parts = {
      pages,
      context: new StoredRdfContext(
        rdf,
        site?.type === 'site-settings' ? site : defaultSiteSettings,
        (id) => pages.load(id)?.state.document,
      ),
      index: this.index,
      dependencies: new Dependencies(db),
    };
  }

  /** Takes in the revisions that follow, for about a second; returns the place it reached. */
  some(): number {
    const end = performance.now() + LONGEST_TRANSACTION_MS;
    for (;;) {
      const rows = this.#revisions.changes(this.#sequence, REVISIONS_AT_A_TIME);
      for (const row of rows) this.#take(row);
      if (rows.length < REVISIONS_AT_A_TIME || performance.now() > end) break;
    }
    this.index.finish(this.#sequence);
    return this.#sequence;
  }

  /** What was suppressed says nothing: the page stays as it was before. */
  #take(row: RevisionRow): void {
    const { pages } = this.#parts;
    const earlier = pages.load(row.document_id);
    this.#sequence = row.revision;
    if (row.content_suppressed === 1) return;
    const content = row.deletes === 1 ? undefined : this.#contents.read(row.revision);
    const document = content === undefined ? undefined : readStored(row.kind, content);
    const state = pageState(shareStatements(earlier?.state.document, document));
    const saved = loadedPage(row, state);
    indexPage(this.#parts, saved, earlier);
    pages.keep(saved);
  }
}
