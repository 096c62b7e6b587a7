-- What units are made of, by unit: filled when one is first asked for, joined for every batch.
CREATE TEMP TABLE told (
    unit VARCHAR, begun BIGINT, index BIGINT, kind VARCHAR, day DATE, firm VARCHAR,
    contract VARCHAR, id VARCHAR, reference VARCHAR, person VARCHAR, amounts VARCHAR[]
)
