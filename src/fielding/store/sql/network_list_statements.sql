-- Statements of the list of networks: who reads it acts under row-level security.

-- networks: list networks of two and more reports that fit what is asked for, the largest first
WITH found AS (
    SELECT network, count(*) AS reports, count(DISTINCT body) AS bodies,
        sum(loss)::bigint AS loss, min(received_at) AS first_at, max(received_at) AS last_at,
        count(*) FILTER (WHERE received_at > %(since)s) AS lately
    FROM link_report GROUP BY network
    HAVING count(*) >= greatest(%(reports)s::bigint, 2)
        AND count(DISTINCT body) >= %(bodies)s::bigint
        AND sum(loss) >= %(loss)s::bigint
        AND count(*) FILTER (WHERE received_at > %(since)s) >= %(lately)s::bigint
        AND (%(body)s = '' OR bool_or(body = %(body)s))
), handed AS (
    SELECT DISTINCT first.report AS network
    FROM link_referral JOIN link_report AS first ON first.case_id = link_referral.network
), page AS (
    SELECT found.*, count(*) OVER () AS total,
        CASE %(order)s WHEN 'bodies' THEN bodies WHEN 'loss' THEN loss WHEN 'lately' THEN lately
            ELSE reports END AS most
    FROM found LEFT JOIN handed USING (network)
    WHERE %(handed)s::boolean IS NULL OR %(handed)s::boolean = (handed.network IS NOT NULL)
    ORDER BY most DESC, network LIMIT %(most)s OFFSET %(skip)s
)
-- Only what stands on the page is looked up by name: to do so for each that fits takes as long again.
SELECT first.case_id::text AS id, first.report AS first, known.reference, page.reports, page.bodies, page.loss,
    page.first_at, page.last_at, page.lately, page.total
FROM page
JOIN link_report AS first ON first.report = page.network
JOIN case_row AS known ON known.case_id = first.case_id
ORDER BY page.most DESC, page.network
