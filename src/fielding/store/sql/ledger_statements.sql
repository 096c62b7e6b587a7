-- Statements of the write side and of the sequencer.

-- begin: open a transaction
BEGIN

-- commit: keep what a transaction did
COMMIT

-- act_as: say for this transaction who acts, for which body and on which case
SELECT set_config('fielding.role', %(role)s, true),
       set_config('fielding.body', %(body)s, true),
       set_config('fielding.case', %(case)s, true)

-- act_on: widen a reporter's sight to the case that begins in this transaction
SELECT set_config('fielding.case', %(case)s, true)

-- history: give a case's entries in their order, with the index where there is one
SELECT entry.content, leaf.index
FROM entry LEFT JOIN leaf USING (queued)
WHERE entry.case_id = %(case)s
ORDER BY entry.queued

-- folio: give a folio's entries in their order, with the index where there is one
SELECT entry.content, leaf.index
FROM entry LEFT JOIN leaf USING (queued)
WHERE entry.subject = %(subject)s AND entry.case_id IS NULL
ORDER BY entry.queued

-- folio_keys: give the wrapped keys of folios
SELECT subject, month, wrapped FROM folio_key WHERE subject = ANY (%(subjects)s)

-- folio_blobs: give the ciphertexts of folios
SELECT subject, entry_id::text, blob FROM folio_sealed WHERE subject = ANY (%(subjects)s)

-- insert_folio_key: take in the wrapped key of a folio that begins
INSERT INTO folio_key (subject, month, wrapped) VALUES (%s, %s, %s)

-- insert_folio_sealed: take in the ciphertext of an entry's texts
INSERT INTO folio_sealed (entry_id, subject, blob) VALUES (%s, %s, %s)

-- insert_folio_grant: let an organisation see a folio
INSERT INTO folio_grant (subject, body) VALUES (%s, %s) ON CONFLICT DO NOTHING

-- insert_folio_case: let those who read a case again open its answers
INSERT INTO folio_case (subject, case_id) VALUES (%s, %s) ON CONFLICT DO NOTHING

-- clear_grants: throw away who was granted a sight of folios, to work it out anew
TRUNCATE folio_grant, folio_case

-- folio_entries: give the entries of all folios in their order
SELECT content FROM entry WHERE case_id IS NULL ORDER BY queued

-- numbers: draw numbers for references
SELECT nextval('case_number') FROM generate_series(1, %(count)s)

-- insert_entry: take in one entry
INSERT INTO entry (id, case_id, subject, kind, recorded_at, leaf, previous, content)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)

-- insert_sealed: take in one ciphertext
INSERT INTO sealed (entry_id, case_id, blob) VALUES (%s, %s, %s)

-- insert_case_key: take in the wrapped key of a case that begins
INSERT INTO case_key (case_id, month, wrapped) VALUES (%s, %s, %s)

-- case_key: give the wrapped key of a case
SELECT month, wrapped FROM case_key WHERE case_id = %(case)s

-- blobs: give the ciphertexts of a case
SELECT entry_id::text, blob FROM sealed WHERE case_id = %(case)s

-- forget_key: destroy the key of a case
DELETE FROM case_key WHERE case_id = %(case)s

-- forget_blobs: destroy the ciphertexts of a case
DELETE FROM sealed WHERE case_id = %(case)s

-- forget_reading_keys: destroy the keys of a case's second readings
DELETE FROM folio_key USING folio_case
WHERE folio_case.case_id = %(case)s AND folio_key.subject = folio_case.subject

-- forget_reading_texts: destroy what was written about a case when it was read again
DELETE FROM folio_sealed USING folio_case
WHERE folio_case.case_id = %(case)s AND folio_sealed.subject = folio_case.subject

-- service_key: give a month's wrapped service key
SELECT wrapped FROM service_key WHERE month = %(month)s

-- insert_service_key: keep a month's service key, unless another process was first
INSERT INTO service_key (month, wrapped) VALUES (%(month)s, %(wrapped)s) ON CONFLICT DO NOTHING

-- case_of_reference: find the case that a reference names
SELECT case_of_reference(%(reference)s)

-- remember: note what an idempotency key was used for
INSERT INTO remembered (key, digest, answer) VALUES (%(key)s, %(digest)s, %(answer)s)

-- recall: give what an idempotency key was used for
SELECT digest, answer FROM remembered WHERE key = %(key)s

