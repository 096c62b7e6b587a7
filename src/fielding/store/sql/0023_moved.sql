-- How many reports came or went when something became of a network, which the page of either says.
ALTER TABLE link_journal ADD COLUMN moved integer NOT NULL DEFAULT 0;

-- A network that parted from another one was said to have formed by itself as well.
WITH begun AS (
    DELETE FROM link_journal AS formed USING link_journal AS split
    WHERE formed.happened = 'formed' AND split.happened = 'split'
        AND formed.cause = split.cause AND formed.network = split.other
    RETURNING split.place, formed.reports
)
UPDATE link_journal SET moved = begun.reports FROM begun WHERE link_journal.place = begun.place;

CREATE INDEX link_journal_by_other ON link_journal (other) WHERE other IS NOT NULL;
