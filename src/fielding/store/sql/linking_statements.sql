-- Statements of the linker: it reads the ledger in its order, and keeps what follows for links.
-- What is told as JSON is read into columns first (MATERIALIZED): under row-level security a condition
-- with a function in it is no condition for an index.

-- take_over: lock out any other linker for as long as this connection lives
SELECT pg_try_advisory_lock(%(lock)s)

-- listen: hear of each checkpoint of the sequencer
LISTEN checkpoint

-- upto: tell how far the ledger was read, under which rules, and how the networks stand
SELECT upto, version, measured, unplaced FROM link_head

-- start_over: wait for the stretch at work, and keep the next one out
SELECT FROM link_head FOR UPDATE

-- begin: tell the same for a stretch, and keep out whoever starts over until it is kept. Every
-- statement of it is planned once, by indexes: a plan that goes through whole tables, made while they
-- were small, would outlive that
SELECT link_head.upto, head.size, link_head.model, set_config('plan_cache_mode', 'force_generic_plan', true),
    set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
    set_config('enable_mergejoin', 'off', true)
FROM link_head, head
FOR NO KEY UPDATE OF link_head

-- next_entries: give what is to be taken up in a stretch of the ledger, with what opens it; each
-- look-up follows from the row before (OFFSET 0 keeps it so), whatever the tables' statistics say
WITH coming AS MATERIALIZED
    (SELECT index, queued FROM leaf WHERE index >= %(first)s AND index < %(before)s)
SELECT coming.index, said.content, key.month, key.wrapped, part.blob, row.suggested
FROM coming
CROSS JOIN LATERAL (SELECT id, case_id, content FROM entry
    WHERE queued = coming.queued AND kind = ANY(%(kinds)s) OFFSET 0) AS said
LEFT JOIN LATERAL
    (SELECT month, wrapped FROM case_key WHERE case_id = said.case_id OFFSET 0) AS key ON true
LEFT JOIN LATERAL (SELECT blob FROM sealed WHERE entry_id = said.id OFFSET 0) AS part ON true
LEFT JOIN LATERAL
    (SELECT suggested FROM case_row WHERE case_id = said.case_id OFFSET 0) AS row ON true
ORDER BY coming.index

-- move: note how far the ledger was read, and under which rules
UPDATE link_head SET upto = %(upto)s, version = %(version)s, measured = %(measured)s,
    unplaced = %(unplaced)s

-- reports: give the reports of some cases
SELECT case_id::text, report FROM link_report WHERE case_id = ANY(%(cases)s::uuid[])

-- meet: give the numbers of identifiers by token, new ones to those not known, and of these the marks
-- on them and the identifiers kept that have a form which they seek. The forms that each seeks end at
-- a place, and begin where those of the one before end
WITH asked AS MATERIALIZED (
    SELECT token, coalesce(lag(ends) OVER (), 0) AS begin, ends
    FROM unnest(%(tokens)b::bytea[], %(ends)b::integer[]) AS asked (token, ends)
)
SELECT asked.token, coalesce(known.identifier, nextval('link_identifier_identifier_seq')),
    known.identifier IS NULL,
    CASE WHEN known.identifier IS NULL
        THEN (SELECT mark FROM link_mark WHERE link_mark.token = asked.token) END,
    CASE WHEN known.identifier IS NULL THEN ARRAY(
        SELECT kept.identifier
        FROM unnest((%(forms)s::bigint[])[asked.begin + 1:asked.ends]) AS sought (form)
        JOIN link_near_form AS kept USING (form)
    ) END
FROM asked LEFT JOIN link_identifier AS known USING (token)

-- known: give an identifier by its token
SELECT identifier FROM link_identifier WHERE token = %(token)s

-- insert_reports: keep reports, each where the rules place it
INSERT INTO link_report (report, case_id, network, core, in_body, family, torn, body, received_at,
    loss, set_aside, wording)
SELECT (row ->> 0)::bigint, (row ->> 1)::uuid, (row ->> 2)::bigint, (row ->> 3)::bigint,
    (row ->> 4)::boolean, (row ->> 5)::bigint, (row ->> 6)::boolean, row ->> 7,
    (row ->> 8)::timestamptz, (row ->> 9)::bigint, (row ->> 10)::jsonb, (row ->> 11)::bigint
FROM json_array_elements(%(rows)s::json) AS row

