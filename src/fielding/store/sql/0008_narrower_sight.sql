-- Each role sees of the books what its work needs, and nobody opens a seed but the hub itself.

-- Whoever settles readings sees no draw (its picks tell what was decided) and no other book. Those
-- who act for an organisation see the folios of their own work, whatever else names it.
CREATE OR REPLACE FUNCTION opens_folio(wanted text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE acting_as()
        WHEN 'overseer' THEN true
        WHEN 'contract-manager' THEN true
        WHEN 'award-officer' THEN true
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

-- The texts of a draw are its seed: who could choose what is drawn must not read it beforehand.
DROP POLICY opened ON folio_sealed;
CREATE POLICY opened ON folio_sealed FOR SELECT TO fielding_web
    USING (opens_folio(subject) AND (acting_as() = 'system' OR subject NOT LIKE 'draw/%'));

-- Only who raises findings, hands contracts over and draws readings grants a sight of them.
DROP POLICY granted ON folio_grant;
CREATE POLICY granted ON folio_grant FOR INSERT TO fielding_web
    WITH CHECK (acting_as() IN ('overseer', 'contract-manager', 'system'));
DROP POLICY granted ON folio_case;
CREATE POLICY granted ON folio_case FOR INSERT TO fielding_web
    WITH CHECK (acting_as() IN ('overseer', 'contract-manager', 'system')
                AND subject LIKE 'reading/%');
