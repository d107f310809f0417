-- What replies cost: sums that are kept with each turn, so that a report does not read every turn.

-- Of the prompt's tokens those of messages that no earlier request had; NULL where nobody counted.
ALTER TABLE turn ADD COLUMN prompt_new INTEGER CHECK (prompt_new >= 0);

-- The turns of a conversation that have ended. Those that were collected as garbage stay in a row of their
-- own, and those of conversations that are not there any more under the key 0: what they cost is spent.
CREATE TABLE usage_by_conversation (
  conversation_id      INTEGER NOT NULL,
  day                  TEXT    NOT NULL,
  provider             TEXT    NOT NULL,
  model                TEXT    NOT NULL,
  is_collected         INTEGER NOT NULL CHECK (is_collected IN (0, 1)),
  replies              INTEGER NOT NULL, -- whole
  partial              INTEGER NOT NULL, -- ended early
  failed               INTEGER NOT NULL, -- nothing came
  prompt_reported      INTEGER NOT NULL,
  prompt_estimated     INTEGER NOT NULL, -- of turns whose endpoint reported nothing; likewise below
  prompt_new           INTEGER NOT NULL, -- of the prompts' tokens those of new messages
  prompt_resent        INTEGER NOT NULL, -- and those of earlier ones
  completion_reported  INTEGER NOT NULL,
  completion_estimated INTEGER NOT NULL,
  cached_reported      INTEGER NOT NULL,
  reasoning_reported   INTEGER NOT NULL,
  reasoning_estimated  INTEGER NOT NULL,
  generated            INTEGER NOT NULL, -- tokens of replies of which the time is known
  generation_time      INTEGER NOT NULL, -- milliseconds from their first tokens to their ends
  first_tokens         TEXT    NOT NULL, -- "milliseconds:turns ...": times to first tokens, to two digits
  PRIMARY KEY (conversation_id, day, provider, model, is_collected)
) STRICT, WITHOUT ROWID;

-- The same of all conversations together.
CREATE TABLE usage_by_day (
  day                  TEXT    NOT NULL,
  provider             TEXT    NOT NULL,
  model                TEXT    NOT NULL,
  replies              INTEGER NOT NULL,
  partial              INTEGER NOT NULL,
  failed               INTEGER NOT NULL,
  prompt_reported      INTEGER NOT NULL,
  prompt_estimated     INTEGER NOT NULL,
  prompt_new           INTEGER NOT NULL,
  prompt_resent        INTEGER NOT NULL,
  completion_reported  INTEGER NOT NULL,
  completion_estimated INTEGER NOT NULL,
  cached_reported      INTEGER NOT NULL,
  reasoning_reported   INTEGER NOT NULL,
  reasoning_estimated  INTEGER NOT NULL,
  generated            INTEGER NOT NULL,
  generation_time      INTEGER NOT NULL,
  first_tokens         TEXT    NOT NULL,
  PRIMARY KEY (day, provider, model)
) STRICT, WITHOUT ROWID;

-- What every turn adds to the sums.
CREATE TEMPORARY TABLE turn_usage_entry AS
SELECT conversation_id, day, provider, model, 0 AS is_collected,
  status = 'complete' AS replies,
  status = 'partial' OR (status = 'lost' AND reply_id IS NOT NULL) AS partial,
  status = 'failed' OR (status = 'lost' AND reply_id IS NULL) AS failed,
  coalesce(prompt_reported, 0) AS prompt_reported,
  iif(prompt_reported IS NULL AND status <> 'failed', coalesce(prompt_estimated, 0), 0)
    AS prompt_estimated,
  0 AS prompt_new,
  0 AS prompt_resent,
  coalesce(completion_reported, 0) AS completion_reported,
  iif(completion_reported IS NULL, coalesce(completion_estimated, 0), 0) AS completion_estimated,
  coalesce(cached_reported, 0) AS cached_reported,
  coalesce(reasoning_reported, 0) AS reasoning_reported,
  iif(reasoning_reported IS NULL, coalesce(reasoning_estimated, 0), 0) AS reasoning_estimated,
  iif(ended_at > first_token_at, coalesce(completion_reported, completion_estimated, 0), 0)
    AS generated,
  iif(ended_at > first_token_at AND coalesce(completion_reported, completion_estimated, 0) > 0,
    ended_at - first_token_at, 0) AS generation_time,
  max(first_token_at - sent_at, 0) AS wait
FROM turn WHERE status <> 'running';

