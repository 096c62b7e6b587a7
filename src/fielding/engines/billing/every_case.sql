-- Ask for every case of the service.
CREATE OR REPLACE TEMP TABLE asked AS SELECT id AS name FROM billed_case
