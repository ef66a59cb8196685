-- Words in the texts of the pages as they are now.
CREATE TABLE text_posting (
  token TEXT NOT NULL, -- folded
  page INTEGER NOT NULL,
  facts INTEGER NOT NULL, -- kind of the page, fields, impact
  PRIMARY KEY (token, page)
) STRICT, WITHOUT ROWID;

-- How far the postings are: the store fills them when it is opened for writing.
CREATE TABLE text_state (
  rules INTEGER NOT NULL, -- by which texts were cut into words; 0 before the first
  filled INTEGER NOT NULL, -- the last page whose texts are in
  complete INTEGER NOT NULL
) STRICT;
INSERT INTO text_state VALUES (0, 0, 0);

-- More letters are folded into one: Arabic, Ethiopic, digits of every script.
UPDATE search_term SET key = search_key(text) WHERE key <> search_key(text);
DELETE FROM search_word;
INSERT INTO search_word
  SELECT t.language, word.value, t.page, t.alias, t.text, t.kind, t.weight
  FROM search_term t, json_each(later_words(t.key)) word
  ORDER BY 1, 2, 3, 4, 5;
