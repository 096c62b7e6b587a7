-- Identifiers of a backlog that wait until all of it is read: then their forms are laid out, and all
-- that are near meet, in the order of the forms. One after the other, each went to its own corner of an
-- index of millions.
CREATE TABLE link_unmet (
    identifier bigint PRIMARY KEY,
    also_sought bigint[] NOT NULL       -- forms that it seeks besides its own
);
ALTER TABLE link_unmet ENABLE ROW LEVEL SECURITY;
CREATE POLICY kept ON link_unmet FOR ALL TO fielding_web USING ((SELECT acting_as()) = 'system');
GRANT SELECT, INSERT, UPDATE, DELETE ON link_unmet TO fielding_web;

-- Of evidence equally strong, the numbers of identifiers said which counted first, where a person
-- judged reports different. They do no more, and all networks are worked out anew.
TRUNCATE link_report, link_identifier, link_mention, link_owed, link_near_form, link_near, link_mark,
    link_judgement, link_referral, link_journal, link_common, link_person_key, link_alike
RESTART IDENTITY;

UPDATE link_head SET upto = 0, measured = 0, unplaced = false, few = '{}', model = NULL;
