-- Which pages mention an entity by now, in the order in which they are listed: by letter and number.
CREATE TABLE mention (
  mentioned TEXT NOT NULL,
  letter TEXT NOT NULL, -- of the id of the page
  number INTEGER NOT NULL, -- of the id of the page
  page INTEGER NOT NULL,
  PRIMARY KEY (mentioned, letter, number)
) STRICT, WITHOUT ROWID;

-- How far the mentions are: the store fills them when it is opened for writing.
CREATE TABLE mention_state (
  rules INTEGER NOT NULL, -- what counted as a mention; 0 before the first
  filled INTEGER NOT NULL, -- the last page whose mentions are in
  complete INTEGER NOT NULL
) STRICT;
INSERT INTO mention_state VALUES (0, 0, 0);
