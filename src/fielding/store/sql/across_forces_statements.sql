-- Statements of the estimate across forces: reports are counted here, and none leaves.

-- forces: count the reports of each force; those of which none could be told stand under NULL
SELECT body, count(*) AS reports FROM link_report GROUP BY body

-- groups: count the groups known when joined by how many forces know them alone, and those of each force
WITH held AS MATERIALIZED (
    SELECT network, body, count(*) AS reports FROM link_report
    WHERE network IN (
        SELECT network FROM link_report GROUP BY network HAVING count(*) >= %(known_at)s)
    GROUP BY network, body
), known AS (
    SELECT count(*) FILTER (WHERE body IS NOT NULL AND reports >= %(known_at)s) AS forces
    FROM held GROUP BY network
)
SELECT NULL AS body, forces, count(*) AS groups FROM known GROUP BY forces
UNION ALL
SELECT body, NULL, count(*) FROM held
WHERE body IS NOT NULL AND reports >= %(known_at)s GROUP BY body ORDER BY body

-- identifiers: count what joins the known groups by kind: groups that leave any, how many each, different ones
WITH member AS MATERIALIZED (
    SELECT report, network FROM link_report
    WHERE network IN (
        SELECT network FROM link_report GROUP BY network HAVING count(*) >= %(known_at)s)
), told AS MATERIALIZED (
    SELECT report, identifier FROM link_mention WHERE whose = 'suspect'
), joining AS MATERIALIZED (
    -- Each table is read once from end to end: to look each of most of its rows up takes twice as long.
    SELECT identifier, kind FROM link_identifier WHERE state IN ('joins', 'offender')
), pair AS (
    SELECT DISTINCT network, identifier FROM member JOIN told USING (report)
)
SELECT kind, count(DISTINCT network) AS leaving, count(*) AS "left",
    count(DISTINCT identifier) AS identifiers
FROM pair JOIN joining USING (identifier) GROUP BY kind ORDER BY kind

-- known_networks: give the first networks that are known when joined, with their entries and forces
WITH known AS (
    SELECT network FROM link_report GROUP BY network HAVING count(*) >= %(known_at)s
    ORDER BY network LIMIT %(most)s::bigint
), member AS (
    SELECT network, report, body, count(*) OVER (PARTITION BY network, body) AS held
    FROM known JOIN link_report USING (network)
)
SELECT network, array_agg(report ORDER BY report) AS entries,
    coalesce(array_agg(DISTINCT body) FILTER (WHERE body IS NOT NULL), '{}') AS forces,
    coalesce(array_agg(DISTINCT body) FILTER (
        WHERE body IS NOT NULL AND held >= %(known_at)s), '{}') AS known_to
FROM member GROUP BY network ORDER BY network

-- named: give the case and reference of some reports
SELECT link_report.report, link_report.case_id::text AS "case", case_row.reference
FROM link_report JOIN case_row USING (case_id) WHERE link_report.report = ANY(%(reports)s)
