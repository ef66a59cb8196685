-- Who may not edit what, and which memberships of groups end.
ALTER TABLE user ADD COLUMN group_expiries TEXT NOT NULL DEFAULT '{}'; -- JSON object: group → time

-- The last number given to a temporary account.
CREATE TABLE temporary_user (
  year INTEGER PRIMARY KEY,
  last_number INTEGER NOT NULL
) STRICT;

-- From where accounts were used: for blocks only, forgotten after a while, never shown.
CREATE TABLE user_address (
  address TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  last_used INTEGER NOT NULL,
  PRIMARY KEY (address, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX user_address_by_time ON user_address (last_used);

CREATE TABLE block (
  block_id INTEGER PRIMARY KEY AUTOINCREMENT,
  target TEXT NOT NULL UNIQUE, -- name of an account, address, range
  user_id INTEGER NOT NULL, -- 0 for an address and a range
  by_id INTEGER NOT NULL,
  by_name TEXT NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER, -- NULL for never
  reason TEXT NOT NULL,
  only_pages TEXT, -- JSON array; NULL, like the next, where the whole wiki is closed
  only_kinds TEXT, -- JSON array
  anonymous_only INTEGER NOT NULL,
  no_account_creation INTEGER NOT NULL,
  autoblock INTEGER NOT NULL,
  own_talk_page INTEGER NOT NULL
) STRICT;
CREATE INDEX block_by_user ON block (user_id) WHERE user_id > 0;

CREATE TABLE protection (
  document_id TEXT PRIMARY KEY,
  level TEXT NOT NULL,
  expires INTEGER -- NULL for never
) STRICT, WITHOUT ROWID;
