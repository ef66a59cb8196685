-- What a user's name looks like, so that nobody registers one that looks the same.
ALTER TABLE user ADD COLUMN skeleton TEXT; -- NULL for temporary accounts, whose names are ours
UPDATE user SET skeleton = name_skeleton(name) WHERE name NOT LIKE '~%';
CREATE INDEX user_by_skeleton ON user (skeleton);
