"""What the hub insists on: a role that row-level security binds, and a database that keeps."""

from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from fielding.store.errors import PowerfulRole, UnsafeDatabase
from fielding.store.safety import SQL, require_bound_role, require_safe_settings


@pytest.fixture(scope="module")
def database(shared_database: str) -> str:
    return shared_database


@pytest.fixture
def sign_in(database: str) -> Iterator[None]:
    """Whatever role a test signs in as, the web role is back after it."""
    before = dict(connection.settings_dict)
    yield
    connection.close()
    connection.settings_dict.update(before)


def as_role(user: str, options: dict[str, str] | None = None) -> None:
    told = conninfo_to_dict(settings.FIELDING_ADMINISTRATOR)
    connection.close()
    connection.settings_dict.update(
        USER=user, PASSWORD=told.get("password", ""), OPTIONS=options or {}
    )


def test_the_web_role_is_bound(database: str) -> None:
    require_bound_role()


def test_a_superuser_is_refused(sign_in: None) -> None:
    as_role(str(conninfo_to_dict(settings.FIELDING_ADMINISTRATOR)["user"]))

    with pytest.raises(PowerfulRole):
        require_bound_role()


@pytest.mark.parametrize("role", ["fielding_owner", "fielding_web"])
def test_a_superuser_who_plays_another_role_is_refused(sign_in: None, role: str) -> None:
    superuser = str(conninfo_to_dict(settings.FIELDING_ADMINISTRATOR)["user"])
    as_role(superuser, {"options": f"-c role={role}"})

    with pytest.raises(PowerfulRole):
        require_bound_role()


def test_a_role_that_may_become_the_owner_is_refused(
    superuser: psycopg.Connection, database: str
) -> None:
    with superuser.transaction(force_rollback=True):
        superuser.execute("GRANT fielding_owner TO fielding_sequencer")
        superuser.execute("SET LOCAL SESSION AUTHORIZATION fielding_sequencer")
        from_sequencer = superuser.execute(SQL["role_powers"]).fetchone()
        superuser.execute("RESET SESSION AUTHORIZATION")

    assert from_sequencer == (True,)


def test_a_database_that_may_lose_a_commit_is_refused(database: str) -> None:
    with connection.cursor() as cursor:  # that of the tests may, see `_hurry`
        cursor.execute("SET synchronous_commit = off")

    with pytest.raises(UnsafeDatabase, match="fsync, synchronous_commit"):
        require_safe_settings()

    connection.close()


def test_a_database_that_keeps_every_commit_is_taken(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    but_the_disk = SQL["safety"].replace("'fsync', ", "")
    monkeypatch.setattr("fielding.store.safety.SQL", {**SQL, "safety": but_the_disk})

    require_safe_settings()
