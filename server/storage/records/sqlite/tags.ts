/** Definitions of tags, and the tags of changes after they were saved. */
import type { Database, Statement } from '../../sqlite/database.ts';
import type { EditedTags, TagDefinition, TaggedChange, TagUse, TagWrites } from '../tags.ts';
import { tagMark } from './history-lists.ts';
import { LogEventWriter } from './log-events.ts';
import { timestampOf } from './rows.ts';
import type { Synchronous } from './synchronous.ts';

interface DefinitionRow {
  readonly tag: string;
  readonly description: string;
  readonly active: number;
  readonly user_id: number;
  readonly user_name: string;
  readonly created: number;
}

export class TagReader {
  readonly #definition: Statement;
  readonly #uses: Statement;
  readonly #first: Statement;
  readonly #next: Statement;

  constructor(db: Database) {
    this.#definition = db.prepare('SELECT * FROM tag_definition WHERE tag = ?');
    this.#uses = db.prepare('SELECT uses FROM tag_count WHERE tag = ?').pluck();
    this.#first = db.prepare(nextTag('>=')).pluck();
    this.#next = db.prepare(nextTag('>')).pluck();
  }

  definition(tag: string): TagDefinition | undefined {
    const row = this.#definition.get(tag) as DefinitionRow | undefined;
    return row && definitionOf(row);
  }

  uses(tag: string): number {
    return (this.#uses.get(tag) as number | undefined) ?? 0;
  }

  /** From one name to the next: a tag that a million changes have is stepped over at once. */
  list(from: string, limit: number): TagUse[] {
    const found: TagUse[] = [];
    let tag = this.#first.get({ from }) as string | null;
    while (tag !== null && found.length < limit) {
      found.push({ tag, uses: this.uses(tag), definition: this.definition(tag) });
      tag = this.#next.get({ from: tag }) as string | null;
    }
    return found;
  }
}

function nextTag(comparison: '>' | '>='): string {
  return `SELECT min(tag) FROM (
    SELECT substr(min(mark), 2) AS tag FROM revision_mark
      WHERE mark ${comparison} '#' || @from AND mark < '$'
    UNION ALL SELECT min(tag) FROM log_event_tag WHERE tag ${comparison} @from
    UNION ALL SELECT min(tag) FROM tag_definition WHERE tag ${comparison} @from)`;
}

interface TaggedRow {
  readonly tags: string;
  /** The entry of the log that tells of the revision, or the other way round. */
  readonly log_id: number | null;
  readonly revision: number | null;
}

/** Runs inside the writer's transaction. */
export class ChangeTags {
  readonly #ofRevision: Statement;
  readonly #ofEvent: Statement;
  readonly #updateRevision: Statement;
  readonly #updateEvent: Statement;
  readonly #mark: Statement;
  readonly #unmark: Statement;
  readonly #markEvent: Statement;
  readonly #unmarkEvent: Statement;

  constructor(db: Database) {
    this.#ofRevision = db.prepare(
      `SELECT coalesce(r.tags_now, r.tags) AS tags, e.log_id, r.revision
       FROM revision r LEFT JOIN log_event e ON e.revision = r.revision WHERE r.revision = ?`,
    );
    this.#ofEvent = db.prepare('SELECT tags, log_id, revision FROM log_event WHERE log_id = ?');
    this.#updateRevision = db.prepare('UPDATE revision SET tags_now = ? WHERE revision = ?');
    this.#updateEvent = db.prepare('UPDATE log_event SET tags = ? WHERE log_id = ?');
    this.#mark = db.prepare('INSERT OR IGNORE INTO revision_mark VALUES (?, ?)');
    this.#unmark = db.prepare('DELETE FROM revision_mark WHERE mark = ? AND revision = ?');
    this.#markEvent = db.prepare('INSERT OR IGNORE INTO log_event_tag VALUES (?, ?)');
    this.#unmarkEvent = db.prepare('DELETE FROM log_event_tag WHERE tag = ? AND log_id = ?');
  }

