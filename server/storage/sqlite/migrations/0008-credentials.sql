-- Passwords for programs, consumers of OAuth and their tokens: of every secret only a hash.
ALTER TABLE session ADD COLUMN bot_label TEXT; -- NULL where the account's own password was given
CREATE INDEX session_by_user ON session (user_id);

CREATE TABLE bot_password (
  user_id INTEGER NOT NULL,
  label TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  grants TEXT NOT NULL, -- JSON array
  created INTEGER NOT NULL,
  PRIMARY KEY (user_id, label)
) STRICT, WITHOUT ROWID;

CREATE TABLE consumer (
  consumer_id TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  grants TEXT NOT NULL, -- JSON array
  redirect_uri TEXT, -- NULL where only the owner uses it
  secret_hash TEXT, -- NULL where the secret is derived, and where there is none
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX consumer_by_user ON consumer (user_id);

CREATE TABLE oauth_token (
  token_hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  consumer_id TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  grants TEXT NOT NULL, -- JSON array
  expires_ms INTEGER NOT NULL,
  redirect_uri TEXT, -- of a code
  code_challenge TEXT -- of a code
) STRICT, WITHOUT ROWID;
CREATE INDEX oauth_token_by_consumer ON oauth_token (consumer_id, user_id);
CREATE INDEX oauth_token_by_user ON oauth_token (user_id, consumer_id);
CREATE INDEX oauth_token_by_expiry ON oauth_token (expires_ms);

CREATE TABLE recovery_link (
  token_hash TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
