-- Conversations that come from elsewhere: from another program's export, or from another store.

-- Which program a conversation was imported from, and what it is called there.
CREATE TABLE conversation_source (
  conversation_id INTEGER PRIMARY KEY REFERENCES conversation (id),
  name            TEXT NOT NULL CHECK (name <> ''), -- the program's
  identity        TEXT NOT NULL
) STRICT;

-- When a setting was last changed in the store that it comes from: where stores are merged, the last change
-- wins. What was changed here is in the log of operations.
CREATE TABLE setting_change (
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  field           TEXT    NOT NULL
                  CHECK (field IN ('title', 'archived', 'trashed', 'active_branch', 'tag')),
  name            TEXT    NOT NULL, -- the tag's; else empty
  changed_at      INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, field, name)
) STRICT, WITHOUT ROWID;

-- What operations changed of a conversation or message itself; not the heads of branches, which every
-- message changes.
CREATE INDEX operation_change_setting ON operation_change (target_id)
WHERE field IN ('title', 'archived', 'trashed', 'active_branch', 'tag', 'pin', 'preference');

-- The branches of a conversation, with those in the trash.
CREATE INDEX branch_conversation ON branch (conversation_id);

-- Whether it was collected here, where its turns are still counted; else in a store that was merged.
ALTER TABLE tombstone ADD COLUMN is_own INTEGER NOT NULL DEFAULT 1 CHECK (is_own IN (0, 1));
