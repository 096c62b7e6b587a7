-- The sketch of what a report tells in its own words, keyed: see linking/wording.py. Reports that
-- came before have none until `fielding link run --anew`.
ALTER TABLE link_report ADD COLUMN wording bigint;
