-- Statements around a restore; run as the owner of the tables.

-- has_tables: does the database hold tables already
SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')

-- no_default_privileges: restored tables get exactly the rights the backup says
ALTER DEFAULT PRIVILEGES FOR ROLE fielding_owner IN SCHEMA public REVOKE ALL ON TABLES FROM fielding_web

-- no_default_sequences: the same for sequences
ALTER DEFAULT PRIVILEGES FOR ROLE fielding_owner IN SCHEMA public
    REVOKE ALL ON SEQUENCES FROM fielding_web

-- erase_keys: destroy again the keys of every case that the ledger says was erased
DELETE FROM case_key USING entry
WHERE entry.kind = 'case.erased' AND entry.case_id = case_key.case_id

-- erase_blobs: destroy again the ciphertexts of every case that the ledger says was erased
DELETE FROM sealed USING entry
WHERE entry.kind = 'case.erased' AND entry.case_id = sealed.case_id

-- erase_reading_keys: the same for the keys of second readings of those cases
DELETE FROM folio_key USING folio_case, entry
WHERE entry.kind = 'case.erased' AND entry.case_id = folio_case.case_id
    AND folio_key.subject = folio_case.subject

-- erase_reading_texts: the same for what was written about them
DELETE FROM folio_sealed USING folio_case, entry
WHERE entry.kind = 'case.erased' AND entry.case_id = folio_case.case_id
    AND folio_sealed.subject = folio_case.subject

-- erasures: list the erasures that the ledger knows
SELECT content FROM entry WHERE kind = 'case.erased' ORDER BY queued
