-- Ids of terms that say what kind of term it is, and most often which: the index is made anew from the
-- records (see `rebuildIndex`), so that what is here only makes room for it.

-- Where a text is erased later, no copy of it may be left in a free page.
PRAGMA secure_delete = on;
DROP TABLE quad;
DROP TABLE term;
DROP TABLE term_hash;
DROP TABLE shared_node;
DROP TABLE predicate_count;
DROP TABLE index_state;
PRAGMA secure_delete = fast;

-- Terms that are not their own id: those that came last. Numbers are never changed or given again.
CREATE TABLE term (
  term INTEGER PRIMARY KEY,
  text ANY NOT NULL -- TEXT, or a BLOB of packed digits; no bytes where it was suppressed
) STRICT;
-- The others, 64 with numbers in a row.
CREATE TABLE term_block (
  first INTEGER PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;
-- 48 bits of the SHA-256 of the text: a fifth of the size of an index on the text itself.
CREATE TABLE term_hash (
  hash INTEGER NOT NULL,
  term INTEGER NOT NULL,
  PRIMARY KEY (hash, term)
) STRICT, WITHOUT ROWID;
CREATE TABLE term_language (
  number INTEGER PRIMARY KEY, -- from 0, without a gap
  language TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE quad (
  subject INTEGER NOT NULL,
  predicate INTEGER NOT NULL,
  object INTEGER NOT NULL,
  born INTEGER NOT NULL,
  died INTEGER NOT NULL, -- 0 while it lives
  uses INTEGER NOT NULL, -- how many parts of pages say it
  PRIMARY KEY (subject, predicate, object, born)
) STRICT, WITHOUT ROWID;
-- Without the death, so that ending a triple writes one page of the file and not three.
CREATE INDEX quad_pos ON quad (predicate, object, subject, born);

-- Nodes that belong to many pages (values, references, site groups), by the parts of pages that use them.
CREATE TABLE shared_node (
  node INTEGER PRIMARY KEY,
  uses INTEGER NOT NULL
) STRICT;

-- Living triples by predicate, for estimates.
CREATE TABLE predicate_count (
  predicate INTEGER PRIMARY KEY,
  quads INTEGER NOT NULL
) STRICT;

CREATE TABLE index_state (
  applied_sequence INTEGER NOT NULL,
  purges INTEGER NOT NULL, -- how often terms were blanked
  rules INTEGER NOT NULL, -- by which the index was made; 0 before it is
  concept_base TEXT NOT NULL, -- of the wiki whose IRIs are inlined
  data_base TEXT
) STRICT;
INSERT INTO index_state VALUES (0, 0, 0, '', NULL);
