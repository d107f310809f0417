-- A summary of messages in a row, which windows send in their place. The messages stay as they are.
CREATE TABLE summary (
  id              INTEGER PRIMARY KEY,
  uuid            BLOB    NOT NULL UNIQUE CHECK (length(uuid) = 16),
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  first_id        INTEGER NOT NULL REFERENCES message (id), -- first and last say which: there is one way up
  last_id         INTEGER NOT NULL REFERENCES message (id),
  text            TEXT    NOT NULL CHECK (text <> ''),
  turn_id         INTEGER NOT NULL REFERENCES turn (id), -- the model call that made it
  created_at      INTEGER NOT NULL
) STRICT;

CREATE INDEX summary_conversation ON summary (conversation_id);
CREATE INDEX summary_first ON summary (first_id);
CREATE INDEX summary_last ON summary (last_id);
CREATE INDEX summary_turn ON summary (turn_id);
