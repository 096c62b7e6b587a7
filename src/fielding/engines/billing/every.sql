-- Every case, and with each those of its entries that make the unit, in order.
SELECT received.id, received.id, received.reference, received.person, received.amounts, told.index,
    told.kind, told.day, told.firm, told.contract, told.person, told.amounts
FROM told AS received JOIN told ON told.begun = received.begun AND told.unit = $unit
    AND ($kinds IS NULL OR list_contains($kinds, told.kind))
WHERE received.unit = $unit AND received.kind = 'case.received'
ORDER BY received.id, told.index
