-- What is asked: triples as plain rows, each with the time of its life in sequences.

-- Terms get numbers in the order in which they first occur, and keep them for ever.
CREATE TABLE term (
  term INTEGER PRIMARY KEY,
  text TEXT NOT NULL -- empty where it was suppressed
) STRICT;
-- 48 bits of the SHA-256 of the text: a fifth of the size of an index on the text itself.
CREATE TABLE term_hash (
  hash INTEGER NOT NULL,
  term INTEGER NOT NULL,
  PRIMARY KEY (hash, term)
) STRICT, WITHOUT ROWID;

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

-- What the triples of a page depend on besides the page: properties, sites, units.
CREATE TABLE dependency (
  name TEXT NOT NULL, -- 'P31', 'site:enwiki', 'unit:Q11573'
  page INTEGER NOT NULL,
  PRIMARY KEY (name, page)
) STRICT, WITHOUT ROWID;

CREATE TABLE index_state (
  applied_sequence INTEGER NOT NULL,
  purges INTEGER NOT NULL -- how often terms were blanked
) STRICT;
INSERT INTO index_state VALUES (0, 0);
