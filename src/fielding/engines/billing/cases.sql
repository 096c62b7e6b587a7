-- The cases of a service by the names that lines may use: made once, joined for every batch.
CREATE TEMP TABLE billed_case AS
SELECT begun, substr(subject, 6) AS id,
    json_extract_string(decode(content), '$.facts.reference') AS reference
FROM segment
WHERE kind = 'case.received' AND service = $service AND synthetic = $synthetic
