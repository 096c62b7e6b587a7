"""Makes the roles and the database; the only module that acts as an administrator of the server."""

from collections.abc import Mapping

import psycopg
from psycopg import sql

from fielding.store.statements import read_statements

SQL = read_statements("provision_statements")
OWNER = "fielding_owner"
WEB = "fielding_web"
SEQUENCER = "fielding_sequencer"


def provision(administrator: str, database: str, passwords: Mapping[str, str]) -> None:
    """Make roles and database where they are missing; running it again changes nothing else.

    `administrator` is a connection string with the right to create both; `passwords` are set for
    the two roles that sign in.
    """
    with psycopg.connect(administrator, autocommit=True) as server:
        _make_role(server, OWNER, None)
        for role in (WEB, SEQUENCER):
            _make_role(server, role, passwords[role])
        server.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(OWNER)))
        if not server.execute(SQL["database_exists"], {"database": database}).fetchone():
            made = sql.SQL("CREATE DATABASE {} OWNER {}")
            server.execute(made.format(sql.Identifier(database), sql.Identifier(OWNER)))
    with psycopg.connect(administrator, dbname=database, autocommit=True) as inside:
        for statement in ("own_schema", "use_schema", "default_privileges", "default_sequences"):
            inside.execute(SQL[statement])


def _make_role(server: psycopg.Connection, role: str, password: str | None) -> None:
    name = sql.Identifier(role)
    if not server.execute(SQL["role_exists"], {"role": role}).fetchone():
        server.execute(sql.SQL("CREATE ROLE {}").format(name))
    if password is not None:
        secret = sql.Literal(password)
        server.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(name, secret))
