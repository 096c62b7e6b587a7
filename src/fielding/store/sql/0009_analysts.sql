-- An analyst opens cases as an assessor does: what joins reports stands in their answers.

CREATE OR REPLACE FUNCTION opens_case(wanted uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE acting_as()
        WHEN 'call-handler' THEN true
        WHEN 'assessor' THEN true
        WHEN 'supervisor' THEN true
        WHEN 'analyst' THEN true
        WHEN 'data-protection-officer' THEN true
        WHEN 'importer' THEN true
        WHEN 'system' THEN true
        WHEN 'force-officer' THEN EXISTS (
            SELECT FROM case_grant WHERE case_grant.case_id = wanted AND body = acting_for())
        WHEN 'reporter' THEN wanted = acting_on()
        ELSE false
    END
$$;
