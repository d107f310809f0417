-- What an assistant message asks to be called, and what a tool message answers.

CREATE TABLE tool_call (
  id         INTEGER PRIMARY KEY,
  message_id INTEGER NOT NULL REFERENCES message (id),
  position   INTEGER NOT NULL CHECK (position >= 0),
  call_id    TEXT    NOT NULL, -- the model's own id for the call
  type       TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  arguments  TEXT    NOT NULL, -- exactly as the model wrote them, perhaps broken JSON
  extras     TEXT,             -- JSON object: other fields that the wire gave
  UNIQUE (message_id, position)
) STRICT;

CREATE TRIGGER tool_call_never_changes BEFORE UPDATE ON tool_call
BEGIN
  SELECT raise(ABORT, 'a message never changes');
END;

-- The result's text is the tool message's text; this is what the wire has no field for.
CREATE TABLE tool_result (
  message_id       INTEGER PRIMARY KEY REFERENCES message (id),
  tool_call_row_id INTEGER NOT NULL REFERENCES tool_call (id),
  error            TEXT,
  duration         INTEGER CHECK (duration >= 0) -- milliseconds
) STRICT;

CREATE INDEX tool_result_tool_call ON tool_result (tool_call_row_id);
