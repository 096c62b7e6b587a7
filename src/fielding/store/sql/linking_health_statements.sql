-- Statements that say how linking does; all of one look are read in one consistent sight.

-- reached: tell how far the ledger was read, under which rules, and what waits to be read
SELECT link_head.upto, head.size, link_head.version,
    (SELECT count(*) FROM link_owed) AS owed,
    head.size - link_head.upto AS waiting,
    (SELECT recorded_at FROM leaf JOIN entry USING (queued) WHERE index = link_head.upto) AS oldest
FROM link_head CROSS JOIN head

-- model: name the model of persons that the networks stand under
SELECT model FROM link_head

-- sizes: count the networks of each size; a report alone is a network of one
SELECT reports, count(*) AS networks
FROM (SELECT count(*) AS reports FROM link_report GROUP BY network) AS found
GROUP BY reports ORDER BY reports

-- identifiers: count the identifiers of each kind by what they do
SELECT kind, state, count(*) AS identifiers FROM link_identifier
GROUP BY kind, state ORDER BY kind, state

-- set_aside: count the pieces of answers that were no identifiers, by reason
SELECT aside.key AS reason, sum(aside.value::bigint)::bigint AS pieces
FROM link_report CROSS JOIN LATERAL jsonb_each_text(set_aside) AS aside
GROUP BY aside.key ORDER BY aside.key

-- linker_at_work: is the linker's lock held in this database
SELECT EXISTS (
    SELECT FROM pg_locks
    WHERE locktype = 'advisory' AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND classid::bigint << 32 | objid::bigint = %(lock)s
)

-- report_of: find the linked report that a reference names
SELECT link_report.report FROM case_row JOIN link_report USING (case_id)
WHERE case_row.reference = %(reference)s

-- all_members: give every report with its reference and its network's, and how much each holds
SELECT known.reference, named.reference AS network, member.report, member.body,
    member.received_at, member.loss
FROM link_report AS member
JOIN case_row AS known ON known.case_id = member.case_id
JOIN link_report AS first ON first.report = member.network
JOIN case_row AS named ON named.case_id = first.case_id
ORDER BY member.network, member.report

-- all_happenings: give what became of networks, in the order in which it did
SELECT place, cause, happened, network, other, reports, moved FROM link_journal ORDER BY place

-- all_networks: sum every network of two reports or more up
SELECT named.reference AS network, found.network AS first_report, found.reports, found.bodies,
    found.loss, found.first_at, found.last_at
FROM (
    SELECT network, count(*) AS reports, count(DISTINCT body) AS bodies,
        sum(loss)::bigint AS loss, min(received_at) AS first_at, max(received_at) AS last_at
    FROM link_report GROUP BY network HAVING count(*) > 1
) AS found
JOIN link_report AS first ON first.report = found.network
JOIN case_row AS named ON named.case_id = first.case_id
ORDER BY found.network
