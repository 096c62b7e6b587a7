-- Statements of pages about networks: who reads them acts under row-level security.

-- network_of: find the network of a case, and how large it is
SELECT first.case_id::text AS network, count(*) AS reports
FROM link_report AS own
JOIN link_report AS member USING (network)
JOIN link_report AS first ON first.report = own.network
WHERE own.case_id = %(case)s
GROUP BY first.case_id

-- to_link: count the entries of the ledger that linking has yet to read
SELECT head.size - link_head.upto AS entries FROM link_head CROSS JOIN head

-- network: sum up one network by the case that it is named after
SELECT first.case_id::text AS id, first.report AS first, known.reference, count(*) AS reports,
    count(DISTINCT member.body) AS bodies, sum(member.loss)::bigint AS loss,
    min(member.received_at) AS first_at, max(member.received_at) AS last_at,
    count(*) FILTER (WHERE member.received_at > %(since)s) AS lately, 1 AS total
FROM link_report AS first
JOIN link_report AS member ON member.network = first.network
JOIN case_row AS known ON known.case_id = first.case_id
WHERE first.case_id = %(network)s AND first.report = first.network
GROUP BY first.case_id, first.report, known.reference

-- members: list the reports of a network, the earliest first
SELECT member.report, member.case_id::text AS "case", known.reference, member.body, member.received_at,
    member.loss, known.state
FROM link_report AS first
JOIN link_report AS member ON member.network = first.network
JOIN case_row AS known ON known.case_id = member.case_id
WHERE first.case_id = %(network)s AND first.report = first.network
ORDER BY member.report LIMIT %(most)s OFFSET %(skip)s

-- mentions: say which of some reports mention what that others mention too, and may join them
SELECT mention.report, mention.identifier, mention.whose
FROM link_mention AS mention
JOIN link_identifier AS known USING (identifier)
WHERE mention.report = ANY(%(reports)s) AND known.reports + known.owners > 1
    AND known.state <> 'searched'
ORDER BY mention.report, mention.identifier

-- identifiers: describe identifiers by their numbers
SELECT identifier, kind, token, shown, reports, owners, state, mark
FROM link_identifier LEFT JOIN link_mark USING (token) WHERE identifier = ANY(%(identifiers)s) ORDER BY identifier

-- identifiers_by_token: describe identifiers by their tokens
SELECT identifier, kind, token, shown, reports, owners, state, mark
FROM link_identifier LEFT JOIN link_mark USING (token) WHERE token = ANY(%(tokens)s) ORDER BY identifier

-- journal: tell what became of a network, the latest first, and of which other one
SELECT told.happened, told.cause, entry.kind AS "by", told.network <> first.report AS reverse,
    convert_from(entry.content, 'UTF8')::jsonb -> 'facts' ? 'split' AS in_split,
    with_it.case_id::text AS other, named.reference AS other_reference, told.reports, told.moved,
    entry.recorded_at AS at
FROM link_report AS first
JOIN link_journal AS told ON told.network = first.report OR told.other = first.report
JOIN leaf ON leaf.index = told.cause
JOIN entry USING (queued)
LEFT JOIN link_report AS with_it
    ON with_it.report = CASE WHEN told.network = first.report THEN told.other ELSE told.network END
LEFT JOIN case_row AS named ON named.case_id = with_it.case_id
WHERE first.case_id = %(network)s
ORDER BY told.place DESC LIMIT %(most)s

-- judgements: list the judgements that touch some reports, who made them, and in which split
SELECT judged.one::text AS one, judged.other::text AS other,
    one.reference AS one_reference, other.reference AS other_reference, judged.verdict,
    made.content ->> 'actor' AS by, made.at, made.content -> 'facts' ->> 'split' AS split
FROM link_judgement AS judged
JOIN case_row AS one ON one.case_id = judged.one
JOIN case_row AS other ON other.case_id = judged.other
CROSS JOIN LATERAL (
    SELECT convert_from(content, 'UTF8')::jsonb AS content, recorded_at AS at FROM entry
    WHERE subject = 'judgement/' || judged.one || '-' || judged.other AND kind = 'judgement.made'
    ORDER BY queued DESC LIMIT 1
) AS made
WHERE judged.one = ANY(%(cases)s::uuid[]) OR judged.other = ANY(%(cases)s::uuid[])
ORDER BY one.reference, other.reference LIMIT %(most)s

-- named_cases: give the references of some cases
SELECT case_id::text AS "case", reference FROM case_row WHERE case_id = ANY(%(cases)s::uuid[])
ORDER BY reference

-- mentioned: say which networks mention some identifiers, and in how many reports
SELECT mention.identifier, first.case_id::text AS network, named.reference,
    count(DISTINCT mention.report) AS reports
FROM link_mention AS mention
JOIN link_report AS member USING (report)
JOIN link_report AS first ON first.report = member.network
JOIN case_row AS named ON named.case_id = first.case_id
WHERE mention.identifier = ANY(%(identifiers)s)
GROUP BY mention.identifier, first.case_id, named.reference
ORDER BY mention.identifier, count(*) DESC, named.reference LIMIT %(most)s

-- near: find identifiers that share a form with what is looked for
SELECT DISTINCT known.identifier FROM link_near_form AS near
JOIN link_identifier AS known USING (identifier)
WHERE near.form = ANY(%(forms)s::bigint[]) LIMIT %(most)s

-- referred: list the bodies that a network was handed to
SELECT recipient, min(referred_at) AS at, count(*) AS reports FROM link_referral
WHERE network = %(network)s GROUP BY recipient ORDER BY min(referred_at)

-- referred_on: say when a case was first in a network that was handed to a force
SELECT network_referred_on(%(case)s) AS "on"

-- judged: say who made the judgements that stand between some reports, and when
SELECT judged.one::text AS one, judged.other::text AS other,
    one.reference AS one_reference, other.reference AS other_reference, judged.verdict,
    made.by, made.at
FROM link_judgement AS judged
JOIN case_row AS one ON one.case_id = judged.one
JOIN case_row AS other ON other.case_id = judged.other
CROSS JOIN LATERAL judged_by(judged.one, judged.other) AS made
WHERE judged.one = ANY(%(cases)s::uuid[]) AND judged.other = ANY(%(cases)s::uuid[])
ORDER BY one.reference, other.reference

-- handed: list networks that were handed to a body, the latest first
SELECT handed.network::text AS network, min(handed.referred_at) AS at, count(*) AS reports,
    count(member.report) AS remain, coalesce(sum(member.loss), 0)::bigint AS loss,
    coalesce((array_agg(known.reference ORDER BY member.report))[1], '') AS reference,
    count(*) OVER () AS total
FROM link_referral AS handed
LEFT JOIN link_report AS member USING (case_id)
LEFT JOIN case_row AS known USING (case_id)
WHERE handed.recipient = %(recipient)s
    AND (%(network)s::uuid IS NULL OR handed.network = %(network)s::uuid)
GROUP BY handed.network
ORDER BY min(handed.referred_at) DESC, handed.network LIMIT %(most)s OFFSET %(skip)s

-- handed_members: list the reports of a network that were handed to a body, the earliest first
SELECT member.report, member.case_id::text AS "case", known.reference, member.body,
    member.received_at, member.loss, known.state
FROM link_referral AS handed
JOIN link_report AS member USING (case_id)
JOIN case_row AS known USING (case_id)
WHERE handed.network = %(network)s AND handed.recipient = %(recipient)s
ORDER BY member.report
