-- What linking keeps: reports, identifiers by token, who mentions what, and the networks. All of it
-- follows from the ledger and the sealed store, and can be thrown away and worked out anew.

-- How far the linker has read the ledger, and under which version of its rules.
CREATE TABLE link_head (
    one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
    upto bigint NOT NULL,           -- entries before this index are taken up
    measured bigint NOT NULL DEFAULT 0,         -- reports there were when limits were measured
    unplaced boolean NOT NULL DEFAULT false,    -- everything is to be placed anew, all at once
    version integer NOT NULL
);
INSERT INTO link_head (upto, version) VALUES (0, 1);

CREATE TABLE link_report (
    report bigint PRIMARY KEY,      -- index of the entry case.received
    case_id uuid NOT NULL UNIQUE,
    network bigint NOT NULL,        -- the earliest report of its network; its own when alone
    core bigint NOT NULL,           -- where the rules placed it: see linking/networks/standing.py
    in_body boolean NOT NULL,
    family bigint NOT NULL,
    torn boolean NOT NULL DEFAULT false,
    body text,                      -- the force that sorting thinks of first
    received_at timestamptz NOT NULL,
    loss bigint NOT NULL,           -- pence
    set_aside jsonb NOT NULL        -- how many answers were no identifiers, by reason
);
CREATE INDEX link_report_by_network ON link_report (network);

CREATE TABLE link_identifier (
    identifier bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    token bytea NOT NULL UNIQUE CHECK (length(token) = 16),
    shown bytea NOT NULL,                   -- masked for display, sealed
    reports integer NOT NULL DEFAULT 0,     -- that give it as the other side's
    owners integer NOT NULL DEFAULT 0,      -- that give it as the reporter's own
    state text NOT NULL DEFAULT 'joins'     -- as the rules say: see linking/networks
);

-- What people said of identifiers; it outlives the reports that mention them.
CREATE TABLE link_mark (
    token bytea PRIMARY KEY CHECK (length(token) = 16),
    mark text NOT NULL              -- shared, offender
);

CREATE TABLE link_mention (
    report bigint NOT NULL REFERENCES link_report,
    identifier bigint NOT NULL REFERENCES link_identifier,
    whose text NOT NULL,
    PRIMARY KEY (report, identifier)
);
CREATE INDEX link_mention_by_identifier ON link_mention (identifier, report);

-- Which share of all reports mentions an identifier, of those that very many mention; measured each
-- time the reports have doubled, so that every network stands under the same limits.
CREATE TABLE link_common (
    identifier bigint PRIMARY KEY,
    reports integer NOT NULL,
    among integer NOT NULL
);

-- What is to be worked out anew, since it was too much for one moment.
CREATE TABLE link_owed (
    what text NOT NULL,             -- identifier, family
    number bigint NOT NULL,
    PRIMARY KEY (what, number)
);

-- Forms by which near identifiers meet.
CREATE TABLE link_near_form (
    form bytea NOT NULL CHECK (length(form) = 16),
    identifier bigint NOT NULL REFERENCES link_identifier,
    PRIMARY KEY (form, identifier)
);
CREATE INDEX link_near_form_by_identifier ON link_near_form (identifier);

-- Identifiers that share a form; the smaller number first.
CREATE TABLE link_near (
    one bigint NOT NULL REFERENCES link_identifier,
    other bigint NOT NULL REFERENCES link_identifier,
    PRIMARY KEY (one, other)
);
CREATE INDEX link_near_by_other ON link_near (other);

CREATE TABLE link_judgement (
    one uuid NOT NULL,
    other uuid NOT NULL,
    verdict text NOT NULL,
    PRIMARY KEY (one, other)
);
CREATE INDEX link_judgement_by_other ON link_judgement (other);

CREATE TABLE link_referral (
    network uuid NOT NULL,          -- the case that the network is named after
    recipient text NOT NULL,
    case_id uuid NOT NULL,
    referred_at timestamptz NOT NULL,
    PRIMARY KEY (network, recipient, case_id)
);
CREATE INDEX link_referral_by_case ON link_referral (case_id);

