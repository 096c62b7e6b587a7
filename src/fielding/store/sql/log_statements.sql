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

-- one_snapshot: see one state of the ledger throughout, and write nothing
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY

-- newest: give the newest checkpoint with its size
SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1

-- all_checkpoints: give every checkpoint, smallest first
SELECT size, note FROM checkpoint ORDER BY size

-- all_entries: give the entries that have an index, in their order
SELECT leaf.index, entry.content
FROM leaf LEFT JOIN entry USING (queued)
WHERE leaf.index < %(size)s
ORDER BY leaf.index

-- all_tiles: give the full tiles and those at the right edge
SELECT level, index, hashes FROM tile
UNION ALL
SELECT level, index, hashes FROM edge
ORDER BY level, index

-- all_sealed: give the ciphertexts that are stored for entries that have an index
SELECT entry.id::text, stored.blob
FROM (SELECT entry_id, blob FROM sealed UNION ALL SELECT entry_id, blob FROM folio_sealed) AS stored
JOIN entry ON entry.id = stored.entry_id JOIN leaf USING (queued)
WHERE leaf.index < %(size)s

-- all_definitions: give every definition that a case can have begun under
SELECT service, content, tables FROM definition ORDER BY digest

-- tile: give a tile, full or from the right edge
SELECT hashes FROM (
    SELECT 0 AS choice, hashes FROM tile WHERE level = %(level)s AND index = %(index)s
    UNION ALL
    SELECT 1, hashes FROM edge WHERE level = %(level)s AND index = %(index)s
) AS found ORDER BY choice LIMIT 1

-- bundle: give a range of entries in their order
SELECT entry.content FROM leaf JOIN entry USING (queued)
WHERE leaf.index >= %(first)s AND leaf.index < %(after)s
ORDER BY leaf.index
