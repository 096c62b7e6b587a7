-- How many reports came or went when something became of a network, which the page of either says.
ALTER TABLE link_journal ADD COLUMN moved integer NOT NULL DEFAULT 0;

-- It is read from either side.
CREATE INDEX link_journal_by_other ON link_journal (other) WHERE other IS NOT NULL;
