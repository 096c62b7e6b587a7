-- A network that was handed to a body: its officers see the reports that it held then, no others.

CREATE FUNCTION handed_case(wanted uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM link_referral WHERE case_id = wanted AND recipient = acting_for())
$$;
CREATE FUNCTION handed_report(wanted bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM link_report WHERE report = wanted AND handed_case(case_id))
$$;
CREATE FUNCTION handed_identifier(wanted bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM link_mention WHERE identifier = wanted AND handed_report(report))
$$;

-- Who says "force-officer" first is asked first: nobody else pays for the look into the tables.
CREATE POLICY handed ON link_referral FOR SELECT TO fielding_web
    USING (acting_as() = 'force-officer' AND recipient = acting_for());
CREATE POLICY handed ON link_report FOR SELECT TO fielding_web
    USING (acting_as() = 'force-officer' AND handed_case(case_id));
CREATE POLICY handed ON link_mention FOR SELECT TO fielding_web
    USING (acting_as() = 'force-officer' AND handed_report(report));
CREATE POLICY handed ON link_identifier FOR SELECT TO fielding_web
    USING (acting_as() = 'force-officer' AND handed_identifier(identifier));
CREATE POLICY handed ON link_mark FOR SELECT TO fielding_web
    USING (acting_as() = 'force-officer'
           AND EXISTS (SELECT FROM link_identifier AS known WHERE known.token = link_mark.token));
CREATE POLICY handed ON link_judgement FOR SELECT TO fielding_web
    USING (acting_as() = 'force-officer' AND handed_case(one) AND handed_case(other));
CREATE INDEX link_referral_by_recipient ON link_referral (recipient, network);

-- An analyst opens cases as an assessor does; an officer those that were sent or handed to them.
CREATE OR REPLACE FUNCTION opens_case(wanted uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE acting_as()
        WHEN 'call-handler' THEN true
        WHEN 'assessor' THEN true
        WHEN 'supervisor' THEN true
        WHEN 'analyst' THEN true
        WHEN 'data-protection-officer' THEN true
        WHEN 'importer' THEN true
        WHEN 'system' THEN true
        WHEN 'force-officer' THEN handed_case(wanted) OR EXISTS (
            SELECT FROM case_grant WHERE case_grant.case_id = wanted AND body = acting_for())
        WHEN 'reporter' THEN wanted = acting_on()
        ELSE false
    END
$$;

-- Who made the judgement that stands on two cases, and when: for whoever sees the judgement.
CREATE FUNCTION judged_by(first uuid, second uuid) RETURNS TABLE (by text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT convert_from(content, 'UTF8')::jsonb ->> 'actor', recorded_at FROM entry
    WHERE subject = 'judgement/' || first || '-' || second AND kind = 'judgement.made'
        AND (sees_links() OR acting_as() = 'force-officer' AND handed_case(first)
             AND handed_case(second))
    ORDER BY queued DESC LIMIT 1
$$;