-- keep_told: keep identifiers that came, with the forms of each, which a backlog's wait to be laid out,
-- and mentions that came, which add to the counts of identifiers that were known; one statement, since
-- each takes the server a while
WITH identifiers AS (
    INSERT INTO link_identifier (identifier, kind, token, shown, reports, owners, state, forms)
    OVERRIDING SYSTEM VALUE
    SELECT (row ->> 0)::bigint, row ->> 1, decode(row ->> 2, 'hex'), decode(row ->> 3, 'hex'),
        (row ->> 4)::integer, (row ->> 5)::integer, row ->> 6,
        (%(forms)s::bigint[])[(row ->> 7)::integer + 1:(row ->> 8)::integer]
    FROM json_array_elements(%(identifiers)s::json) AS row
    RETURNING identifier, forms
), forms AS (
    INSERT INTO link_near_form (form, identifier)
    SELECT form, identifier FROM identifiers CROSS JOIN unnest(identifiers.forms) AS form
    WHERE NOT %(waiting)s::boolean
), mentions AS (
    INSERT INTO link_mention (report, identifier, whose)
    SELECT (row ->> 0)::bigint, (row ->> 1)::bigint, row ->> 2
    FROM json_array_elements(%(mentions)s::json) AS row
    ON CONFLICT DO NOTHING
), gained AS MATERIALIZED (
    SELECT (row ->> 0)::bigint AS identifier, (row ->> 1)::integer AS reports,
        (row ->> 2)::integer AS owners
    FROM json_array_elements(%(gained)s::json) AS row
)
UPDATE link_identifier AS known
SET reports = known.reports + gained.reports, owners = known.owners + gained.owners
FROM gained WHERE known.identifier = gained.identifier

-- wait: keep which identifiers of a backlog wait to meet, and what each seeks besides its own forms
INSERT INTO link_unmet (identifier, also_sought)
SELECT (row ->> 0)::bigint,
    (%(sought)s::bigint[])[(row ->> 1)::integer + 1:(row ->> 2)::integer]
FROM json_array_elements(%(rows)s::json) AS row

-- make_room: let a backlog be sorted in memory, as far as it goes in there, and whole tables be gone
-- through where they are small beside it, or it beside them
SELECT set_config('work_mem', '256MB', true), set_config('plan_cache_mode', 'force_custom_plan', true),
    set_config('enable_seqscan', 'on', true), set_config('enable_hashjoin', 'on', true),
    set_config('enable_mergejoin', 'on', true)

-- lay_out: lay out the forms of all that wait; in their order, millions go quickly into the index
INSERT INTO link_near_form (form, identifier)
SELECT form, identifier
FROM link_unmet JOIN link_identifier USING (identifier) CROSS JOIN unnest(forms) AS form
ORDER BY form

-- meet_together: let all that wait meet those near them, and give the pairs
INSERT INTO link_near (one, other)
SELECT DISTINCT least(sought.identifier, kept.identifier), greatest(sought.identifier, kept.identifier)
FROM (
    SELECT form, identifier
    FROM link_unmet JOIN link_identifier USING (identifier)
        CROSS JOIN unnest(forms || also_sought) AS form
    WHERE state <> 'searched'
    ORDER BY form OFFSET 0
) AS sought
JOIN link_near_form AS kept USING (form)
WHERE kept.identifier <> sought.identifier
RETURNING one, other

-- all_met: nothing waits any more
DELETE FROM link_unmet

-- mentions_of: give what a report mentions
SELECT identifier FROM link_mention WHERE report = %(report)s

-- insert_near: keep which identifiers are near each other
INSERT INTO link_near (one, other)
SELECT (row ->> 0)::bigint, (row ->> 1)::bigint
FROM json_array_elements(%(rows)s::json) AS row
ON CONFLICT DO NOTHING

-- count: count anew who mentions some identifiers
UPDATE link_identifier AS known SET reports = counted.reports, owners = counted.owners
FROM (
    SELECT identifier, count(*) FILTER (WHERE whose = 'suspect') AS reports,
        count(*) FILTER (WHERE whose = 'reporter') AS owners
    FROM link_mention WHERE identifier = ANY(%(identifiers)s) GROUP BY identifier
) AS counted
WHERE known.identifier = counted.identifier

-- place_reports: keep where the rules place some reports
WITH placed AS MATERIALIZED (
    SELECT (row ->> 0)::bigint AS report, (row ->> 1)::bigint AS network, (row ->> 2)::bigint AS core,
        (row ->> 3)::boolean AS in_body, (row ->> 4)::bigint AS family, (row ->> 5)::boolean AS torn
    FROM json_array_elements(%(rows)s::json) AS row)
UPDATE link_report SET network = placed.network, core = placed.core, in_body = placed.in_body,
    family = placed.family, torn = placed.torn
FROM placed WHERE link_report.report = placed.report

-- forget_owed: nothing is owed any more
DELETE FROM link_owed

-- insert_owed: note what is owed
INSERT INTO link_owed (what, number) SELECT row ->> 0, (row ->> 1)::bigint
FROM json_array_elements(%(rows)s::json) AS row
ON CONFLICT DO NOTHING

-- set_states: keep how the rules see some identifiers
WITH seen AS MATERIALIZED (
    SELECT (row ->> 0)::bigint AS identifier, row ->> 1 AS state FROM json_array_elements(%(rows)s::json) AS row)
UPDATE link_identifier SET state = seen.state
FROM seen WHERE link_identifier.identifier = seen.identifier

-- forget_mentions: take a report's mentions away
DELETE FROM link_mention WHERE report = %(report)s RETURNING identifier

-- forget_report: take a report away
DELETE FROM link_report WHERE report = %(report)s

