-- What a unit is made of, read once: its kinds of entry (none given: all), and how cases begin.
INSERT INTO told
SELECT $unit, begun, index, kind, day, firm, contract, substr(subject, 6),
    json_extract_string(decode(content), '$.facts.reference'),
    json_extract_string(decode(content), '$.facts.person'),
    CASE WHEN $amounts IS NOT NULL THEN json_extract(decode(content), $amounts) END
FROM segment
WHERE service = $service AND synthetic = $synthetic AND starts_with(subject, 'case/')
    AND ($kinds IS NULL OR kind = 'case.received' OR list_contains($kinds, kind))
