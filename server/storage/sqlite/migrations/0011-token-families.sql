-- All tokens that came of one code, so that who shows a used one again ends them.
ALTER TABLE oauth_token ADD COLUMN family TEXT NOT NULL DEFAULT ''; -- hash of the first
ALTER TABLE oauth_token ADD COLUMN used INTEGER NOT NULL DEFAULT 0;
UPDATE oauth_token SET family = token_hash;
CREATE INDEX oauth_token_by_family ON oauth_token (family);
