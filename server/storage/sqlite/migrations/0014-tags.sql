-- Tags that come and go after a change was saved, and what they mean.

-- The revision's own tags are part of its hash: these stand beside them.
ALTER TABLE revision ADD COLUMN tags_now TEXT; -- JSON array; NULL where they are as saved

CREATE TABLE log_event_tag (
  tag TEXT NOT NULL,
  log_id INTEGER NOT NULL,
  PRIMARY KEY (tag, log_id)
) STRICT, WITHOUT ROWID;
INSERT INTO log_event_tag
  SELECT DISTINCT value, log_id FROM log_event, json_each(log_event.tags) WHERE tags <> '[]';

CREATE TABLE tag_definition (
  tag TEXT PRIMARY KEY,
  description TEXT NOT NULL,
  active INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  user_name TEXT NOT NULL,
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
