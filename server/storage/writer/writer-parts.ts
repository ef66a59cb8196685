/** The tables of the store as the writer uses them, and what it remembers of them. */
import type { Document } from '../../../schema/model/documents/kinds.ts';
import {
  defaultSiteSettings,
  SITE_SETTINGS_ID,
} from '../../../schema/model/documents/site-settings.ts';
import type { RdfSettings } from '../../rdf/rdf-settings.ts';
import { ColumnarIndexWriter } from '../quads/columnar-index-writer.ts';
import { AddressNotes } from '../records/sqlite/address-notes.ts';
import { Contents } from '../records/sqlite/contents.ts';
import { Idempotency } from '../records/sqlite/idempotency.ts';
import { LogEventWriter } from '../records/sqlite/log-events.ts';
import { MentionWriter } from '../records/sqlite/mentions.ts';
import { RevisionWriter } from '../records/sqlite/revision-writer.ts';
import { Revisions } from '../records/sqlite/revisions.ts';
import { StatementChanges } from '../records/sqlite/statement-changes.ts';
import { ChangeTags } from '../records/sqlite/tags.ts';
import { TermWriter } from '../records/sqlite/terms.ts';
import { TextWriter } from '../records/sqlite/text-writer.ts';
import { UniqueKeys } from '../records/sqlite/unique-keys.ts';
import type { Database } from '../sqlite/database.ts';
import { Dependencies } from './dependencies.ts';
import { PageLoader } from './page-loader.ts';
import { StoredRdfContext } from './stored-rdf-context.ts';

export class WriterParts {
  readonly db: Database;
  readonly revisions: Revisions;
  readonly contents: Contents;
  readonly log: RevisionWriter;
  readonly keys: UniqueKeys;
  readonly terms: TermWriter;
  readonly texts: TextWriter;
  readonly mentions: MentionWriter;
  readonly idempotency: Idempotency;
  readonly logEvents: LogEventWriter;
  readonly addresses: AddressNotes;
  readonly changeTags: ChangeTags;
  readonly statementChanges: StatementChanges;
  readonly dependencies: Dependencies;
  readonly pages: PageLoader;
  readonly context: StoredRdfContext;
  readonly index: ColumnarIndexWriter;

  constructor(db: Database, rdf: RdfSettings) {
    this.db = db;
    this.revisions = new Revisions(db);
    this.contents = new Contents(db);
    this.log = new RevisionWriter(db, this.revisions, this.contents);
    this.keys = new UniqueKeys(db);
    this.terms = new TermWriter(db);
    this.texts = new TextWriter(db);
    this.mentions = new MentionWriter(db);
    this.idempotency = new Idempotency(db);
    this.logEvents = new LogEventWriter(db);
    this.addresses = new AddressNotes(db);
    this.changeTags = new ChangeTags(db);
    this.statementChanges = new StatementChanges(db);
    this.dependencies = new Dependencies(db);
    this.pages = new PageLoader(this.revisions, this.contents);
    this.index = new ColumnarIndexWriter(db);
    this.context = new StoredRdfContext(rdf, defaultSiteSettings, (id) => this.#documentOf(id));
    this.#readSite();
  }

  /** What is remembered may come from lost writes: only what is stored counts. */
  rollback(): void {
    this.index.forget();
    this.log.forget();
    this.pages.forget();
    this.#readSite();
  }

  #readSite(): void {
    const document = this.#documentOf(SITE_SETTINGS_ID);
    this.context.reset(document?.type === 'site-settings' ? document : defaultSiteSettings);
  }

  #documentOf(documentId: string): Document | undefined {
    return this.pages.load(documentId)?.state.document;
  }
}
