-- The index as columns: immutable blocks, and what edits changed since they were built. It takes the
-- place of the rows, and is made anew from the records.

PRAGMA secure_delete = on;
DROP TABLE quad;
DROP TABLE predicate_count;
PRAGMA secure_delete = fast;

CREATE TABLE quad_block (
  block INTEGER PRIMARY KEY, -- never given twice
  data BLOB NOT NULL
) STRICT;

-- The blocks in use. Those of one graph, permutation, level and kind are one sorted list.
CREATE TABLE quad_manifest (
  block INTEGER PRIMARY KEY,
  graph INTEGER NOT NULL, -- 0 is the default graph
  permutation TEXT NOT NULL,
  level INTEGER NOT NULL, -- 0 is the base; a run of later changes has a number of its own
  kind TEXT NOT NULL, -- live; past: with birth and death; removed: from the levels below, when born
  header BLOB NOT NULL -- rows, first and last triple, distinct counts, births and deaths
) STRICT;

-- Blocks that are not in use any more, kept for the queries that began before.
CREATE TABLE quad_retired (
  block INTEGER PRIMARY KEY,
  retired_ms INTEGER NOT NULL
) STRICT;

-- What each edit changed that the blocks have not taken in yet.
CREATE TABLE quad_delta (
  sequence INTEGER PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE quad_state (
  taken_in INTEGER NOT NULL, -- up to this sequence the blocks say all
  manifest_version INTEGER NOT NULL, -- how often the manifest changed
  next_block INTEGER NOT NULL, -- the number of the next block that is written
  settled_block INTEGER NOT NULL, -- from this number on, blocks are on their way into the manifest
  purges INTEGER NOT NULL -- how often terms were blanked
) STRICT;
INSERT INTO quad_state VALUES (0, 0, 1, 1, 0);

-- Triples that several pages say (after an import, two items may have one sitelink), by how many
-- say them besides the first.
CREATE TABLE repeated_triple (
  subject INTEGER NOT NULL,
  predicate INTEGER NOT NULL,
  object INTEGER NOT NULL,
  repeats INTEGER NOT NULL,
  PRIMARY KEY (subject, predicate, object)
) STRICT, WITHOUT ROWID;
