-- An address that is blocked because of who used it has a number of its own, from which nobody
-- learns whose block it follows. Numbers of blocks start from below and do not come that far.
ALTER TABLE user_address ADD COLUMN autoblock_id INTEGER;
UPDATE user_address SET autoblock_id = abs(random() % 562949953421312) + 4294967296;
CREATE UNIQUE INDEX user_address_by_autoblock ON user_address (autoblock_id);
