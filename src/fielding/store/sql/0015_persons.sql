-- Likely one person: keys under which reports meet, and the pairs that a trained model finds.

-- Under which model of persons the networks stand: its version; without one, persons say nothing.
ALTER TABLE link_head ADD COLUMN model text;

-- Keyed tokens of what a report tells of the other side's person: see linking/persons/blocking.py.
CREATE TABLE link_person_key (
    key bytea NOT NULL CHECK (length(key) = 16),
    report bigint NOT NULL,
    PRIMARY KEY (key, report)
);
CREATE INDEX link_person_key_by_report ON link_person_key (report);

-- Reports of likely one person; the earlier first.
CREATE TABLE link_alike (
    one bigint NOT NULL,
    other bigint NOT NULL,
    PRIMARY KEY (one, other)
);
CREATE INDEX link_alike_by_other ON link_alike (other);

ALTER TABLE link_person_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE link_alike ENABLE ROW LEVEL SECURITY;
-- Who sees links sees why; the keys are for the linker alone, which acts as the hub itself.
CREATE POLICY seen ON link_alike FOR SELECT TO fielding_web USING (sees_links());
CREATE POLICY kept ON link_alike FOR ALL TO fielding_web USING (acting_as() = 'system');
CREATE POLICY kept ON link_person_key FOR ALL TO fielding_web USING (acting_as() = 'system');
REVOKE ALL ON link_person_key, link_alike FROM fielding_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON link_person_key, link_alike TO fielding_web;
