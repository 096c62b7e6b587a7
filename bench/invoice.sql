-- The columns of a year's segments that invoices ask for, beside those of year.sql.

-- sealed: give every entry its bytes, a contract, and to each report its reference
COPY (
    SELECT index, kind, subject, begun, day, service, synthetic, firm,
        CASE WHEN firm IS NOT NULL THEN 'intake' END AS contract,
        encode('{"actor":"a-' || hash(index) || '","commitment":"' || md5(subject) || md5(kind)
            || '","facts":{"reference":"R' || right(subject, 9) || '"},"id":"' || md5(subject)
            || '","previous":"' || md5(subject) || md5(kind) || '"}') AS content
    FROM entries ORDER BY index
) TO (getvariable('file')) (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000);

-- referred: the reports that were referred in a month, by their references
SELECT 'R' || right(subject, 9) AS reference FROM entries
WHERE kind = 'case.referred' AND month IN ('2026-03', '2026-04', '2026-05', '2026-06', '2026-07')
GROUP BY ALL ORDER BY reference LIMIT getvariable('lines');