UPDATE turn_usage_entry SET wait =
    CASE
      WHEN wait < 100 THEN wait
      WHEN wait < 1000 THEN (wait + 5) / 10 * 10
      WHEN wait < 10000 THEN (wait + 50) / 100 * 100
      WHEN wait < 100000 THEN (wait + 500) / 1000 * 1000
      WHEN wait < 1000000 THEN (wait + 5000) / 10000 * 10000
      ELSE 1000000 END
WHERE wait IS NOT NULL;

CREATE INDEX temp.turn_usage_entry_conversation
ON turn_usage_entry (conversation_id, day, provider, model);
CREATE INDEX temp.turn_usage_entry_day ON turn_usage_entry (day, provider, model);

INSERT INTO usage_by_conversation
SELECT conversation_id, day, provider, model, 0,
  CAST(min(total(replies), 4503599627370496) AS INTEGER),
  CAST(min(total(partial), 4503599627370496) AS INTEGER),
  CAST(min(total(failed), 4503599627370496) AS INTEGER),
  CAST(min(total(prompt_reported), 4503599627370496) AS INTEGER),
  CAST(min(total(prompt_estimated), 4503599627370496) AS INTEGER),
  CAST(min(total(prompt_new), 4503599627370496) AS INTEGER),
  CAST(min(total(prompt_resent), 4503599627370496) AS INTEGER),
  CAST(min(total(completion_reported), 4503599627370496) AS INTEGER),
  CAST(min(total(completion_estimated), 4503599627370496) AS INTEGER),
  CAST(min(total(cached_reported), 4503599627370496) AS INTEGER),
  CAST(min(total(reasoning_reported), 4503599627370496) AS INTEGER),
  CAST(min(total(reasoning_estimated), 4503599627370496) AS INTEGER),
  CAST(min(total(generated), 4503599627370496) AS INTEGER),
  CAST(min(total(generation_time), 4503599627370496) AS INTEGER),
  coalesce((SELECT group_concat(wait || ':' || turns, ' ') FROM (
    SELECT wait, count(*) AS turns FROM turn_usage_entry AS entry
    WHERE entry.conversation_id = outer_entry.conversation_id AND entry.day = outer_entry.day
      AND entry.provider = outer_entry.provider AND entry.model = outer_entry.model
      AND wait IS NOT NULL
    GROUP BY wait ORDER BY wait)), '')
FROM turn_usage_entry AS outer_entry GROUP BY conversation_id, day, provider, model;

INSERT INTO usage_by_conversation
SELECT 0, day, provider, model, 1,
  max(turns - incomplete, 0), 0, incomplete, prompt_reported, prompt_estimated, 0, 0,
  completion_reported, completion_estimated, cached_reported, reasoning_reported, 0, 0, 0, ''
FROM collected_usage;

INSERT INTO usage_by_day
SELECT day, provider, model,
  CAST(min(total(replies), 4503599627370496) AS INTEGER),
  CAST(min(total(partial), 4503599627370496) AS INTEGER),
  CAST(min(total(failed), 4503599627370496) AS INTEGER),
  CAST(min(total(prompt_reported), 4503599627370496) AS INTEGER),
  CAST(min(total(prompt_estimated), 4503599627370496) AS INTEGER),
  CAST(min(total(prompt_new), 4503599627370496) AS INTEGER),
  CAST(min(total(prompt_resent), 4503599627370496) AS INTEGER),
  CAST(min(total(completion_reported), 4503599627370496) AS INTEGER),
  CAST(min(total(completion_estimated), 4503599627370496) AS INTEGER),
  CAST(min(total(cached_reported), 4503599627370496) AS INTEGER),
  CAST(min(total(reasoning_reported), 4503599627370496) AS INTEGER),
  CAST(min(total(reasoning_estimated), 4503599627370496) AS INTEGER),
  CAST(min(total(generated), 4503599627370496) AS INTEGER),
  CAST(min(total(generation_time), 4503599627370496) AS INTEGER),
  coalesce((SELECT group_concat(wait || ':' || turns, ' ') FROM (
    SELECT wait, count(*) AS turns FROM turn_usage_entry AS entry
    WHERE entry.day = usage_by_conversation.day AND entry.provider = usage_by_conversation.provider
      AND entry.model = usage_by_conversation.model AND wait IS NOT NULL
    GROUP BY wait ORDER BY wait)), '')
FROM usage_by_conversation GROUP BY day, provider, model;

DROP TABLE turn_usage_entry;
DROP TABLE collected_usage;
DROP INDEX IF EXISTS turn_usage;
