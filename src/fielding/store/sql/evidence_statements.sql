-- Statements that read what joins some reports, to explain it; who reads acts under row-level security.

-- place: find the report of a case, and its network
SELECT report, network FROM link_report WHERE case_id = %(case)s

-- network_reports: give the reports of a network, the earliest first
SELECT report FROM link_report WHERE network = %(network)s ORDER BY report LIMIT %(most)s

-- family_reports: give the reports that evidence holds together with one, the earliest first
SELECT report FROM link_report
WHERE family = (SELECT family FROM link_report WHERE report = %(report)s)
ORDER BY report LIMIT %(most)s

-- reports: give some reports with their places and sketches of wording, in their order
SELECT report, wording, core, in_body, family, network, torn FROM link_report
WHERE report = ANY(%(reports)s)
ORDER BY report

-- held: give what some reports mention as the other side's, but for what is only searched by
SELECT mention.report, array_agg(mention.identifier ORDER BY mention.identifier)
FROM link_mention AS mention JOIN link_identifier AS known USING (identifier)
WHERE mention.report = ANY(%(reports)s) AND mention.whose = 'suspect' AND known.state <> 'searched'
GROUP BY mention.report

-- standings: say how some identifiers stand
SELECT identifier, kind, reports, owners, mark, state
FROM link_identifier LEFT JOIN link_mark USING (token) WHERE identifier = ANY(%(identifiers)s)

-- near: give what is near some identifiers, both ways round
SELECT one, other FROM link_near WHERE one = ANY(%(identifiers)s)
UNION
SELECT other, one FROM link_near WHERE other = ANY(%(identifiers)s)

-- alike: give the reports that likely tell of one person with some reports, both ways round
SELECT one, other FROM link_alike WHERE one = ANY(%(reports)s)
UNION
SELECT other, one FROM link_alike WHERE other = ANY(%(reports)s)

-- outside: give a few reports of other networks that mention some identifiers
SELECT DISTINCT found.report FROM unnest(%(identifiers)s::bigint[]) AS wanted (identifier)
CROSS JOIN LATERAL (
    SELECT mention.report FROM link_mention AS mention JOIN link_report AS other USING (report)
    WHERE mention.identifier = wanted.identifier AND mention.whose = 'suspect'
        AND other.network <> %(network)s
    ORDER BY mention.report LIMIT %(most)s
) AS found

-- judged: give the judgements that stand on some reports
SELECT one.report, other.report, judged.verdict FROM link_judgement AS judged
JOIN link_report AS one ON one.case_id = judged.one
JOIN link_report AS other ON other.case_id = judged.other
WHERE judged.one IN (SELECT case_id FROM link_report WHERE report = ANY(%(reports)s))
UNION
SELECT one.report, other.report, judged.verdict FROM link_judgement AS judged
JOIN link_report AS one ON one.case_id = judged.one
JOIN link_report AS other ON other.case_id = judged.other
WHERE judged.other IN (SELECT case_id FROM link_report WHERE report = ANY(%(reports)s))

-- judged_different: say whether a judgement parts a report of one network from one of another
SELECT EXISTS (
    SELECT FROM link_judgement AS judged
    JOIN link_report AS one ON one.case_id = judged.one
    JOIN link_report AS other ON other.case_id = judged.other
    WHERE judged.verdict = 'different'
        AND (one.network, other.network) IN ((%(one)s, %(other)s), (%(other)s, %(one)s))
)
