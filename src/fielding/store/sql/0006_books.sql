-- The books: chains of entries that are not about a case (folios), their keys, texts and grants.

CREATE INDEX entry_of_folio ON entry (subject, queued) WHERE case_id IS NULL;

CREATE TABLE folio_key (
    subject text PRIMARY KEY,
    month text NOT NULL REFERENCES service_key,
    wrapped bytea NOT NULL
);

-- Ciphertext of the texts of one entry: names, titles, reasons, replies, files.
CREATE TABLE folio_sealed (
    entry_id uuid PRIMARY KEY,
    subject text NOT NULL,
    blob bytea NOT NULL
);
CREATE INDEX folio_sealed_by_subject ON folio_sealed (subject);

-- Derived: which organisations may see a folio, from the fact `for` of its entries.
CREATE TABLE folio_grant (
    subject text NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (subject, body)
);

-- Derived: which cases a granted folio lets a second reader open.
CREATE TABLE folio_case (
    subject text NOT NULL,
    case_id uuid NOT NULL,
    PRIMARY KEY (subject, case_id)
);
CREATE INDEX folio_case_by_case ON folio_case (case_id);

-- May the actor read a folio: its entries and its texts?
CREATE FUNCTION opens_folio(wanted text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE acting_as()
        WHEN 'overseer' THEN true
        WHEN 'contract-manager' THEN true
        WHEN 'award-officer' THEN true
        WHEN 'adjudicator' THEN true
        WHEN 'data-protection-officer' THEN true
        WHEN 'system' THEN true
        WHEN 'supplier' THEN EXISTS (
            SELECT FROM folio_grant WHERE subject = wanted AND body = acting_for())
        WHEN 'second-reader' THEN EXISTS (
            SELECT FROM folio_grant WHERE subject = wanted AND body = acting_for())
        ELSE false
    END
$$;

-- Is a case among those that the actor reads again, or settles the readings of? Its answers only:
-- who does sees the entry that received it and its additions, never a decision.
CREATE FUNCTION reads_again(wanted uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE acting_as()
        WHEN 'adjudicator' THEN EXISTS (SELECT FROM folio_case WHERE case_id = wanted)
        WHEN 'second-reader' THEN EXISTS (
            SELECT FROM folio_case JOIN folio_grant USING (subject)
            WHERE folio_case.case_id = wanted AND body = acting_for())
        ELSE false
    END
$$;

-- Who checks a bill sees the entries it rests on, as the overseer does: without plaintext.
CREATE OR REPLACE FUNCTION sees_case(wanted uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT acting_as() IN ('overseer', 'contract-manager') OR opens_case(wanted)
$$;

ALTER TABLE folio_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE folio_sealed ENABLE ROW LEVEL SECURITY;
ALTER TABLE folio_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE folio_case ENABLE ROW LEVEL SECURITY;

DROP POLICY seen ON entry;
DROP POLICY written ON entry;
CREATE POLICY seen ON entry FOR SELECT TO fielding_web
    USING (CASE WHEN case_id IS NULL THEN opens_folio(subject)
           ELSE sees_case(case_id)
                OR (kind IN ('case.received', 'case.added') AND reads_again(case_id)) END);
CREATE POLICY written ON entry FOR INSERT TO fielding_web
    WITH CHECK (CASE WHEN case_id IS NULL THEN opens_folio(subject) ELSE opens_case(case_id) END);
DROP POLICY opened ON case_key;
CREATE POLICY opened ON case_key FOR SELECT TO fielding_web
    USING (opens_case(case_id) OR reads_again(case_id));
DROP POLICY opened ON sealed;
CREATE POLICY opened ON sealed FOR SELECT TO fielding_web
    USING (opens_case(case_id) OR (reads_again(case_id) AND EXISTS (
        SELECT FROM entry WHERE entry.id = sealed.entry_id)));

CREATE POLICY opened ON folio_key FOR SELECT TO fielding_web USING (opens_folio(subject));
CREATE POLICY kept ON folio_key FOR INSERT TO fielding_web WITH CHECK (opens_folio(subject));
CREATE POLICY opened ON folio_sealed FOR SELECT TO fielding_web USING (opens_folio(subject));
CREATE POLICY kept ON folio_sealed FOR INSERT TO fielding_web WITH CHECK (opens_folio(subject));
-- A supplier or a second reader sees their own grants, and gives none.
CREATE POLICY seen ON folio_grant FOR SELECT TO fielding_web
    USING (acting_as() NOT IN ('supplier', 'second-reader') OR body = acting_for());
CREATE POLICY granted ON folio_grant FOR INSERT TO fielding_web
    WITH CHECK (acting_as() NOT IN ('supplier', 'second-reader') AND opens_folio(subject));
CREATE POLICY seen ON folio_case FOR SELECT TO fielding_web USING (opens_folio(subject));
CREATE POLICY granted ON folio_case FOR INSERT TO fielding_web
    WITH CHECK (acting_as() NOT IN ('supplier', 'second-reader') AND opens_folio(subject));

REVOKE ALL ON folio_key, folio_sealed, folio_grant, folio_case FROM fielding_web;
GRANT SELECT, INSERT ON folio_key, folio_sealed, folio_grant, folio_case TO fielding_web;
