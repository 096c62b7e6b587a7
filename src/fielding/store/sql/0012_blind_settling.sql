-- Whoever settles a reading reads the case, and not why the first reader came to their answer.

-- Restrictive: it narrows whatever the other policies allow.
CREATE POLICY settled_blind ON folio_sealed AS RESTRICTIVE FOR SELECT TO fielding_web
    USING (acting_as() <> 'adjudicator');
