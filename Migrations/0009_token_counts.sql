-- What messages cost in windows, so that no text is counted twice. Both tables can be emptied at any time.

-- A way of counting: a tokenizer, a chat template, what of a message is sent, what images cost.
CREATE TABLE counter (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- Where the vocabulary is not known, the tokens are what is known without it, and the histogram says how much
-- there is of each script besides: a better estimate is then arithmetic.
CREATE TABLE token_count (
  message_id INTEGER NOT NULL REFERENCES message (id),
  counter_id INTEGER NOT NULL REFERENCES counter (id),
  expected   INTEGER NOT NULL CHECK (expected >= 0),
  upper      INTEGER NOT NULL CHECK (upper >= expected),
  histogram  BLOB, -- pairs of a class, one byte, and a number, LEB128
  PRIMARY KEY (message_id, counter_id)
) STRICT, WITHOUT ROWID;
