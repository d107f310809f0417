-- What collecting garbage leaves behind, so that an interrupted collection is gone on with and nothing new
-- is taken for something that was removed.

-- 1 while the index still has words of removed messages, in segments that are not merged yet.
ALTER TABLE search_mark ADD COLUMN has_removed_words INTEGER NOT NULL DEFAULT 0;

-- The newest operation that was taken out of the log: its number is not given again.
CREATE TABLE operation_mark (
  id           INTEGER PRIMARY KEY CHECK (id = 1),
  last_removed INTEGER NOT NULL
) STRICT;

INSERT INTO operation_mark (id, last_removed) VALUES (1, 0);
