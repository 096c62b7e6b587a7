-- Fills the tables of linking from those that hold what was drawn. Whether a row refers to what is
-- there is not asked each time, because all of them do; the indexes are kept up as they always are.
SET session_replication_role = replica;

INSERT INTO link_report (report, case_id, network, core, in_body, family, received_at, loss,
    set_aside)
SELECT report, gen_random_uuid(), report, report, false, report, now(), 0, '{}'
FROM (SELECT DISTINCT report FROM told_rows) AS told;

INSERT INTO link_identifier (identifier, kind, token, shown) OVERRIDING SYSTEM VALUE
SELECT identifier, CASE WHEN bool_or(wide) THEN 'account' ELSE 'phone' END,
    decode(lpad(to_hex(identifier), 32, '0'), 'hex'), ''
FROM told_kinds GROUP BY identifier;

INSERT INTO link_mention
SELECT report, identifier, CASE WHEN own THEN 'reporter' ELSE 'suspect' END FROM told_rows;

INSERT INTO link_near SELECT least(one, other), greatest(one, other) FROM told_near
ON CONFLICT DO NOTHING;

DROP TABLE told_rows, told_near, told_kinds;
ANALYZE;