-- forget_forms: take the forms of identifiers away that nobody mentions any more
WITH gone AS MATERIALIZED (
    SELECT form, identifier FROM link_identifier AS known CROSS JOIN unnest(known.forms) AS form
    WHERE known.identifier = ANY(%(identifiers)s)
        AND NOT EXISTS (SELECT FROM link_mention WHERE link_mention.identifier = known.identifier)
)
DELETE FROM link_near_form AS kept USING gone
WHERE kept.form = gone.form AND kept.identifier = gone.identifier

-- forget_near: take away what was near identifiers that nobody mentions any more
DELETE FROM link_near WHERE
    (one = ANY(%(identifiers)s)
        AND NOT EXISTS (SELECT FROM link_mention WHERE link_mention.identifier = one))
    OR (other = ANY(%(identifiers)s)
        AND NOT EXISTS (SELECT FROM link_mention WHERE link_mention.identifier = other))

-- forget_identifiers: take identifiers away that nobody mentions any more, and give them
DELETE FROM link_identifier AS known WHERE known.identifier = ANY(%(identifiers)s)
    AND NOT EXISTS (SELECT FROM link_mention WHERE link_mention.identifier = known.identifier)
RETURNING identifier

-- insert_judgement: keep a judgement that stands
INSERT INTO link_judgement (one, other, verdict) VALUES (%(one)s, %(other)s, %(verdict)s)
ON CONFLICT (one, other) DO UPDATE SET verdict = excluded.verdict

-- forget_judgement: take a judgement away that was withdrawn
DELETE FROM link_judgement WHERE one = %(one)s AND other = %(other)s

-- insert_mark: keep what a person said of an identifier
INSERT INTO link_mark (token, mark) VALUES (%(token)s, %(mark)s)
ON CONFLICT (token) DO UPDATE SET mark = excluded.mark

-- forget_mark: take a mark away
DELETE FROM link_mark WHERE token = %(token)s

-- insert_referrals: keep that cases were in a network handed to a body
INSERT INTO link_referral (network, recipient, case_id, referred_at)
SELECT (row ->> 0)::uuid, row ->> 1, (row ->> 2)::uuid, (row ->> 3)::timestamptz
FROM json_array_elements(%(rows)s::json) AS row
ON CONFLICT DO NOTHING

-- insert_happenings: keep what became of networks
INSERT INTO link_journal (cause, happened, network, other, reports, moved)
SELECT (row ->> 0)::bigint, row ->> 1, (row ->> 2)::bigint, (row ->> 3)::bigint,
    (row ->> 4)::integer, (row ->> 5)::integer
FROM json_array_elements(%(rows)s::json) AS row

-- all_mentions: give every mention of what may join reports, report by report
SELECT mention.report, mention.identifier, known.kind, mention.whose
FROM link_mention AS mention JOIN link_identifier AS known USING (identifier)
WHERE known.state <> 'searched' ORDER BY mention.report

-- all_reports: give every report with its place
SELECT report, core, in_body, family, network, torn, wording FROM link_report ORDER BY report

-- all_states: give the identifiers that the rules see as anything but joining
SELECT identifier, state FROM link_identifier WHERE state NOT IN ('joins', 'searched')

-- all_common: give which share of the reports mentions what very many do
SELECT identifier, reports, among FROM link_common

-- few: give with how few reports an identifier may be many strangers'
SELECT few FROM link_head

-- set_few: keep with how few reports an identifier may be many strangers'
UPDATE link_head SET few = %(few)s

-- forget_common: forget what was measured of common identifiers
DELETE FROM link_common

-- insert_common: keep which share of the reports mentions identifiers
INSERT INTO link_common (identifier, reports, among)
SELECT (row ->> 0)::bigint, (row ->> 1)::integer, (row ->> 2)::integer
FROM json_array_elements(%(rows)s::json) AS row

-- all_owed: give what is owed
SELECT what, number FROM link_owed

-- all_near: give every pair of near identifiers
SELECT one, other FROM link_near

-- all_marks: give the marks on identifiers that somebody mentions
SELECT known.identifier, marked.mark FROM link_mark AS marked
JOIN link_identifier AS known USING (token) WHERE known.state <> 'searched'

-- all_judgements: give the judgements on reports that are taken up
SELECT one.report, other.report, judged.verdict FROM link_judgement AS judged
JOIN link_report AS one ON one.case_id = judged.one
JOIN link_report AS other ON other.case_id = judged.other

-- reached: tell how far the ledger was read, how far it reaches, and how much is owed
SELECT link_head.upto, head.size, (SELECT count(*) FROM link_owed) FROM link_head, head

-- standing: tell the same, and how many networks there are
SELECT link_head.upto, head.size, (SELECT count(*) FROM link_owed), (SELECT count(*) FROM (
    SELECT network FROM link_report GROUP BY network HAVING count(*) > 1) AS found)
FROM link_head, head

-- clear: throw everything away that follows from the ledger
TRUNCATE link_report, link_identifier, link_mention, link_owed, link_near_form, link_unmet, link_near,
    link_mark, link_judgement, link_referral, link_journal, link_common, link_person_key, link_alike
RESTART IDENTITY

-- from_the_beginning: read the ledger from its first entry again
UPDATE link_head SET upto = 0, measured = 0, unplaced = false, few = '{}', model = NULL
