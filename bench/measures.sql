-- The measures of the fraud service as somebody would write them by hand for DuckDB, who knows that
-- a report is received once and sorted once, and that a force answers a referral once.

-- cases: whose each case is
CREATE OR REPLACE TEMP TABLE hand_case AS
SELECT begun, any_value(firm) FILTER (kind = 'case.received') AS received_by,
    arg_max(firm, index) FILTER (kind IN ('case.received', 'case.assigned', 'case.dismissed',
        'case.kept', 'case.referred')) AS firm,
    coalesce(arg_max(recipient, index) FILTER (kind = 'referral.sent'),
        any_value(lead) FILTER (kind = 'case.sorted'), '-') AS force,
    coalesce(any_value(nation) FILTER (kind = 'case.sorted'), 'england') AS nation,
    min("at") FILTER (kind = 'case.erased') AS erased_at
FROM entries
WHERE kind IN ('case.received', 'case.sorted', 'case.assigned', 'case.dismissed', 'case.kept',
    'case.referred', 'referral.sent', 'case.erased')
GROUP BY begun;

-- first_look: share decided within five working days, holds left out, and how long it took
WITH looked AS (
    SELECT begun, any_value(month) FILTER (kind = 'case.received') AS month,
        any_value(day) FILTER (kind = 'case.received') AS day,
        any_value("at") FILTER (kind = 'case.received') AS started,
        min("at") FILTER (kind IN ('case.referred', 'case.kept', 'case.dismissed')) AS stopped,
        arg_min(firm, index) FILTER (kind IN ('case.referred', 'case.kept', 'case.dismissed'))
            AS stopped_by,
        coalesce(sum("at") FILTER (kind = 'case.released'), 0)
            - coalesce(sum("at") FILTER (kind = 'case.held'), 0) AS waited,
        count(*) FILTER (kind = 'case.held') > count(*) FILTER (kind = 'case.released') AS on_hold,
        max("at") FILTER (kind = 'case.held') AS held_at
    FROM entries
    WHERE kind IN ('case.received', 'case.referred', 'case.kept', 'case.dismissed', 'case.held',
        'case.released')
    GROUP BY begun
), timed AS (
    SELECT looked.*, hand_case.*, due + waited + CASE WHEN on_hold THEN held_at ELSE 0 END AS due_at
    FROM looked JOIN hand_case USING (begun)
    JOIN dues ON dues.nation = hand_case.nation AND dues.day = looked.day AND amount = 5
)
SELECT month, CASE WHEN stopped IS NULL THEN firm ELSE stopped_by END AS firm, force,
    CASE WHEN stopped <= due_at THEN 'kept' WHEN stopped IS NOT NULL THEN 'missed'
        WHEN CASE WHEN on_hold THEN held_at ELSE least(coalesce(erased_at, getvariable('now')),
            getvariable('now')) END > due_at THEN 'overdue' ELSE 'running' END AS says,
    count(*) AS number
FROM timed GROUP BY ALL;

-- acceptance: share of delivered referrals answered within five working days
WITH told AS (
    SELECT any_value(begun) AS begun, any_value(month) FILTER (kind = 'referral.delivered') AS month,
        any_value(day) FILTER (kind = 'referral.delivered') AS day,
        min("at") FILTER (kind IN ('referral.accepted', 'referral.returned')) AS stopped,
        any_value(recipient) FILTER (kind = 'referral.sent') AS recipient
    FROM entries
    WHERE kind IN ('referral.sent', 'referral.delivered', 'referral.accepted', 'referral.returned')
    GROUP BY sent
)
SELECT told.month, firm, recipient AS force,
    CASE WHEN stopped <= due THEN 'kept' WHEN stopped IS NOT NULL THEN 'missed'
        WHEN least(coalesce(erased_at, getvariable('now')), getvariable('now')) > due
        THEN 'overdue' ELSE 'running' END AS says,
    count(*) AS number
FROM told JOIN hand_case USING (begun)
JOIN dues ON dues.nation = hand_case.nation AND dues.day = told.day AND amount = 5
WHERE told.month IS NOT NULL GROUP BY ALL;

-- outcome: share of accepted referrals with an outcome within ninety days
WITH told AS (
    SELECT any_value(begun) AS begun, any_value(month) FILTER (kind = 'referral.accepted') AS month,
        any_value("at") FILTER (kind = 'referral.accepted') AS started,
        min("at") FILTER (kind = 'outcome.recorded') AS stopped,
        any_value(recipient) FILTER (kind = 'referral.sent') AS recipient
    FROM entries
    WHERE kind IN ('referral.sent', 'referral.accepted', 'outcome.recorded')
    GROUP BY sent
)
SELECT month, firm, recipient AS force,
    CASE WHEN stopped <= started + 7776000000000 THEN 'kept' WHEN stopped IS NOT NULL THEN 'missed'
        WHEN least(coalesce(erased_at, getvariable('now')), getvariable('now'))
            > started + 7776000000000 THEN 'overdue' ELSE 'running' END AS says,
    count(*) AS number
FROM told JOIN hand_case USING (begun) WHERE month IS NOT NULL GROUP BY ALL;

-- reports: reports received
SELECT month, coalesce(entries.firm, hand_case.firm) AS firm, force, 'counted' AS says,
    count(*) AS number
FROM entries JOIN hand_case USING (begun) WHERE kind = 'case.received' GROUP BY ALL;

-- judicial: share of outcomes that are judicial
SELECT month, CASE WHEN recipient IS NULL THEN coalesce(entries.firm, hand_case.firm)
        ELSE hand_case.firm END AS firm,
    coalesce(recipient, force) AS force,
    CASE WHEN says_judicial THEN 'judicial' ELSE 'not-judicial' END AS says, count(*) AS number
FROM entries JOIN hand_case USING (begun) WHERE kind = 'outcome.recorded' GROUP BY ALL;

-- overturned: share of reviews that replaced the decision, for the firm that decided
SELECT answered.month, decided.firm, force,
    CASE WHEN answered.says_replaced THEN 'replaced' ELSE 'not-replaced' END AS says,
    count(*) AS number
FROM entries AS answered JOIN hand_case USING (begun)
JOIN entries AS decided ON decided.begun = answered.begun AND decided.decision IS NOT NULL
WHERE answered.kind = 'review.decided' GROUP BY ALL;

-- told: reports that say how much was lost
SELECT month, coalesce(entries.firm, hand_case.firm) AS firm, force,
    CASE WHEN pence_amount_lost IS NULL THEN 'not-told' ELSE 'told' END AS says, count(*) AS number
FROM entries JOIN hand_case USING (begun) WHERE kind = 'case.received' GROUP BY ALL;

-- lost: what they say, added up in pence
SELECT month, coalesce(entries.firm, hand_case.firm) AS firm, force, 'told' AS says,
    sum(pence_amount_lost)::BIGINT AS number
FROM entries JOIN hand_case USING (begun)
WHERE kind = 'case.received' AND pence_amount_lost IS NOT NULL GROUP BY ALL;
