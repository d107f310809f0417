-- A message is a node of its conversation's tree and never changes once it is inserted.

CREATE TABLE message (
  id              INTEGER PRIMARY KEY,
  uuid            BLOB    NOT NULL UNIQUE CHECK (length(uuid) = 16),
  short_id        INTEGER NOT NULL, -- as conversation.short_id: one namespace for both
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  parent_id       INTEGER REFERENCES message (id), -- NULL: a root
  depth           INTEGER NOT NULL CHECK (depth >= 0), -- 0: a root
  skip_id         INTEGER, -- an ancestor further up, for jumps in logarithmic time; NULL: a root
  system_id       INTEGER, -- the nearest system or developer message at or above this one
  created_at      INTEGER NOT NULL,
  role            TEXT    NOT NULL
                  CHECK (role IN ('system', 'developer', 'user', 'assistant', 'tool')),
  digest          BLOB    NOT NULL CHECK (length(digest) = 32),
  match_key       BLOB    NOT NULL CHECK (length(match_key) = 32),
  text            TEXT    NOT NULL, -- what is shown and searched
  parts           TEXT,             -- JSON: the content as it was, where it was more than text
  reasoning       TEXT,
  reasoning_key   TEXT,             -- the wire's name for it: reasoning_content or reasoning
  name            TEXT,
  tool_call_id    TEXT,             -- of a tool message: the call that it answers
  refusal         TEXT,
  extras          TEXT              -- JSON object: other fields that the wire gave
) STRICT;

CREATE INDEX message_short_id ON message (short_id);
-- The messages of a conversation, and the children of a message in it. Every index is a page more
-- to write for each message, so none is kept that only deleting would use.
CREATE INDEX message_place ON message (conversation_id, parent_id);

CREATE TRIGGER message_never_changes
BEFORE UPDATE OF uuid, short_id, conversation_id, parent_id, depth, created_at, role, digest, text,
  parts, reasoning, reasoning_key, name, tool_call_id, refusal, extras ON message
BEGIN
  SELECT raise(ABORT, 'a message never changes');
END;

-- Bytes are kept once, whatever number of messages carry them.
CREATE TABLE attachment (
  id         INTEGER PRIMARY KEY,
  sha256     BLOB    NOT NULL UNIQUE CHECK (length(sha256) = 32),
  created_at INTEGER NOT NULL,
  bytes      BLOB    NOT NULL CHECK (length(bytes) <= 104857600)
) STRICT;

CREATE TABLE message_attachment (
  message_id    INTEGER NOT NULL REFERENCES message (id),
  position      INTEGER NOT NULL CHECK (position >= 0),
  attachment_id INTEGER NOT NULL REFERENCES attachment (id),
  name          TEXT    NOT NULL,
  media_type    TEXT    NOT NULL,
  PRIMARY KEY (message_id, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER attachment_never_changes BEFORE UPDATE ON attachment
BEGIN
  SELECT raise(ABORT, 'an attachment never changes');
END;

CREATE TRIGGER message_attachment_never_changes BEFORE UPDATE ON message_attachment
BEGIN
  SELECT raise(ABORT, 'a message never changes');
END;

CREATE INDEX message_attachment_attachment ON message_attachment (attachment_id);
