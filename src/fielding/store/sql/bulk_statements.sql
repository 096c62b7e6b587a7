-- Statements that take in many rows at once. COPY is refused under row-level security, so rows are
-- copied into a table of the connection's own, and go from there under the policies like any others.

-- stage: make the table that rows are copied into, once per connection
CREATE TEMPORARY TABLE IF NOT EXISTS {coming} ON COMMIT DELETE ROWS
    AS SELECT 0::bigint AS coming_place, {columns} FROM {table} WITH NO DATA

-- staged: say of what types its columns are, and whether rows of this transaction lie in it
SELECT coming_place, {columns} FROM {coming} LIMIT 1

-- clear: make room for more rows in the same transaction
TRUNCATE {coming}

-- copy: copy rows into it
COPY {coming} (coming_place, {columns}) FROM STDIN (FORMAT BINARY)

-- insert: let them in, in their order
INSERT INTO {table} ({columns}) SELECT {columns} FROM {coming} ORDER BY coming_place
