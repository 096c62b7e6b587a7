-- Forms by which near identifiers meet are whole numbers: half as long, and quicker to find and keep.
-- Each identifier has its own beside it as well, which takes less than an index by identifier.
-- They follow from the ledger, so that the linker reads it from its first entry again.
ALTER TABLE link_identifier ADD COLUMN forms bigint[] NOT NULL DEFAULT '{}';
DROP TABLE link_near_form;
CREATE TABLE link_near_form (
    form bigint NOT NULL,
    identifier bigint NOT NULL,
    PRIMARY KEY (form, identifier)
);
ALTER TABLE link_near_form ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON link_near_form FOR SELECT TO fielding_web USING ((SELECT sees_links()));
CREATE POLICY kept ON link_near_form FOR ALL TO fielding_web USING ((SELECT acting_as()) = 'system');
GRANT SELECT, INSERT, UPDATE, DELETE ON link_near_form TO fielding_web;

-- The linker, which alone writes here, keeps and forgets reports and identifiers with what they
-- mention and what is near them: to look each of them up again took longer than to keep it.
ALTER TABLE link_mention DROP CONSTRAINT link_mention_report_fkey;
ALTER TABLE link_mention DROP CONSTRAINT link_mention_identifier_fkey;
ALTER TABLE link_near DROP CONSTRAINT link_near_one_fkey;
ALTER TABLE link_near DROP CONSTRAINT link_near_other_fkey;

-- As a query of its own, who asks is found out once for a statement, not for each row.
ALTER POLICY seen ON link_report USING ((SELECT sees_links()));
ALTER POLICY kept ON link_report USING ((SELECT acting_as()) = 'system');
ALTER POLICY seen ON link_identifier USING ((SELECT sees_links()));
ALTER POLICY kept ON link_identifier USING ((SELECT acting_as()) = 'system');
ALTER POLICY seen ON link_mention USING ((SELECT sees_links()));
ALTER POLICY kept ON link_mention USING ((SELECT acting_as()) = 'system');
ALTER POLICY seen ON link_common USING ((SELECT sees_links()));
ALTER POLICY kept ON link_common USING ((SELECT acting_as()) = 'system');
ALTER POLICY seen ON link_owed USING ((SELECT sees_links()));
ALTER POLICY kept ON link_owed USING ((SELECT acting_as()) = 'system');
ALTER POLICY seen ON link_near USING ((SELECT sees_links()));
ALTER POLICY kept ON link_near USING ((SELECT acting_as()) = 'system');
ALTER POLICY seen ON link_mark USING ((SELECT sees_links()));
ALTER POLICY kept ON link_mark USING ((SELECT acting_as()) = 'system');
ALTER POLICY seen ON link_judgement USING ((SELECT sees_links()));
ALTER POLICY kept ON link_judgement USING ((SELECT acting_as()) = 'system');
ALTER POLICY seen ON link_referral USING ((SELECT sees_links()));
ALTER POLICY kept ON link_referral USING ((SELECT acting_as()) = 'system');
ALTER POLICY seen ON link_journal USING ((SELECT sees_links()));
ALTER POLICY kept ON link_journal USING ((SELECT acting_as()) = 'system');
ALTER POLICY seen ON link_alike USING ((SELECT sees_links()));
ALTER POLICY kept ON link_alike USING ((SELECT acting_as()) = 'system');
ALTER POLICY kept ON link_person_key USING ((SELECT acting_as()) = 'system');

TRUNCATE link_report, link_identifier, link_mention, link_owed, link_near, link_mark, link_judgement,
    link_referral, link_journal, link_common, link_person_key, link_alike
RESTART IDENTITY;

UPDATE link_head SET upto = 0, measured = 0, unplaced = false, few = '{}', model = NULL;
