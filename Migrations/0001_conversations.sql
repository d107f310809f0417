-- A conversation owns one tree of messages. A branch is a name for a head message in that tree.
-- Times are milliseconds since 1970-01-01T00:00:00Z, here and in every later table.

PRAGMA application_id = 0x636f6e76; -- "conv"

CREATE TABLE conversation (
  id               INTEGER PRIMARY KEY,
  uuid             BLOB    NOT NULL UNIQUE CHECK (length(uuid) = 16),
  short_id         INTEGER NOT NULL, -- the uuid's low 60 bits: 12 characters of Crockford base32
  title            TEXT    NOT NULL,
  active_branch_id INTEGER REFERENCES branch (id) DEFERRABLE INITIALLY DEFERRED,
  message_count    INTEGER NOT NULL DEFAULT 0,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL, -- the last message or branch move
  archived_at      INTEGER,
  trashed_at       INTEGER
) STRICT;

CREATE INDEX conversation_short_id ON conversation (short_id);
CREATE INDEX conversation_updated_at ON conversation (updated_at);
CREATE INDEX conversation_title ON conversation (title);
CREATE INDEX conversation_active_branch ON conversation (active_branch_id);

CREATE TABLE branch (
  id              INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  name            TEXT    NOT NULL CHECK (name <> ''),
  head_id         INTEGER REFERENCES message (id), -- NULL: no message yet
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL,
  trashed_at      INTEGER,
  UNIQUE (conversation_id, name)
) STRICT;

CREATE TABLE conversation_tag (
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  name            TEXT    NOT NULL CHECK (name <> ''),
  PRIMARY KEY (conversation_id, name)
) STRICT, WITHOUT ROWID;
