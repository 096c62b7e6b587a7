"""Which PostgreSQL the hub talks to, and as whom: the one named in the environment, or its own."""

from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from fielding.engines.embedded_postgres import EmbeddedPostgres
from fielding.project.secret import database_password
from fielding.store.provision import OWNER, WEB

DATABASE = "fielding"
#: Seconds a connection is kept for the next request; a new one costs 3 ms.
KEPT_OPEN = 600


def administrator(url: str, var: Path) -> str:
    """Give the connection string that sets up; of our own server, its superuser's."""
    return make_conninfo(url) if url else own_server(var).dsn("postgres", "postgres")


def own_server(var: Path) -> EmbeddedPostgres:
    """Name the server that the hub runs itself."""
    return EmbeddedPostgres(var / "postgres")


def database_name(url: str) -> str:
    """Name the hub's database: the one the address names, unless that is the server's own."""
    named = str(conninfo_to_dict(url).get("dbname") or "") if url else ""
    return named if named not in {"", "postgres"} else DATABASE


def sign_in(url: str, var: Path, keys: Path, role: str) -> str:
    """Give the connection string of one of the hub's roles."""
    password = database_password(keys, role)
    return make_conninfo(
        administrator(url, var), user=role, password=password, dbname=database_name(url)
    )


def databases(url: str, var: Path, keys: Path) -> dict[str, dict[str, Any]]:
    """Give Django's settings: the web role, and the owner for migrating."""
    owner = make_conninfo(
        administrator(url, var), dbname=database_name(url), options=f"-c role={OWNER}"
    )
    web = sign_in(url, var, keys, WEB)
    return {"default": _settings(web), "owner": _settings(owner)}


def _settings(address: str) -> dict[str, Any]:
    told = conninfo_to_dict(address)
    own = {name: told.pop(name, "") for name in ("host", "port", "user", "password", "dbname")}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": own["dbname"],
        "USER": own["user"],
        "PASSWORD": own["password"],
        "HOST": own["host"],
        "PORT": own["port"],
        "OPTIONS": {"connect_timeout": 5, **told},
        "CONN_MAX_AGE": KEPT_OPEN,
        "CONN_HEALTH_CHECKS": True,
        # Use cases open their own transactions: a wait after the commit must hold none.
        "ATOMIC_REQUESTS": False,
    }
