-- The ledger: entries, their indexes, tiles and checkpoints. Rows come in and never change.

CREATE FUNCTION ledger_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are final: % refused', TG_TABLE_NAME, TG_OP;
END $$;

CREATE TABLE entry (
    queued bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,  -- order of coming in, with gaps
    id uuid NOT NULL UNIQUE,
    case_id uuid,                                            -- NULL: not about a case
    subject text NOT NULL,
    kind text NOT NULL,
    recorded_at timestamptz NOT NULL,
    leaf bytea NOT NULL UNIQUE CHECK (length(leaf) = 32),
    previous bytea CHECK (length(previous) = 32),
    content bytea NOT NULL CHECK (length(content) <= 65535),
    -- The optimistic lock: of two entries that follow the same one, the second is refused.
    CONSTRAINT one_follower_each UNIQUE NULLS NOT DISTINCT (subject, previous)
);
CREATE INDEX entry_by_case ON entry (case_id, queued);

-- Committed entries that have no index yet: the sequencer's queue of work.
CREATE TABLE pending (
    queued bigint PRIMARY KEY,
    since timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE FUNCTION entry_is_pending() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public AS $$
BEGIN
    INSERT INTO pending (queued) SELECT queued FROM come_in;
    RETURN NULL;
END $$;
CREATE TRIGGER entry_is_pending AFTER INSERT ON entry
    REFERENCING NEW TABLE AS come_in FOR EACH STATEMENT EXECUTE FUNCTION entry_is_pending();

CREATE TABLE leaf (
    index bigint PRIMARY KEY CHECK (index >= 0),
    queued bigint NOT NULL UNIQUE REFERENCES entry
);

-- Full tiles of 256 hashes (C2SP tlog-tiles).
CREATE TABLE tile (
    level integer NOT NULL,
    index bigint NOT NULL,
    hashes bytea NOT NULL CHECK (length(hashes) = 8192),
    PRIMARY KEY (level, index)
);

-- The partial tiles at the right edge: a copy of what leaves say, so it may change.
CREATE TABLE edge (
    level integer PRIMARY KEY,
    index bigint NOT NULL,
    hashes bytea NOT NULL
);

CREATE TABLE checkpoint (
    size bigint PRIMARY KEY,
    root bytea NOT NULL CHECK (length(root) = 32),
    note text NOT NULL,
    signed_at timestamptz NOT NULL
);

-- One row: the tree's size, and the epoch that fences off a sequencer that was paused.
CREATE TABLE head (
    one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
    size bigint NOT NULL,
    epoch bigint NOT NULL
);
INSERT INTO head (size, epoch) VALUES (0, 0);

CREATE TRIGGER entry_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_final();
CREATE TRIGGER leaf_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON leaf
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_final();
CREATE TRIGGER tile_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON tile
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_final();
CREATE TRIGGER checkpoint_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_final();

CREATE SEQUENCE case_number;
