-- What a person did, so that it can be undone; what is in the trash; and small records that point at
-- messages.

-- One command that changed something. The conversation and the message are no references: an index for
-- each would be one more page to write for every message, and only collecting garbage would use it.
CREATE TABLE operation (
  id              INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL,
  kind            TEXT    NOT NULL,
  origin          TEXT    NOT NULL, -- who gave the command: a terminal, a program
  message_id      INTEGER, -- the topmost message that it inserted
  created_at      INTEGER NOT NULL,
  undone_at       INTEGER
) STRICT;

-- A value before and after an operation. Which one it is say the field and the row's id: of a title, an
-- archive or trash time and an active branch the conversation's, of a head or a branch's trash time the
-- branch's, of a mark the message's.
CREATE TABLE operation_change (
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  position     INTEGER NOT NULL CHECK (position >= 0),
  field        TEXT    NOT NULL CHECK (field IN (
                 'title', 'archived', 'trashed', 'active_branch', 'tag', 'branch_head',
                 'branch_trashed', 'message_trashed', 'pin', 'preference')),
  target_id    INTEGER NOT NULL,
  name         TEXT    NOT NULL, -- the tag's; else empty
  before       ANY,
  after        ANY,
  PRIMARY KEY (operation_id, position)
) STRICT, WITHOUT ROWID;

-- A message in the trash, with everything below it. A conversation and a branch say it themselves.
CREATE TABLE trashed_message (
  message_id      INTEGER PRIMARY KEY REFERENCES message (id),
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  trashed_at      INTEGER NOT NULL
) STRICT;

CREATE INDEX trashed_message_conversation ON trashed_message (conversation_id);

-- A message that every window takes in.
CREATE TABLE pin (
  message_id      INTEGER PRIMARY KEY REFERENCES message (id),
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  created_at      INTEGER NOT NULL
) STRICT;

CREATE INDEX pin_conversation ON pin (conversation_id);

-- A reply that was preferred to its siblings.
CREATE TABLE preference (
  message_id      INTEGER PRIMARY KEY REFERENCES message (id),
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  created_at      INTEGER NOT NULL
) STRICT;

CREATE INDEX preference_conversation ON preference (conversation_id);

-- What was collected as garbage must not come back by a merge: a conversation, or a message with
-- everything below it.
CREATE TABLE tombstone (
  uuid         BLOB    PRIMARY KEY CHECK (length(uuid) = 16),
  collected_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The usage of turns whose messages were collected: the tokens are spent all the same.
CREATE TABLE collected_usage (
  day                  TEXT    NOT NULL,
  provider             TEXT    NOT NULL,
  model                TEXT    NOT NULL,
  turns                INTEGER NOT NULL,
  incomplete           INTEGER NOT NULL,
  prompt_reported      INTEGER NOT NULL,
  prompt_estimated     INTEGER NOT NULL,
  completion_reported  INTEGER NOT NULL,
  completion_estimated INTEGER NOT NULL,
  cached_reported      INTEGER NOT NULL,
  reasoning_reported   INTEGER NOT NULL,
  PRIMARY KEY (day, provider, model)
) STRICT, WITHOUT ROWID;

-- The operation that a turn belongs to, and, where that is not the message continued, the head whose
-- place the reply takes. Only running turns are asked for them, so there is no index.
ALTER TABLE turn ADD COLUMN operation_id INTEGER;
ALTER TABLE turn ADD COLUMN moves_from_id INTEGER;

-- A branch in the trash does not keep its name from others. A table's UNIQUE cannot be dropped, so the
-- table is made anew: https://sqlite.org/lang_altertable.html#otheralter
CREATE TABLE new_branch (
  id              INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  name            TEXT    NOT NULL CHECK (name <> ''),
  head_id         INTEGER REFERENCES message (id), -- NULL: no message yet
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL,
  trashed_at      INTEGER
) STRICT;

INSERT INTO new_branch (id, conversation_id, name, head_id, created_at, updated_at, trashed_at)
SELECT id, conversation_id, name, head_id, created_at, updated_at, trashed_at FROM branch;

DROP TABLE branch;
ALTER TABLE new_branch RENAME TO branch;
CREATE UNIQUE INDEX branch_name ON branch (conversation_id, name) WHERE trashed_at IS NULL;
