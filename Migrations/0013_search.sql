-- The search index again, with more to find and in another order. It holds no text: what is shown of a
-- message comes from the message, and words that are taken out are told by whoever takes them.

-- The old tables are dropped before this is run, since one that is damaged takes more than a statement.

CREATE VIRTUAL TABLE message_fts USING fts5 (
  text,      -- what a person, a model or instructions said
  reasoning,
  arguments, -- names and arguments of tool calls
  result,    -- what a tool answered
  facets,    -- words of convo's own: role, conversation, model, what a message has
  content = '', columnsize = 0, tokenize = 'cjk remove_diacritics 2'
);

-- FTS5 must not merge segments by itself, which costs whoever writes as much as the words do: convo says when.
INSERT INTO message_fts (message_fts, rank) VALUES ('automerge', 0), ('crisismerge', 1000), ('usermerge', 6);

-- Where a message is in the index: the minutes since 1970, or the next free number upward, so that the
-- newest come first whenever they were stored.
CREATE TABLE search_slot (
  slot       INTEGER PRIMARY KEY,
  message_id INTEGER NOT NULL
) STRICT;

-- By which tag: finds its conversations.
CREATE INDEX conversation_tag_name ON conversation_tag (name);

-- The models that facets name.
CREATE TABLE search_model (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE search_mark (
  id           INTEGER PRIMARY KEY CHECK (id = 1),
  message_id   INTEGER NOT NULL, -- every message up to this one is in the index
  -- How often messages were removed whose words may still be in segments that are not merged yet. A number, so
  -- that who has merged them sees whether another has removed more meanwhile.
  removals     INTEGER NOT NULL DEFAULT 0,
  -- Row numbers that are taken without a gap, so that a free one above them is found at once.
  run_first    INTEGER NOT NULL DEFAULT 0,
  run_last     INTEGER NOT NULL DEFAULT -1,
  displacement INTEGER NOT NULL DEFAULT 0, -- how far a message is at most above the number of its time
  unmerged     INTEGER NOT NULL DEFAULT 0  -- how many batches were written since nothing was left to merge
) STRICT;

INSERT INTO search_mark (id, message_id) VALUES (1, 0);
