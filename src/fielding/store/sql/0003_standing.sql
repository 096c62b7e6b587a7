-- The derived tables: how each case stands. Thrown away and rebuilt from entries at any time.

CREATE TABLE case_row (
    case_id uuid PRIMARY KEY,
    service text NOT NULL,
    definition text NOT NULL,
    reference text NOT NULL UNIQUE,
    door text NOT NULL,
    state text NOT NULL,
    waiting boolean NOT NULL,
    received_at timestamptz NOT NULL,
    code text,
    points integer NOT NULL,
    urgent boolean NOT NULL,
    suggested text,                 -- the body sorting thinks of first
    sure boolean NOT NULL,
    assigned_to text,
    firm text,
    held text,
    decision text,
    decided_at timestamptz,
    deciders text[] NOT NULL,       -- pseudonyms of whoever decided: none of them may review
    decider_firms text[] NOT NULL,
    in_review boolean NOT NULL,
    outcome text,
    outcome_at timestamptz,
    due_at timestamptz,             -- the hub's next promise that still runs
    synthetic boolean NOT NULL,
    erased_at timestamptz,
    last bytea NOT NULL,
    last_at timestamptz NOT NULL
);
CREATE INDEX case_row_queue ON case_row (service, waiting, urgent DESC, points DESC, received_at);
CREATE INDEX case_row_assigned ON case_row (assigned_to) WHERE assigned_to IS NOT NULL;
CREATE INDEX case_row_review ON case_row (received_at) WHERE in_review;

CREATE TABLE referral_row (
    referral_id uuid PRIMARY KEY,
    case_id uuid NOT NULL,
    recipient text NOT NULL,
    state text NOT NULL,
    sent_at timestamptz NOT NULL,
    delivered_at timestamptz,
    answered_at timestamptz,
    return_reason text,
    outcome text,
    outcome_at timestamptz,
    due_at timestamptz              -- the recipient's next promise that still runs
);
CREATE INDEX referral_row_by_case ON referral_row (case_id);
CREATE INDEX referral_row_inbox ON referral_row (recipient, state, sent_at);

CREATE TABLE promise_row (
    case_id uuid NOT NULL,
    place integer NOT NULL,         -- order in which the case's promises began
    clock text NOT NULL,
    owed_by text NOT NULL,
    referral_id uuid,               -- the referral it is about, if it is about one
    started_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    paused_at timestamptz,
    stopped_at timestamptz,
    PRIMARY KEY (case_id, place)
);

-- Which bodies may see a case: a referral grants its recipient, until it is sent back.
CREATE TABLE case_grant (
    case_id uuid NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (case_id, body)
);
CREATE INDEX case_grant_by_body ON case_grant (body);
