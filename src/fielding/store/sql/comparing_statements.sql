-- Statements that compare the derived tables before and after a rebuild.

-- hold_writers: let nobody write until the comparison is done
LOCK TABLE entry IN SHARE MODE

-- keep_before: keep a table's rows as they are, for this transaction
CREATE TEMP TABLE {kept} ON COMMIT DROP AS TABLE {table}

-- count_missing: count the rows that are in one table and not in the other
SELECT count(*) FROM (TABLE {these} EXCEPT ALL TABLE {those}) AS missing
