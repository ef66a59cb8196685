-- Labels and aliases from each later word on: `search_term` again, but sorted by what is inside.
CREATE TABLE search_word (
  language TEXT NOT NULL,
  key TEXT NOT NULL, -- folded, from the word on
  page INTEGER NOT NULL,
  alias INTEGER NOT NULL, -- 0 for a label
  text TEXT NOT NULL, -- the whole term, as written
  kind TEXT NOT NULL,
  weight INTEGER NOT NULL,
  PRIMARY KEY (language, key, page, alias, text)
) STRICT, WITHOUT ROWID;

INSERT INTO search_word
  SELECT t.language, word.value, t.page, t.alias, t.text, t.kind, t.weight
  FROM search_term t, json_each(later_words(t.key)) word
  ORDER BY 1, 2, 3, 4, 5;
