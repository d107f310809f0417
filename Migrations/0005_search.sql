-- The search index. It holds no text of its own and can be dropped and rebuilt at any time.
-- There are no triggers: an append must not pay for indexing, and a tool that lacks the tokenizer
-- must still be able to write. Messages above the mark are indexed before the next search.

CREATE VIRTUAL TABLE message_fts USING fts5 (
  text,
  content = 'message', content_rowid = 'id', tokenize = 'cjk remove_diacritics 2'
);

CREATE TABLE search_mark (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  message_id INTEGER NOT NULL -- every message up to this one is in the index
) STRICT;

INSERT INTO search_mark (id, message_id) VALUES (1, 0);
