-- Wrong codes tried on a reference: how many since when, by a hash of what was typed.

CREATE TABLE wrong_try (
    locator bytea PRIMARY KEY,
    count integer NOT NULL,
    began timestamptz NOT NULL
);

REVOKE ALL ON wrong_try FROM fielding_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON wrong_try TO fielding_web;
