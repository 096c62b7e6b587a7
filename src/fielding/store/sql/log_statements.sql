-- Statements that read the ledger from outside the use cases: publishing, exports, health.

-- latest_checkpoint: give the newest checkpoint
SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1

-- pending_since: say how many entries wait for an index, and since when
SELECT waiting, since FROM pending_since()

-- sequencer_at_work: is the sequencer's lock held in this database
SELECT EXISTS (
    SELECT FROM pg_locks
    WHERE locktype = 'advisory' AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND classid::bigint << 32 | objid::bigint = %(lock)s
)

-- checkpoint_age: give the newest checkpoint's size and time
SELECT size, signed_at FROM checkpoint ORDER BY size DESC LIMIT 1
