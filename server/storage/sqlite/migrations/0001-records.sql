-- What is true: pages, their revisions, accounts. Times are epoch seconds unless a name says more.

CREATE TABLE page (
  page INTEGER PRIMARY KEY, -- in the order of creation
  document_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  created INTEGER NOT NULL, -- first revision
  latest INTEGER NOT NULL, -- newest revision
  deleted INTEGER NOT NULL,
  site_links INTEGER NOT NULL,
  statements INTEGER NOT NULL
) STRICT;
CREATE INDEX page_by_kind ON page (kind, page);

CREATE TABLE kind_state (
  kind TEXT PRIMARY KEY,
  next_number INTEGER NOT NULL, -- of the ids that the store allots
  pages INTEGER NOT NULL -- that exist and are not deleted
) STRICT, WITHOUT ROWID;

-- The append-only log. A part that was suppressed leaves its hash, so that the chains still verify.
CREATE TABLE revision (
  revision INTEGER PRIMARY KEY, -- position in the log, without a gap
  page INTEGER NOT NULL,
  parent INTEGER NOT NULL, -- 0 for the first revision of a page
  time INTEGER NOT NULL, -- never before that of the revision before
  deletes INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  user_id INTEGER NOT NULL, -- 0 where suppressed
  user_name TEXT, -- NULL where suppressed
  bot INTEGER NOT NULL,
  summary TEXT, -- NULL where suppressed
  tags TEXT NOT NULL, -- JSON array
  minor INTEGER NOT NULL,
  author_salt BLOB, -- NULL where suppressed
  summary_salt BLOB, -- NULL where suppressed
  content_hash BLOB, -- only where suppressed
  author_hash BLOB, -- only where suppressed
  summary_hash BLOB, -- only where suppressed
  revision_hash BLOB NOT NULL,
  log_hash BLOB NOT NULL
) STRICT;
CREATE INDEX revision_by_page ON revision (page, revision);
CREATE INDEX revision_by_user ON revision (user_id, revision) WHERE user_id > 0;

-- No row for a deletion or a suppressed content.
CREATE TABLE content (
  revision INTEGER PRIMARY KEY,
  base INTEGER, -- revision whose content is the dictionary; NULL in a full copy
  steps INTEGER NOT NULL, -- dictionaries to unpack before this one
  data BLOB NOT NULL -- zstd
) STRICT;

-- Who has what only one page should have. The earliest claim holds; later ones wait for it.
CREATE TABLE unique_key (
  key BLOB NOT NULL, -- start of the SHA-256 of its text
  page INTEGER NOT NULL,
  claimed INTEGER NOT NULL, -- revision
  PRIMARY KEY (key, page)
) STRICT, WITHOUT ROWID;

-- Labels and aliases of the pages as they are now.
CREATE TABLE search_term (
  language TEXT NOT NULL,
  key TEXT NOT NULL, -- folded
  page INTEGER NOT NULL,
  alias INTEGER NOT NULL, -- 0 for a label
  text TEXT NOT NULL, -- as written
  kind TEXT NOT NULL,
  weight INTEGER NOT NULL, -- coarse rank of the page, so that a search reads few pages
  PRIMARY KEY (language, key, page, alias, text)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency (
  user_id INTEGER NOT NULL,
  user_name TEXT NOT NULL,
  key TEXT NOT NULL,
  time INTEGER NOT NULL,
  revisions TEXT NOT NULL, -- JSON array of numbers
  PRIMARY KEY (user_id, user_name, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_by_time ON idempotency (time);

CREATE TABLE user (
  user_id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  password_hash TEXT,
  groups TEXT NOT NULL, -- JSON array
  registered INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL,
  csrf_secret TEXT NOT NULL,
  expires_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_expiry ON session (expires_ms);
