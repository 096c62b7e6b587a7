-- The second version of the rules of linking: what follows from the ledger under the first is thrown
-- away, and the linker reads the ledger from its first entry again.
TRUNCATE link_report, link_identifier, link_mention, link_owed, link_near_form, link_near, link_mark,
    link_judgement, link_referral, link_journal, link_common, link_person_key, link_alike
RESTART IDENTITY;

UPDATE link_head SET upto = 0, measured = 0, unplaced = false, few = '{}', model = NULL, version = 2;
