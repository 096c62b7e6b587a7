-- Statements of the list of networks: who reads it acts under row-level security.

-- networks: list networks of two and more reports that fit what is asked for, the largest first
SELECT first.case_id::text AS id, first.report AS first, known.reference, found.reports, found.bodies, found.loss,
    found.first_at, found.last_at, found.lately, count(*) OVER () AS total
FROM (
    SELECT network, count(*) AS reports, count(DISTINCT body) AS bodies,
        sum(loss)::bigint AS loss, min(received_at) AS first_at, max(received_at) AS last_at,
        count(*) FILTER (WHERE received_at > %(since)s) AS lately
    FROM link_report GROUP BY network
    HAVING count(*) >= greatest(%(reports)s::bigint, 2)
        AND count(DISTINCT body) >= %(bodies)s::bigint
        AND sum(loss) >= %(loss)s::bigint
        AND count(*) FILTER (WHERE received_at > %(since)s) >= %(lately)s::bigint
        AND (%(body)s = '' OR bool_or(body = %(body)s))
) AS found
JOIN link_report AS first ON first.report = found.network
JOIN case_row AS known ON known.case_id = first.case_id
WHERE (%(kind)s = '' OR EXISTS (
        SELECT FROM link_report AS member
        JOIN link_mention AS mention USING (report)
        JOIN link_identifier AS mentioned USING (identifier)
        WHERE member.network = found.network AND mention.whose = 'suspect'
            AND mentioned.kind = %(kind)s))
    AND (%(handed)s::boolean IS NULL OR %(handed)s::boolean = EXISTS (
        SELECT FROM link_referral AS handed WHERE handed.network = first.case_id))
ORDER BY CASE %(order)s WHEN 'bodies' THEN found.bodies WHEN 'loss' THEN found.loss
        WHEN 'lately' THEN found.lately ELSE found.reports END DESC, found.network
LIMIT %(most)s OFFSET %(skip)s
