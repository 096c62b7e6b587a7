"""What tests share: a real PostgreSQL per worker, a fresh database per test, a hub over it."""

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

# The settings are read once; before that, tests get surroundings of their own.
_SURROUNDINGS = Path(tempfile.mkdtemp(prefix="fielding-tests-"))
os.environ["FIELDING_VAR"] = str(_SURROUNDINGS / "var")
os.environ.pop("FIELDING_DATABASE_URL", None)
os.environ.pop("FIELDING_KEYS", None)
# Spark works for seconds only: compiling its code well takes longer than it gives back.
os.environ["JDK_JAVA_OPTIONS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
# Playwright's synchronous API runs an event loop in the test's own thread, where Django would
# refuse to touch the database; nothing here is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from fielding.project.entry import ready  # noqa: E402

ready()

import hypothesis  # noqa: E402
import psycopg  # noqa: E402
import pytest  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from psycopg import sql  # noqa: E402
from psycopg.conninfo import make_conninfo  # noqa: E402

from fielding.app.ports import Hub  # noqa: E402
from fielding.engines.linking.whole import InBulk  # noqa: E402
from fielding.store.linking.linker import Linker  # noqa: E402
from fielding.store.transactions import PostgresStore  # noqa: E402
from fielding.testing.linked_hub import LinkedHub  # noqa: E402
from fielding.wiring.hub import hub as wired_hub  # noqa: E402
from fielding.wiring.sequencing import a_sequencer  # noqa: E402
from fielding.wiring.setting_up import own_server, set_up  # noqa: E402

# Hashing a password is slow by design, and every test signs somebody in; what the hub ships with
# stays second, so that a hash made outside the tests is still understood.
settings.PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    *settings.PASSWORD_HASHERS,
]

# Speed is measured in bench/, never by a test.
hypothesis.settings.register_profile("fielding", deadline=None)
hypothesis.settings.register_profile("quick", deadline=None, max_examples=15)  # `make check`
hypothesis.settings.load_profile("fielding")

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage",
]  # fmt: skip
#: What each test's database is copied from.
PRISTINE = sql.Identifier("pristine")
#: Marks of tests, those that take longest first.
LONGEST_FIRST = ("slow", "browser", "database")
#: Databases of tests that are over. One whose connections were closed just now would be dropped
#: only after a tenth of a second; the next test does not wait for that.
_OVER: list[str] = []
SHARED = Path(__file__).parents[2] / "shared" / "data"


def shared(path: str) -> Path:
    """Find a file of the shared data; skip the test by name where it is not there."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"needs ../shared/data/{path}")
    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a database, and put modules whose tests take long first.

    `make check` leaves the database to `make test`. Of two workers, neither then waits at the end
    for the other's last module.
    """
    for item in items:
        # A contract is held on the memory and on PostgreSQL alike: the parameter says which.
        if "template" in getattr(item, "fixturenames", ()) or "[postgres" in item.nodeid:
            item.add_marker("database")
    turns: dict[Path, int] = {}
    for item in items:
        turns[item.path] = min(_turn(item), turns.get(item.path, len(LONGEST_FIRST)))
    items.sort(key=lambda item: turns[item.path])


def _turn(item: pytest.Item) -> int:
    marks = (turn for turn, mark in enumerate(LONGEST_FIRST) if item.get_closest_marker(mark))
    return next(marks, len(LONGEST_FIRST))


@pytest.fixture(scope="session")
def template() -> Iterator[str]:
    """A set-up database; tests copy one like it that nobody can be connected to."""
    set_up()
    for connection in connections.all():
        connection.close()
    with psycopg.connect(settings.FIELDING_ADMINISTRATOR, autocommit=True) as server:
        named = sql.Identifier(settings.FIELDING_DATABASE_NAME)
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(PRISTINE, named))
        server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(PRISTINE))
        _hurry(server)
    yield settings.FIELDING_DATABASE_NAME
    for connection in connections.all():
        connection.close()
    if own := own_server():
        own.stop()


