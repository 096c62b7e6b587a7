-- Statements that make the roles and the database; run as an administrator of the server.

-- role_exists: is there such a role
SELECT 1 FROM pg_roles WHERE rolname = %(role)s

-- database_exists: is there such a database
SELECT 1 FROM pg_database WHERE datname = %(database)s

-- own_schema: let the owner make tables, and nobody else
GRANT ALL ON SCHEMA public TO fielding_owner

-- use_schema: let the hub's roles look into the schema
GRANT USAGE ON SCHEMA public TO fielding_web, fielding_sequencer

-- default_privileges: what Django's own tables (accounts, sign-ins) allow the web role
ALTER DEFAULT PRIVILEGES FOR ROLE fielding_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO fielding_web

-- default_sequences: the same for their numbers
ALTER DEFAULT PRIVILEGES FOR ROLE fielding_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO fielding_web

-- role_powers: say whether the role, or what it can become, is above row-level security
SELECT bool_or(rolsuper OR rolbypassrls
    OR EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE c.relowner = pg_roles.oid AND n.nspname = 'public' AND c.relkind = 'r'))
FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER')

-- safety: the settings that keep what was acknowledged
SELECT name, setting FROM pg_settings
WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'
