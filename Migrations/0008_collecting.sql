-- What collecting garbage leaves behind, so that an interrupted collection is gone on with and nothing new
-- is taken for something that was removed.

-- How often messages were removed whose words may still be in the index, in segments that are not merged
-- yet. A number, so that who has merged them sees whether another has removed more meanwhile.
ALTER TABLE search_mark ADD COLUMN removals INTEGER NOT NULL DEFAULT 0;

-- The newest operation that was taken out of the log: its number is not given again.
CREATE TABLE operation_mark (
  id           INTEGER PRIMARY KEY CHECK (id = 1),
  last_removed INTEGER NOT NULL
) STRICT;

INSERT INTO operation_mark (id, last_removed) VALUES (1, 0);
