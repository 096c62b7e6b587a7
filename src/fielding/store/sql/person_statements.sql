-- Statements about persons that reports tell of: keys and pairs, and what opens a report's record.

-- model: say under which model the networks stand
SELECT model FROM link_head

-- take_model: note under which model the networks stand from now on
UPDATE link_head SET model = %(model)s

-- holders: give the reports that hold some keys, of each no more than are asked for
SELECT asked.key, held.report
FROM unnest(%(keys)s::bytea[]) AS asked (key)
CROSS JOIN LATERAL (
    SELECT report FROM link_person_key AS one WHERE one.key = asked.key LIMIT %(most)s
) AS held

-- keys: give the keys of some reports
SELECT report, key FROM link_person_key WHERE report = ANY(%(reports)s)

-- pairs: give the pairs that lie among some reports
SELECT one, other FROM link_alike WHERE one = ANY(%(reports)s) AND other = ANY(%(reports)s)

-- all_pairs: give every pair
SELECT one, other FROM link_alike

-- entries: give reports with what opens them
SELECT leaf.index, entry.content, case_key.month, case_key.wrapped, sealed.blob
FROM leaf
JOIN entry USING (queued)
JOIN case_key ON case_key.case_id = entry.case_id
LEFT JOIN sealed ON sealed.entry_id = entry.id
WHERE leaf.index = ANY(%(reports)s)

-- received: give the next reports of the ledger, with what opens them
SELECT leaf.index, entry.content, case_key.month, case_key.wrapped, sealed.blob
FROM leaf
JOIN entry USING (queued)
JOIN case_key ON case_key.case_id = entry.case_id
LEFT JOIN sealed ON sealed.entry_id = entry.id
WHERE leaf.index >= %(first)s AND leaf.index < %(before)s AND entry.kind = 'case.received'
ORDER BY leaf.index

-- size: say how far the ledger reaches
SELECT size FROM head

-- insert_keys: keep the keys of a report
INSERT INTO link_person_key (key, report) SELECT unnest(%(keys)s::bytea[]), %(report)s
ON CONFLICT DO NOTHING

-- insert_pairs: keep pairs
INSERT INTO link_alike (one, other)
SELECT * FROM unnest(%(one)s::bigint[], %(other)s::bigint[]) ON CONFLICT DO NOTHING

-- forget_pairs: take pairs away that stand no more
DELETE FROM link_alike USING unnest(%(one)s::bigint[], %(other)s::bigint[]) AS gone (one, other)
WHERE link_alike.one = gone.one AND link_alike.other = gone.other

-- forget_keys: take the keys of a report away
DELETE FROM link_person_key WHERE report = %(report)s

-- forget_pairs_of: take the pairs of a report away
DELETE FROM link_alike WHERE one = %(report)s OR other = %(report)s
