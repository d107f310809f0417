-- In which order operations were undone, and by whom: what was undone last is done again first, whatever
-- clocks say. A new operation of an origin takes the numbers away from what it had undone before.
ALTER TABLE operation ADD COLUMN undone_by TEXT;
ALTER TABLE operation ADD COLUMN undone_order INTEGER;

CREATE INDEX operation_undone ON operation (undone_by, undone_order) WHERE undone_order IS NOT NULL;