-- What became of networks, in the order in which the ledger brought it about.
CREATE TABLE link_journal (
    place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cause bigint NOT NULL,          -- index of the entry that brought it about
    happened text NOT NULL,         -- formed, merged, split, dissolved
    network bigint NOT NULL,
    other bigint,                   -- that it took in, or that left it
    reports integer NOT NULL        -- of the network afterwards
);
CREATE INDEX link_journal_by_network ON link_journal (network);

-- Who works on links, and who watches how linking does; a force's officers see their own cases only.
CREATE FUNCTION sees_links() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT acting_as() IN ('assessor', 'supervisor', 'analyst', 'overseer',
        'data-protection-officer', 'system')
$$;

-- Was a case in a network that was handed to a force? The day of the first time, nothing else.
CREATE FUNCTION network_referred_on(wanted uuid) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT min(referred_at)::date FROM link_referral WHERE case_id = wanted
$$;

ALTER TABLE link_report ENABLE ROW LEVEL SECURITY;
ALTER TABLE link_identifier ENABLE ROW LEVEL SECURITY;
ALTER TABLE link_mention ENABLE ROW LEVEL SECURITY;
ALTER TABLE link_common ENABLE ROW LEVEL SECURITY;
ALTER TABLE link_owed ENABLE ROW LEVEL SECURITY;
ALTER TABLE link_near_form ENABLE ROW LEVEL SECURITY;
ALTER TABLE link_near ENABLE ROW LEVEL SECURITY;
ALTER TABLE link_mark ENABLE ROW LEVEL SECURITY;
ALTER TABLE link_judgement ENABLE ROW LEVEL SECURITY;
ALTER TABLE link_referral ENABLE ROW LEVEL SECURITY;
ALTER TABLE link_journal ENABLE ROW LEVEL SECURITY;

CREATE POLICY seen ON link_report FOR SELECT TO fielding_web USING (sees_links());
CREATE POLICY seen ON link_identifier FOR SELECT TO fielding_web USING (sees_links());
CREATE POLICY seen ON link_mention FOR SELECT TO fielding_web USING (sees_links());
CREATE POLICY seen ON link_common FOR SELECT TO fielding_web USING (sees_links());
CREATE POLICY seen ON link_owed FOR SELECT TO fielding_web USING (sees_links());
CREATE POLICY seen ON link_near_form FOR SELECT TO fielding_web USING (sees_links());
CREATE POLICY seen ON link_near FOR SELECT TO fielding_web USING (sees_links());
CREATE POLICY seen ON link_mark FOR SELECT TO fielding_web USING (sees_links());
CREATE POLICY seen ON link_judgement FOR SELECT TO fielding_web USING (sees_links());
CREATE POLICY seen ON link_referral FOR SELECT TO fielding_web USING (sees_links());
CREATE POLICY seen ON link_journal FOR SELECT TO fielding_web USING (sees_links());
-- Only the linker writes; it acts as the hub itself.
CREATE POLICY kept ON link_report FOR ALL TO fielding_web USING (acting_as() = 'system');
CREATE POLICY kept ON link_identifier FOR ALL TO fielding_web USING (acting_as() = 'system');
CREATE POLICY kept ON link_mention FOR ALL TO fielding_web USING (acting_as() = 'system');
CREATE POLICY kept ON link_common FOR ALL TO fielding_web USING (acting_as() = 'system');
CREATE POLICY kept ON link_owed FOR ALL TO fielding_web USING (acting_as() = 'system');
CREATE POLICY kept ON link_near_form FOR ALL TO fielding_web USING (acting_as() = 'system');
CREATE POLICY kept ON link_near FOR ALL TO fielding_web USING (acting_as() = 'system');
CREATE POLICY kept ON link_mark FOR ALL TO fielding_web USING (acting_as() = 'system');
CREATE POLICY kept ON link_judgement FOR ALL TO fielding_web USING (acting_as() = 'system');
CREATE POLICY kept ON link_referral FOR ALL TO fielding_web USING (acting_as() = 'system');
CREATE POLICY kept ON link_journal FOR ALL TO fielding_web USING (acting_as() = 'system');

REVOKE ALL ON link_head, link_report, link_identifier, link_mention, link_common,
    link_owed, link_near_form, link_near, link_mark, link_judgement, link_referral, link_journal FROM fielding_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON link_head, link_report, link_identifier, link_mention, link_common,
    link_owed, link_near_form, link_near, link_mark, link_judgement, link_referral, link_journal
    TO fielding_web;
