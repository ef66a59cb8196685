-- History as a tool: who set a statement, what belongs to a batch, what was looked at, who watches.

-- The revisions that added, changed or removed a statement. Those with which a page begins have no
-- row until something happens to them: they are in the page's first revision.
CREATE TABLE statement_change (
  page INTEGER NOT NULL,
  statement INTEGER NOT NULL, -- 48 bits of the SHA-256 of its id
  revision INTEGER NOT NULL,
  PRIMARY KEY (page, statement, revision)
) STRICT, WITHOUT ROWID;

-- Marks by which revisions are found: '#' and a tag, '@' and a batch of edits.
CREATE TABLE revision_mark (
  mark TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (mark, revision)
) STRICT, WITHOUT ROWID;
INSERT INTO revision_mark
  SELECT DISTINCT '#' || value, revision FROM revision, json_each(revision.tags)
  WHERE revision.tags <> '[]';

-- 0: nobody looked at it, 1: its author is trusted, 2: somebody did.
ALTER TABLE revision ADD COLUMN patrolled INTEGER NOT NULL DEFAULT 0;

CREATE INDEX revision_by_address ON revision (user_name, revision)
  WHERE user_id = 0 AND user_name IS NOT NULL;
CREATE INDEX revision_that_creates ON revision (revision) WHERE parent = 0;

CREATE TABLE watch (
  user_id INTEGER NOT NULL,
  document_id TEXT NOT NULL, -- of a page that may not exist
  expires INTEGER, -- NULL for ever
  PRIMARY KEY (user_id, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX watch_by_expiry ON watch (expires) WHERE expires IS NOT NULL;