def _hurry(server: psycopg.Connection) -> None:
    """Let the disk be: these databases need not outlast a crash of the machine.

    Whatever is to be kept, killed or restored is tested on servers of its own (`tests/acceptance`,
    `tests/engines`).
    """
    server.execute("ALTER SYSTEM SET fsync = off")
    server.execute("SELECT pg_reload_conf()")
    while server.execute("SHOW fsync").fetchone() == ("on",):
        continue


@pytest.fixture
def database(template: str) -> Iterator[str]:
    """A database of the test's own; Django's connections point to it, as the web role."""
    with _copied(template) as name:
        yield name


@pytest.fixture(scope="module")
def shared_database(template: str) -> Iterator[str]:
    """The same for all tests of a module, where none changes what another one looks at."""
    with _copied(template) as name:
        yield name


@contextmanager
def _copied(template: str) -> Iterator[str]:
    name = f"test_{uuid4().hex[:12]}"
    with psycopg.connect(settings.FIELDING_ADMINISTRATOR, autocommit=True) as server:
        for gone in _OVER[:-1]:
            _drop(server, gone)
        # Copying files takes half the time of writing every page to the log (measured).
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER fielding_owner STRATEGY FILE_COPY")
        server.execute(made.format(sql.Identifier(name), PRISTINE))
    for connection in connections.all():
        connection.close()
        connection.settings_dict["NAME"] = name
    yield name
    for connection in connections.all():
        connection.close()
        connection.settings_dict["NAME"] = template
    _OVER.append(name)


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
    _OVER.remove(name)


@pytest.fixture
def superuser(database: str) -> Iterator[psycopg.Connection]:
    """The database as its superuser sees it: for tampering, and for looking at what is there."""
    address = make_conninfo(settings.FIELDING_ADMINISTRATOR, dbname=database)
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


@pytest.fixture
def sequence(database: str) -> Iterator[Callable[[], int]]:
    """Sequence what waits, when the test says so."""
    address = make_conninfo(settings.FIELDING_SEQUENCER, dbname=database)
    with psycopg.connect(address, autocommit=True) as connection:
        sequencer = a_sequencer(connection)
        sequencer.take_over()
        yield sequencer.sequence_batch


@pytest.fixture
def records_back(database: str) -> Iterator[Callable[[], None]]:
    """Brings the database back: the test's own, whatever was done meanwhile."""
    known = {alias: connections[alias].settings_dict["HOST"] for alias in connections}

    def bring_back() -> None:
        for alias, host in known.items():
            connections[alias].close()
            connections[alias].settings_dict["HOST"] = host

    yield bring_back
    bring_back()


@pytest.fixture
def records_away(records_back: Callable[[], None]) -> Callable[[], None]:
    """Takes the database away: connections go to a server that is not there."""

    def take_away() -> None:
        for alias in connections:
            connections[alias].close()
            connections[alias].settings_dict["HOST"] = "/nowhere"

    return take_away


@pytest.fixture
def sequencing(database: str) -> Iterator[None]:
    """A sequencer at work beside the test."""
    address = make_conninfo(settings.FIELDING_SEQUENCER, dbname=database)
    stop = threading.Event()

    def work() -> None:
        with psycopg.connect(address, autocommit=True) as connection:
            sequencer = a_sequencer(connection)
            sequencer.take_over()
            sequencer.run(stop.is_set)

    thread = threading.Thread(target=work)
    thread.start()
    yield
    stop.set()
    thread.join()


@pytest.fixture
def hub(database: str) -> Hub:
    """The hub as it is wired, on the test's own database."""
    assert database
    wired_hub.cache_clear()
    return replace(wired_hub())


@pytest.fixture
def linked(hub: Hub, sequence: Callable[[], int]) -> LinkedHub:
    """The hub with a linker beside it; both ledger and links wait for the test's word."""
    assert isinstance(hub.store, PostgresStore)
    linker = Linker(store=hub.store, hub=hub, at_once=InBulk())
    return LinkedHub(hub=hub, linker=linker, sequence=sequence)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a worker: Playwright allows only one at a time."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()
