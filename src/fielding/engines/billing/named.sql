-- The cases that lines name, and with each those of its entries that make the unit, in order.
WITH received AS (
    SELECT begun, id, reference, person, amounts FROM told
    WHERE unit = $unit AND kind = 'case.received'
), wanted AS (
    SELECT name, received.* FROM given JOIN received ON received.reference = given.name
    UNION
    SELECT name, received.* FROM given JOIN received ON received.id = given.name
)
SELECT wanted.name, wanted.id, wanted.reference, wanted.person, wanted.amounts, told.index,
    told.kind, told.day, told.firm, told.contract, told.person, told.amounts
FROM wanted LEFT JOIN told ON told.begun = wanted.begun AND told.unit = $unit
    AND ($kinds IS NULL OR list_contains($kinds, told.kind))
ORDER BY wanted.name, told.index
