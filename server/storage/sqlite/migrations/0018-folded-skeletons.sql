-- What a user's name looks like in small letters, so that nobody registers GOOD beside Good. Those
-- who have such names already keep them.
ALTER TABLE user ADD COLUMN folded_skeleton TEXT; -- NULL for temporary accounts
UPDATE user SET folded_skeleton = folded_name_skeleton(name) WHERE name NOT LIKE '~%';
CREATE INDEX user_by_folded_skeleton ON user (folded_skeleton);
