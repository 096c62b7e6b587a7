-- Statements that tell where a report belongs, and by what; who reads acts under row-level security.

-- network: find the network of a case, how large it is, and the cases of it that the case was judged
-- to belong with
SELECT first.case_id::text AS network,
    (SELECT count(*) FROM link_report AS member WHERE member.network = own.network) AS reports,
    ARRAY(
        SELECT member.case_id::text
        FROM (
            SELECT judged.other FROM link_judgement AS judged
            WHERE judged.one = own.case_id AND judged.verdict = 'same'
            UNION ALL
            SELECT judged.one FROM link_judgement AS judged
            WHERE judged.other = own.case_id AND judged.verdict = 'same'
        ) AS same (case_id)
        JOIN link_report AS member ON member.case_id = same.case_id AND member.network = own.network
        ORDER BY member.report
    ) AS judged
FROM link_report AS own JOIN link_report AS first ON first.report = own.network
WHERE own.case_id = %(case)s

-- ties: give the identifiers of a case that tie it to a report of its network, the rarest first
SELECT mine.identifier, mine.kind, mine.token, mine.shown, mine.reports, tied.theirs,
    other.case_id::text AS other
FROM link_report AS own
JOIN link_mention AS mention ON mention.report = own.report AND mention.whose = 'suspect'
JOIN link_identifier AS mine
    ON mine.identifier = mention.identifier AND mine.state IN ('joins', 'offender')
CROSS JOIN LATERAL (
    SELECT mine.identifier WHERE mine.reports > 1
    UNION ALL SELECT link_near.other FROM link_near WHERE link_near.one = mine.identifier
    UNION ALL SELECT link_near.one FROM link_near WHERE link_near.other = mine.identifier
) AS tied (theirs)
CROSS JOIN LATERAL (
    SELECT member.case_id
    FROM link_mention AS their
    JOIN link_identifier AS known
        ON known.identifier = their.identifier AND known.state IN ('joins', 'offender')
    JOIN link_report AS member ON member.report = their.report
    WHERE their.identifier = tied.theirs AND their.whose = 'suspect'
        AND member.network = own.network AND member.report <> own.report
    ORDER BY their.report LIMIT 1
) AS other
WHERE own.case_id = %(case)s
ORDER BY mine.reports, mine.identifier, tied.theirs
