-- Who sees what: row-level security by role, body and case, and grants without UPDATE on the ledger.

CREATE FUNCTION acting_as() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('fielding.role', true), '')
$$;
CREATE FUNCTION acting_for() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('fielding.body', true), '')
$$;
CREATE FUNCTION acting_on() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('fielding.case', true), '')::uuid
$$;

-- May the actor read what the sealed store holds of a case?
CREATE FUNCTION opens_case(wanted uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE acting_as()
        WHEN 'call-handler' THEN true
        WHEN 'assessor' THEN true
        WHEN 'supervisor' THEN true
        WHEN 'data-protection-officer' THEN true
        WHEN 'importer' THEN true
        WHEN 'system' THEN true
        WHEN 'force-officer' THEN EXISTS (
            SELECT FROM case_grant WHERE case_grant.case_id = wanted AND body = acting_for())
        WHEN 'reporter' THEN wanted = acting_on()
        ELSE false
    END
$$;

-- May the actor see that a case exists, and its entries? The overseer may, without plaintext.
CREATE FUNCTION sees_case(wanted uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT acting_as() = 'overseer' OR opens_case(wanted)
$$;

-- Find the case that a reference names, and tell nothing else about it.
CREATE FUNCTION case_of_reference(wanted text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public AS $$
    SELECT case_id FROM case_row WHERE reference = wanted
$$;

-- How many entries wait for an index, and since when: for health, without seeing any.
CREATE FUNCTION pending_since() RETURNS TABLE (waiting bigint, since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT count(*), min(pending.since) FROM pending
$$;

ALTER TABLE entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE sealed ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_row ENABLE ROW LEVEL SECURITY;
ALTER TABLE referral_row ENABLE ROW LEVEL SECURITY;
ALTER TABLE promise_row ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_grant ENABLE ROW LEVEL SECURITY;

CREATE POLICY seen ON entry FOR SELECT TO fielding_web
    USING (CASE WHEN case_id IS NULL THEN acting_as() IS NOT NULL ELSE sees_case(case_id) END);
CREATE POLICY written ON entry FOR INSERT TO fielding_web
    WITH CHECK (CASE WHEN case_id IS NULL THEN acting_as() NOT IN ('reporter', 'force-officer')
                ELSE opens_case(case_id) END);
CREATE POLICY sequenced ON entry FOR SELECT TO fielding_sequencer USING (true);
CREATE POLICY opened ON case_key FOR SELECT TO fielding_web USING (opens_case(case_id));
CREATE POLICY kept ON case_key FOR INSERT TO fielding_web WITH CHECK (opens_case(case_id));
CREATE POLICY erased ON case_key FOR DELETE TO fielding_web
    USING (acting_as() IN ('data-protection-officer', 'system'));
CREATE POLICY opened ON sealed FOR SELECT TO fielding_web USING (opens_case(case_id));
CREATE POLICY kept ON sealed FOR INSERT TO fielding_web WITH CHECK (opens_case(case_id));
CREATE POLICY erased ON sealed FOR DELETE TO fielding_web
    USING (acting_as() IN ('data-protection-officer', 'system'));
CREATE POLICY seen ON case_row FOR SELECT TO fielding_web USING (sees_case(case_id));
CREATE POLICY kept ON case_row FOR INSERT TO fielding_web WITH CHECK (opens_case(case_id));
CREATE POLICY moved ON case_row FOR UPDATE TO fielding_web
    USING (opens_case(case_id)) WITH CHECK (true);
CREATE POLICY seen ON referral_row FOR SELECT TO fielding_web
    USING (sees_case(case_id) AND (acting_as() <> 'force-officer' OR recipient = acting_for()));
CREATE POLICY kept ON referral_row FOR INSERT TO fielding_web WITH CHECK (opens_case(case_id));
CREATE POLICY moved ON referral_row FOR UPDATE TO fielding_web
    USING (opens_case(case_id)) WITH CHECK (true);
CREATE POLICY seen ON promise_row FOR SELECT TO fielding_web USING (sees_case(case_id));
CREATE POLICY kept ON promise_row FOR INSERT TO fielding_web WITH CHECK (opens_case(case_id));
CREATE POLICY gone ON promise_row FOR DELETE TO fielding_web USING (opens_case(case_id));
-- Only the hub's own side grants; a body can give up its own grant by sending a case back.
CREATE POLICY seen ON case_grant FOR SELECT TO fielding_web
    USING (CASE acting_as() WHEN 'force-officer' THEN body = acting_for()
           ELSE sees_case(case_id) END);
CREATE POLICY granted ON case_grant FOR INSERT TO fielding_web
    WITH CHECK (acting_as() <> 'force-officer' AND opens_case(case_id));
CREATE POLICY gone ON case_grant FOR DELETE TO fielding_web
    USING (CASE acting_as() WHEN 'force-officer' THEN body = acting_for()
           ELSE opens_case(case_id) END);

-- What the default privileges gave (they are for Django's own tables) is taken back first.
REVOKE ALL ON entry, pending, leaf, tile, edge, checkpoint, head, definition, service_key, case_key,
    sealed, draft, remembered, case_row, referral_row, promise_row, case_grant FROM fielding_web;
REVOKE ALL ON SEQUENCE case_number FROM fielding_web;

GRANT SELECT, INSERT ON entry, definition, service_key TO fielding_web;
GRANT SELECT ON leaf, tile, edge, checkpoint, head TO fielding_web;
GRANT SELECT, INSERT, DELETE ON case_key, sealed, draft, remembered, promise_row, case_grant
    TO fielding_web;
GRANT UPDATE ON draft TO fielding_web;
GRANT SELECT, INSERT, UPDATE ON case_row, referral_row TO fielding_web;
GRANT USAGE ON SEQUENCE case_number TO fielding_web;

GRANT SELECT ON entry TO fielding_sequencer;
GRANT SELECT, DELETE ON pending TO fielding_sequencer;
GRANT SELECT, INSERT ON leaf, tile, checkpoint TO fielding_sequencer;
GRANT SELECT, INSERT, UPDATE ON edge TO fielding_sequencer;
GRANT SELECT, UPDATE ON head TO fielding_sequencer;
