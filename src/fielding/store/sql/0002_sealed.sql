-- The sealed store and what goes with it. These rows can go: that is what erasure is.

-- Every definition that a case ever began under; its digest is what entries name.
CREATE TABLE definition (
    digest text PRIMARY KEY,
    service text NOT NULL,
    content bytea NOT NULL,
    tables bytea NOT NULL,          -- the code tables it was read with
    loaded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Monthly keys that wrap case keys; wrapped themselves by the key-encryption key.
CREATE TABLE service_key (
    month text PRIMARY KEY CHECK (month ~ '^\d{4}-\d{2}$'),
    wrapped bytea NOT NULL
);

CREATE TABLE case_key (
    case_id uuid PRIMARY KEY,
    month text NOT NULL REFERENCES service_key,
    wrapped bytea NOT NULL
);

-- Ciphertext of the sealed fields of one entry.
CREATE TABLE sealed (
    entry_id uuid PRIMARY KEY,
    case_id uuid NOT NULL,
    blob bytea NOT NULL
);
CREATE INDEX sealed_by_case ON sealed (case_id);

-- Unfinished reports, sealed under a key derived from the return code.
CREATE TABLE draft (
    locator bytea PRIMARY KEY,      -- keyed hash of the return code
    box bytea NOT NULL,
    kept_at timestamptz NOT NULL
);
CREATE INDEX draft_by_age ON draft (kept_at);

-- What an idempotency key was used for.
CREATE TABLE remembered (
    key bytea PRIMARY KEY,          -- keyed hash: a caller's key may say something about a person
    digest bytea NOT NULL,
    answer text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
