-- The entries of some kinds (none given: all) of the cases asked for, case by case in their order.
WITH wanted AS (
    SELECT name, billed_case.* FROM asked JOIN billed_case ON billed_case.reference = asked.name
    UNION
    SELECT name, billed_case.* FROM asked JOIN billed_case ON billed_case.id = asked.name
)
SELECT wanted.name, wanted.id, wanted.reference, segment.index, segment.kind, segment.day,
    segment.firm, segment.contract,
    json_extract_string(decode(content), '$.facts.person') AS person,
    json_extract(decode(content), $amount) AS amount,
    json_extract(decode(content), $answer) AS answer
FROM segment JOIN wanted USING (begun)
WHERE $kinds IS NULL OR list_contains($kinds, segment.kind)
ORDER BY wanted.name, segment.index
