-- Statements of the derived tables.

-- forget_promises: clear the promises of cases that moved
DELETE FROM promise_row WHERE case_id = ANY (%(cases)s)

-- forget_grants: clear the grants of a case that no longer hold
DELETE FROM case_grant WHERE case_id = %(case)s AND NOT body = ANY (%(bodies)s)

-- insert_grant: grant a body sight of a case
INSERT INTO case_grant (case_id, body) VALUES (%s, %s) ON CONFLICT DO NOTHING

-- insert_promise: keep a promise
INSERT INTO promise_row VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)

-- insert_case: keep how a case that begins stands
INSERT INTO case_row VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,
    %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)

-- move_case: keep how a case stands that has moved
UPDATE case_row SET state = %(state)s, waiting = %(waiting)s, code = %(code)s, points = %(points)s,
    urgent = %(urgent)s, suggested = %(suggested)s, sure = %(sure)s, assigned_to = %(assigned_to)s,
    firm = %(firm)s, held = %(held)s, decision = %(decision)s, decided_at = %(decided_at)s,
    deciders = %(deciders)s, decider_firms = %(decider_firms)s, in_review = %(in_review)s,
    outcome = %(outcome)s, outcome_at = %(outcome_at)s, due_at = %(due_at)s,
    erased_at = %(erased_at)s, last = %(last)s, last_at = %(last_at)s
WHERE case_id = %(case_id)s

-- insert_referral: keep how a referral stands that was just sent
INSERT INTO referral_row VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)

-- move_referral: keep how a referral stands that has moved
UPDATE referral_row SET state = %(state)s, delivered_at = %(delivered_at)s,
    answered_at = %(answered_at)s, return_reason = %(return_reason)s, outcome = %(outcome)s,
    outcome_at = %(outcome_at)s, due_at = %(due_at)s
WHERE referral_id = %(referral_id)s

-- clear_all: throw the derived tables away, to rebuild them
TRUNCATE case_row, referral_row, promise_row, case_grant
