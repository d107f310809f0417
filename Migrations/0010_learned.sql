-- What endpoints have taught about their models. It can be emptied at any time.
CREATE TABLE learned (
  provider       TEXT    NOT NULL,
  model          TEXT    NOT NULL,
  -- The most tokens that it took when it refused more, and whether that is prompt and reply together; as long as
  -- the window is assumed that was assumed then.
  max_tokens     INTEGER CHECK (max_tokens > 0),
  includes_reply INTEGER CHECK (includes_reply IN (0, 1)),
  assumed        INTEGER,
  calibration    BLOB,   -- what the reported usage says of the estimate, see Calibration in ChatTokens
  updated_at     INTEGER NOT NULL,
  PRIMARY KEY (provider, model)
) STRICT, WITHOUT ROWID;
