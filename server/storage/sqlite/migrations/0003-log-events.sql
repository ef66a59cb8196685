-- What was done besides editing: deleted, patrolled, blocked, protected, given rights.
CREATE TABLE log_event (
  log_id INTEGER PRIMARY KEY, -- in the order of what happened
  type TEXT NOT NULL,
  action TEXT NOT NULL,
  time INTEGER NOT NULL,
  user_id INTEGER NOT NULL, -- 0 where suppressed
  user_name TEXT, -- NULL where suppressed
  target TEXT NOT NULL, -- id of a page, name of an account, address
  is_page INTEGER NOT NULL, -- what the target is
  revision INTEGER, -- the one that did it, whose suppression hides the same here
  comment TEXT, -- NULL where suppressed
  params TEXT NOT NULL, -- JSON object
  tags TEXT NOT NULL -- JSON array
) STRICT;
CREATE INDEX log_event_by_type ON log_event (type, log_id);
CREATE INDEX log_event_by_user ON log_event (user_name, log_id);
CREATE INDEX log_event_by_target ON log_event (target, log_id);
CREATE INDEX log_event_by_revision ON log_event (revision) WHERE revision IS NOT NULL;
