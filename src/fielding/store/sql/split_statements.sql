-- Statements about splits: judgements that were made in one step; who reads acts under row-level security.

-- pairs: give the pairs of cases that a split named; whether it is the last said of each, and linked
SELECT named.pair ->> 0 AS one, named.pair ->> 1 AS other, last.said, EXISTS (
    SELECT FROM link_judgement AS judged
    WHERE judged.one = (named.pair ->> 0)::uuid AND judged.other = (named.pair ->> 1)::uuid
        AND judged.verdict = 'different'
) AS linked
FROM (
    SELECT made.facts -> 'pairs' AS pairs FROM (
        SELECT convert_from(content, 'UTF8')::jsonb -> 'facts' AS facts, queued FROM entry
        WHERE subject = %(split)s AND kind = 'judgement.made'
    ) AS made
    WHERE made.facts ? 'pairs' ORDER BY made.queued DESC LIMIT 1
) AS head
CROSS JOIN LATERAL jsonb_array_elements(head.pairs) AS named (pair)
CROSS JOIN LATERAL (
    SELECT kind = 'judgement.made' AND coalesce(
        convert_from(content, 'UTF8')::jsonb -> 'facts' ->> 'split' = %(split)s, false
    ) AS said
    FROM entry
    WHERE subject = 'judgement/' || (named.pair ->> 0) || '-' || (named.pair ->> 1)
    ORDER BY queued DESC LIMIT 1
) AS last

-- whereabouts: say in which network some cases are now
SELECT member.case_id::text AS "case", known.reference, first.case_id::text AS network,
    named.reference AS network_reference,
    (SELECT count(*) FROM link_report AS each WHERE each.network = member.network) AS reports
FROM link_report AS member
JOIN case_row AS known ON known.case_id = member.case_id
JOIN link_report AS first ON first.report = member.network
JOIN case_row AS named ON named.case_id = first.case_id
WHERE member.case_id = ANY(%(cases)s::uuid[])
ORDER BY first.report, member.report
