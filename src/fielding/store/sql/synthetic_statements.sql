-- Statements about what kind of cases a hub holds.

-- holds: are there cases of real people, and are there synthetic ones
SELECT EXISTS (SELECT FROM case_row WHERE NOT synthetic), EXISTS (SELECT FROM case_row WHERE synthetic)

-- references: the references of cases, by case
SELECT case_id::text, reference FROM case_row WHERE case_id = ANY (%(cases)s::uuid[])
