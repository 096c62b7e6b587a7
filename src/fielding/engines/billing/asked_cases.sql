-- Ask for the cases that lines name.
CREATE OR REPLACE TEMP TABLE asked AS SELECT name FROM given