-- recall_all: give what many idempotency keys were used for
SELECT key, digest, answer FROM remembered WHERE key = ANY (%(keys)s)

-- keep_draft: keep a sealed draft
INSERT INTO draft (locator, box, kept_at) VALUES (%(locator)s, %(box)s, %(at)s)
ON CONFLICT (locator) DO UPDATE SET box = excluded.box, kept_at = excluded.kept_at

-- read_draft: give a sealed draft that is not too old
SELECT box FROM draft WHERE locator = %(locator)s AND kept_at > %(after)s

-- forget_draft: destroy a draft
DELETE FROM draft WHERE locator = %(locator)s

-- forget_old_drafts: destroy the drafts that nobody came back to
DELETE FROM draft WHERE kept_at <= %(before)s

-- take_over: become the one sequencer; the rise in epoch fences off the one before
UPDATE head SET epoch = epoch + 1 RETURNING size, epoch

-- right_edge: give the partial tiles at the right edge
SELECT level, index, hashes FROM edge

-- next_batch: give the committed entries that wait for an index, in the order they came in
-- OFFSET 0 keeps each leaf a look-up of its own: after an import the server believes that much
-- waits, and would read the whole ledger from its first entry to join the few that do.
SELECT batch.queued, found.leaf
FROM (SELECT queued FROM pending ORDER BY queued LIMIT %(most)s) AS batch
CROSS JOIN LATERAL (
    SELECT entry.leaf FROM entry WHERE entry.queued = batch.queued OFFSET 0
) AS found
ORDER BY batch.queued

-- move_head: move the head on, only if nobody else has
UPDATE head SET size = %(after)s WHERE epoch = %(epoch)s AND size = %(before)s

-- insert_leaves: give entries their indexes
INSERT INTO leaf (index, queued)
SELECT %(first)s + place - 1, queued FROM unnest(%(queued)s::bigint[]) WITH ORDINALITY AS t (queued, place)

-- clear_pending: take sequenced entries off the queue
DELETE FROM pending WHERE queued = ANY (%(queued)s)

-- insert_tile: keep a full tile
INSERT INTO tile (level, index, hashes) VALUES (%s, %s, %s)

-- move_edge: keep a partial tile of the right edge
INSERT INTO edge (level, index, hashes) VALUES (%s, %s, %s)
ON CONFLICT (level) DO UPDATE SET index = excluded.index, hashes = excluded.hashes

-- insert_checkpoint: keep a signed checkpoint
INSERT INTO checkpoint (size, root, note, signed_at) VALUES (%(size)s, %(root)s, %(note)s, %(at)s)

-- tell_checkpoint: wake whoever waits for a checkpoint
SELECT pg_notify('checkpoint', %(size)s::text)

-- place_of_entry: give an entry's bytes, leaf hash and index
SELECT entry.content, entry.leaf, leaf.index
FROM entry LEFT JOIN leaf USING (queued) WHERE entry.id = %(entry)s

-- latest_checkpoint: give the newest checkpoint
SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1

-- tiles: give tiles, full ones and those of the right edge, in one snapshot; a full one comes last
SELECT level, index, hashes FROM (
    SELECT 0 AS place, edge.* FROM edge
    JOIN unnest(%(levels)s::integer[], %(indexes)s::bigint[]) AS asked (level, index)
        USING (level, index)
    UNION ALL
    SELECT 1, tile.* FROM tile
    JOIN unnest(%(levels)s::integer[], %(indexes)s::bigint[]) AS asked (level, index)
        USING (level, index)
) AS found ORDER BY place

-- pending_since: say how many entries wait for an index, and since when
SELECT waiting, since FROM pending_since()

-- definition: give a definition by its digest
SELECT service, content, tables FROM definition WHERE digest = %(digest)s

-- keep_definition: keep a definition for the cases that begin under it
INSERT INTO definition (digest, service, content, tables)
VALUES (%(digest)s, %(service)s, %(content)s, %(tables)s) ON CONFLICT DO NOTHING

-- cases_after: list cases in a fixed order, a page at a time
SELECT DISTINCT case_id::text FROM entry
WHERE case_id > %(after)s::uuid ORDER BY 1 LIMIT %(most)s

-- histories: give the entries of several cases, each in their order
SELECT entry.case_id::text, entry.content, leaf.index
FROM entry LEFT JOIN leaf USING (queued)
WHERE entry.case_id = ANY (%(cases)s::uuid[])
ORDER BY entry.case_id, entry.queued
