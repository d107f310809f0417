-- In which order operations were undone, by whom, and after which operation: what was undone last is done
-- again first, as long as the same origin did nothing new since, whatever clocks say.
ALTER TABLE operation ADD COLUMN undone_by TEXT;
ALTER TABLE operation ADD COLUMN undone_order INTEGER;
ALTER TABLE operation ADD COLUMN undone_after INTEGER; -- the newest operation then

CREATE INDEX operation_undone ON operation (undone_by, undone_order) WHERE undone_order IS NOT NULL;
