-- Judgements, marks and referred networks: folios of those who link reports, not of the books.

CREATE FUNCTION about_links(wanted text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT wanted LIKE 'judgement/%' OR wanted LIKE 'identifier/%' OR wanted LIKE 'network/%'
$$;

CREATE OR REPLACE FUNCTION opens_folio(wanted text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE acting_as()
        WHEN 'assessor' THEN about_links(wanted)
        WHEN 'supervisor' THEN about_links(wanted)
        WHEN 'analyst' THEN about_links(wanted)
        WHEN 'overseer' THEN true
        WHEN 'contract-manager' THEN NOT about_links(wanted)
        WHEN 'award-officer' THEN NOT about_links(wanted)
        WHEN 'adjudicator' THEN wanted LIKE 'reading/%'
        WHEN 'data-protection-officer' THEN true
        WHEN 'system' THEN true
        WHEN 'supplier' THEN wanted NOT LIKE 'reading/%' AND EXISTS (
            SELECT FROM folio_grant WHERE subject = wanted AND body = acting_for())
        WHEN 'second-reader' THEN wanted LIKE 'reading/%' AND EXISTS (
            SELECT FROM folio_grant WHERE subject = wanted AND body = acting_for())
        ELSE false
    END
$$;

-- Reasons of judgements may speak of persons: the overseer sees that there are some, not their words.
DROP POLICY opened ON folio_sealed;
CREATE POLICY opened ON folio_sealed FOR SELECT TO fielding_web
    USING (opens_folio(subject) AND (acting_as() = 'system' OR subject NOT LIKE 'draw/%')
           AND NOT (acting_as() = 'overseer' AND about_links(subject)));
