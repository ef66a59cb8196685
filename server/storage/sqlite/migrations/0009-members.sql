-- Those whom somebody put into a group: few among many, and asked for by themselves.
CREATE INDEX user_in_groups ON user (name) WHERE groups <> '[]' AND groups <> '["temp"]';
