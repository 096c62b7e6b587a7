-- Who acts is asked once for a statement and not for each row: to look at a case, or to write one,
-- costs the hub's own side nothing. The policies let pass what they let pass before.

-- Does the actor open every case there is?
CREATE FUNCTION opens_every_case() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT acting_as() IN ('call-handler', 'assessor', 'supervisor', 'analyst',
        'data-protection-officer', 'importer', 'system')
$$;

-- Does the actor see that every case exists, and its entries?
CREATE FUNCTION sees_every_case() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT acting_as() IN ('overseer', 'contract-manager') OR opens_every_case()
$$;

-- May the actor read what the sealed store holds of a case? Each policy asks first, as a query of
-- its own that is answered once, whether they open every case.
CREATE OR REPLACE FUNCTION opens_case(wanted uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT opens_every_case() OR CASE acting_as()
        WHEN 'force-officer' THEN handed_case(wanted) OR EXISTS (
            SELECT FROM case_grant WHERE case_grant.case_id = wanted AND body = acting_for())
        WHEN 'reporter' THEN wanted = acting_on()
        ELSE false
    END
$$;
CREATE OR REPLACE FUNCTION sees_case(wanted uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT sees_every_case() OR opens_case(wanted)
$$;

ALTER POLICY seen ON entry
    USING (CASE WHEN case_id IS NULL THEN opens_folio(subject)
           ELSE (SELECT sees_every_case()) OR sees_case(case_id)
                OR (kind IN ('case.received', 'case.added') AND reads_again(case_id)) END);
ALTER POLICY written ON entry
    WITH CHECK (CASE WHEN case_id IS NULL THEN opens_folio(subject)
                ELSE (SELECT opens_every_case()) OR opens_case(case_id) END);

ALTER POLICY opened ON case_key
    USING ((SELECT opens_every_case()) OR opens_case(case_id) OR reads_again(case_id));
ALTER POLICY kept ON case_key WITH CHECK ((SELECT opens_every_case()) OR opens_case(case_id));

ALTER POLICY opened ON sealed
    USING ((SELECT opens_every_case()) OR opens_case(case_id)
           OR (reads_again(case_id)
               AND EXISTS (SELECT FROM entry WHERE entry.id = sealed.entry_id)));
ALTER POLICY kept ON sealed WITH CHECK ((SELECT opens_every_case()) OR opens_case(case_id));

ALTER POLICY seen ON case_row USING ((SELECT sees_every_case()) OR sees_case(case_id));
ALTER POLICY kept ON case_row WITH CHECK ((SELECT opens_every_case()) OR opens_case(case_id));
ALTER POLICY moved ON case_row USING ((SELECT opens_every_case()) OR opens_case(case_id));

ALTER POLICY seen ON referral_row
    USING ((SELECT sees_every_case())
           OR sees_case(case_id)
              AND (acting_as() <> 'force-officer' OR recipient = acting_for()));
ALTER POLICY kept ON referral_row WITH CHECK ((SELECT opens_every_case()) OR opens_case(case_id));
ALTER POLICY moved ON referral_row USING ((SELECT opens_every_case()) OR opens_case(case_id));

ALTER POLICY seen ON promise_row USING ((SELECT sees_every_case()) OR sees_case(case_id));
ALTER POLICY kept ON promise_row WITH CHECK ((SELECT opens_every_case()) OR opens_case(case_id));
ALTER POLICY gone ON promise_row USING ((SELECT opens_every_case()) OR opens_case(case_id));

ALTER POLICY seen ON case_grant
    USING ((SELECT sees_every_case())
           OR CASE acting_as() WHEN 'force-officer' THEN body = acting_for()
              ELSE sees_case(case_id) END);
ALTER POLICY granted ON case_grant
    WITH CHECK ((SELECT opens_every_case())
                OR acting_as() <> 'force-officer' AND opens_case(case_id));
ALTER POLICY gone ON case_grant
    USING ((SELECT opens_every_case())
           OR CASE acting_as() WHEN 'force-officer' THEN body = acting_for()
              ELSE opens_case(case_id) END);
