-- A year of a national service, made in columns: no hub could be fed five million entries for it.

-- cases: draw for each case when it comes and what will become of it
CREATE OR REPLACE TABLE drawn AS
SELECT number AS case_number,
    1767225600000000 + (hash(number, 1) % 30240000)::BIGINT * 1000000 AS begins,
    'force-' || hash(number, 2) % 45 AS force,
    'firm-' || hash(number, 3) % 6 AS firm,
    (hash(number, 4) % 100)::INTEGER AS fate,
    (hash(number, 5) % 100)::INTEGER AS luck,
    (hash(number, 6) % 20)::BIGINT * 86400000000 AS slow
FROM range(getvariable('cases')) AS made (number);

-- steps: write what happens to each case, about ten entries
CREATE OR REPLACE TABLE step AS
SELECT case_number, firm, force, fate, luck, kind, 
    begins + later + (slow * part // 10) AS moment, told
FROM drawn CROSS JOIN (VALUES
    ('case.received', 0, 0, 100, 0, 100, FALSE),
    ('case.sorted', 1, 0, 100, 0, 100, FALSE),
    ('case.assigned', 3600000000, 1, 100, 0, 100, FALSE),
    ('case.opened', 3700000000, 1, 100, 0, 100, FALSE),
    ('case.opened', 7700000000, 1, 100, 0, 100, FALSE),
    ('case.added', 8700000000, 1, 100, 0, 100, FALSE),
    ('case.opened', 8800000000, 1, 100, 0, 20, FALSE),
    ('case.held', 9000000000, 1, 100, 0, 10, FALSE),
    ('case.released', 86400000000, 3, 100, 0, 8, FALSE),
    ('case.dismissed', 90000000000, 4, 30, 0, 100, FALSE),
    ('review.requested', 190000000000, 5, 30, 0, 5, FALSE),
    ('review.decided', 990000000000, 5, 30, 0, 4, FALSE),
    ('case.kept', 90000000000, 4, 40, 30, 100, FALSE),
    ('case.referred', 90000000000, 4, 100, 40, 100, FALSE),
    ('referral.sent', 90000000001, 4, 100, 40, 100, TRUE),
    ('referral.delivered', 160000000000, 5, 97, 40, 100, TRUE),
    ('case.opened', 165000000000, 6, 97, 40, 100, FALSE),
    ('referral.accepted', 200000000000, 9, 90, 40, 100, TRUE),
    ('referral.returned', 200000000000, 9, 95, 90, 100, TRUE),
    ('outcome.recorded', 2000000000000, 90, 75, 40, 100, TRUE)
) AS taken (kind, later, part, before, since, lucky, told)
WHERE fate >= since AND fate < before AND luck < lucky;

-- entries: give every step its place in the ledger and its typed columns
CREATE OR REPLACE TABLE entries AS
SELECT *, min(index) OVER (PARTITION BY subject) AS begun,
    CASE WHEN referral IS NOT NULL THEN min(index) OVER (PARTITION BY referral) END AS sent FROM (
    SELECT row_number() OVER (ORDER BY moment, case_number, kind) - 1 AS index,
        'fraud' AS service, getvariable('definition') AS definition, kind,
        'case/' || lpad(case_number::VARCHAR, 36, '0') AS subject, moment AS "at",
        strftime(make_timestamp(moment), '%Y-%m') AS month, make_timestamp(moment)::DATE AS day,
        CASE WHEN told THEN NULL ELSE firm END AS firm, FALSE AS synthetic,
        CASE WHEN kind = 'case.sorted' THEN CASE WHEN fate < 8 THEN 'wales' ELSE 'england' END END
            AS nation,
        CASE WHEN kind = 'case.sorted' THEN force END AS lead,
        kind = 'outcome.recorded' AND luck < 10 AS judicial,
        CASE kind WHEN 'case.dismissed' THEN 'dismiss' WHEN 'case.kept' THEN 'keep'
            WHEN 'case.referred' THEN 'refer' END AS decision,
        CASE WHEN told THEN lpad(case_number::VARCHAR, 36, 'r') END AS referral,
        CASE WHEN told THEN force END AS recipient,
        CASE WHEN kind = 'review.decided' THEN
            CASE WHEN fate < 6 THEN 'replaced' ELSE 'upheld' END END AS result,
        kind = 'outcome.recorded' AND luck < 10 AS says_judicial,
        kind = 'review.decided' AND fate < 6 AS says_replaced,
        CASE WHEN kind = 'case.received' AND luck < 60
            THEN (hash(case_number, 7) % 10000000)::BIGINT END AS pence_amount_lost
    FROM step
);

-- write: write them as segments
COPY (SELECT * FROM entries ORDER BY index) TO (getvariable('file'))
(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000);
