-- A turn is one HTTP attempt at one model call. It is inserted as running, before the first byte
-- leaves, and updated once, when it has ended.

-- The request without its messages; kept once, because tool schemas repeat from turn to turn.
CREATE TABLE parameters (
  id     INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
  json   TEXT NOT NULL
) STRICT;

CREATE TABLE turn (
  id                   INTEGER PRIMARY KEY,
  uuid                 BLOB    NOT NULL UNIQUE CHECK (length(uuid) = 16),
  conversation_id      INTEGER NOT NULL REFERENCES conversation (id),
  kind                 TEXT    NOT NULL CHECK (kind IN ('reply', 'summary')),
  status               TEXT    NOT NULL
                       CHECK (status IN ('running', 'complete', 'partial', 'failed', 'lost')),
  base_id              INTEGER, -- the branch's head before this turn's messages; NULL: none
  head_id              INTEGER NOT NULL REFERENCES message (id), -- the message continued
  reply_id             INTEGER REFERENCES message (id),
  moves_branch_id      INTEGER REFERENCES branch (id), -- while running: whose head the reply becomes
  provider             TEXT    NOT NULL,
  model                TEXT    NOT NULL, -- as asked for
  model_answered       TEXT,             -- as the endpoint named it
  day                  TEXT    NOT NULL CHECK (day LIKE '____-__-__'), -- local, when it was sent
  sent_at              INTEGER NOT NULL,
  first_token_at       INTEGER,
  ended_at             INTEGER,
  -- Tokens: what the endpoint reported, and what convo estimated; NULL where nobody said.
  prompt_reported      INTEGER CHECK (prompt_reported >= 0),
  prompt_estimated     INTEGER CHECK (prompt_estimated >= 0),
  completion_reported  INTEGER CHECK (completion_reported >= 0),
  completion_estimated INTEGER CHECK (completion_estimated >= 0),
  cached_reported      INTEGER CHECK (cached_reported >= 0),
  cached_estimated     INTEGER CHECK (cached_estimated >= 0),
  reasoning_reported   INTEGER CHECK (reasoning_reported >= 0),
  reasoning_estimated  INTEGER CHECK (reasoning_estimated >= 0),
  finish_reason        TEXT,
  error                TEXT,             -- one sentence: why it is not complete
  body_sha256          BLOB CHECK (length(body_sha256) = 32),
  parameters_id        INTEGER NOT NULL REFERENCES parameters (id),
  plan                 TEXT    NOT NULL, -- JSON: which messages were sent, as runs
  envelope             TEXT,             -- JSON: the rest of the reply, at most 64 KB
  CHECK ((status = 'running') = (ended_at IS NULL))
) STRICT;

CREATE INDEX turn_conversation ON turn (conversation_id);
CREATE INDEX turn_head ON turn (head_id);
CREATE INDEX turn_reply ON turn (reply_id);
CREATE INDEX turn_parameters ON turn (parameters_id);
CREATE INDEX turn_running ON turn (id) WHERE status = 'running';
CREATE INDEX turn_moves_branch ON turn (moves_branch_id) WHERE moves_branch_id IS NOT NULL;

-- A report sums over this index alone and never reads a plan or an envelope.
CREATE INDEX turn_usage ON turn (
  day, provider, model, status, conversation_id, prompt_reported, prompt_estimated,
  completion_reported, completion_estimated, cached_reported, reasoning_reported
);

-- A reply in flight, in the pieces in which it was flushed. Joined in order they are the reply.
CREATE TABLE delta (
  turn_id  INTEGER NOT NULL REFERENCES turn (id),
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  field    TEXT    NOT NULL CHECK (field IN (
             'text', 'reasoning', 'refusal', 'call_id', 'call_type', 'call_name', 'call_arguments',
             'call_extras')),
  item     TEXT    NOT NULL, -- of reasoning: its key; of a call's field: the call's position
  value    TEXT    NOT NULL,
  PRIMARY KEY (turn_id, sequence)
) STRICT, WITHOUT ROWID;
