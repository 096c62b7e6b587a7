-- Statements that read sequenced entries by their index, for figures.

-- newest_checkpoint: give the newest checkpoint
SELECT size, root, signed_at, note FROM checkpoint ORDER BY size DESC LIMIT 1

-- root_at: give the root of the checkpoint of a size
SELECT root FROM checkpoint WHERE size = %(size)s

-- entries_between: give a page of sequenced entries, in the order of their indexes
SELECT leaf.index, entry.content
FROM leaf JOIN entry USING (queued)
WHERE leaf.index >= %(first)s AND leaf.index < %(before)s
ORDER BY leaf.index

-- entries_at: give the entries at some indexes
SELECT leaf.index, entry.content
FROM leaf JOIN entry USING (queued)
WHERE leaf.index = ANY (%(indexes)s)
ORDER BY leaf.index
