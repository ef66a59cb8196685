-- Where a moment is in the log of events, whose times never run backwards.
CREATE INDEX log_event_by_time ON log_event (time);
