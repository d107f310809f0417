-- The operation that made a summary: where that is undone, windows do without the summary. NULL for those that
-- were made before it was kept.
ALTER TABLE summary ADD COLUMN operation_id INTEGER;