  /** A revision and the entry of the log that tells of it are one change. */
  edit(
    change: TaggedChange,
    add: readonly string[],
    remove: readonly string[],
  ): Omit<EditedTags, 'logId'> | undefined {
    const row = this.#rowOf(change);
    if (row === undefined) return undefined;
    const before = JSON.parse(row.tags) as string[];
    const added = [...new Set(add)].filter((tag) => !before.includes(tag));
    const removed = [...new Set(remove)].filter((tag) => before.includes(tag));
    if (added.length + removed.length > 0) {
      const tags = JSON.stringify([...before.filter((tag) => !removed.includes(tag)), ...added]);
      if (row.revision !== null) this.#saveRevision(row.revision, tags, added, removed);
      if (row.log_id !== null) this.#saveEvent(row.log_id, tags, added, removed);
    }
    return { added, removed };
  }

  #rowOf(change: TaggedChange): TaggedRow | undefined {
    const row = 'revisionId' in change ? this.#ofRevision.get(change.revisionId) : undefined;
    if (row !== undefined || 'revisionId' in change) return row as TaggedRow | undefined;
    const event = this.#ofEvent.get(change.logId) as TaggedRow | undefined;
    const revisionId = event?.revision ?? undefined;
    return revisionId === undefined ? event : this.#rowOf({ revisionId });
  }

  #saveRevision(
    revision: number,
    tags: string,
    added: readonly string[],
    removed: readonly string[],
  ): void {
    this.#updateRevision.run(tags, revision);
    for (const tag of added) this.#mark.run(tagMark(tag), revision);
    for (const tag of removed) this.#unmark.run(tagMark(tag), revision);
  }

  #saveEvent(
    logId: number,
    tags: string,
    added: readonly string[],
    removed: readonly string[],
  ): void {
    this.#updateEvent.run(tags, logId);
    for (const tag of added) this.#markEvent.run(tag, logId);
    for (const tag of removed) this.#unmarkEvent.run(tag, logId);
  }
}

export function tagJobs(db: Database, nowMs: () => number): Synchronous<TagWrites> {
  const log = new LogEventWriter(db);
  const changes = new ChangeTags(db);
  const define = db.prepare(
    'INSERT INTO tag_definition VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (tag) DO NOTHING',
  );
  const activate = db.prepare('UPDATE tag_definition SET active = ? WHERE tag = ? AND active <> ?');
  const forget = db.prepare('DELETE FROM tag_definition WHERE tag = ?');
  const revisionsWith = db
    .prepare("SELECT revision FROM revision_mark WHERE mark = '#' || @tag")
    .pluck();
  const eventsWith = db.prepare('SELECT log_id FROM log_event_tag WHERE tag = @tag').pluck();
  const nowSeconds = () => Math.floor(nowMs() / 1000);
  return {
    defineTag({ tag, description, active, userId, userName }, event) {
      const now = nowSeconds();
      const made = define.run(tag, description, active ? 1 : 0, userId, userName, now);
      return made.changes === 0 ? undefined : log.add(event, now);
    },
    setTagActive(tag, active, event) {
      const value = active ? 1 : 0;
      const changed = activate.run(value, tag, value).changes > 0;
      return changed ? log.add(event, nowSeconds()) : undefined;
    },
    deleteTag(tag, event) {
      for (const revisionId of revisionsWith.all({ tag }) as number[]) {
        changes.edit({ revisionId }, [], [tag]);
      }
      for (const logId of eventsWith.all({ tag }) as number[]) changes.edit({ logId }, [], [tag]);
      forget.run(tag);
      return log.add(event, nowSeconds());
    },
    editTags({ change, add, remove, event }) {
      const done = changes.edit(change, add, remove);
      if (done === undefined) return undefined;
      const { added, removed } = done;
      if (added.length + removed.length === 0) return { ...done, logId: undefined };
      const params = {
        ...event.params,
        tagsAdded: added,
        tagsAddedCount: added.length,
        tagsRemoved: removed,
        tagsRemovedCount: removed.length,
      };
      return { ...done, logId: log.add({ ...event, params }, nowSeconds()) };
    },
  };
}

function definitionOf(row: DefinitionRow): TagDefinition {
  const { tag, description, active, user_id, user_name, created } = row;
  return {
    tag,
    description,
    active: active === 1,
    userId: user_id,
    userName: user_name,
    created: timestampOf(created),
  };
}
