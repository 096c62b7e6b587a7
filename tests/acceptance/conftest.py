"""A hub of the test's own, run as an operator runs it, and reporters who come by HTTP."""

import base64
import json
import os
import socket
import subprocess
import sysconfig
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import psutil  # type: ignore[import-untyped]
import psycopg
import pytest
import requests

from fielding.engines.embedded_postgres import EmbeddedPostgres

SCRIPTS = Path(sysconfig.get_path("scripts"))
#: Seconds after which something that should have come back is taken to be gone for good.
PATIENCE = 90.0


Answers = dict[str, str]


@dataclass(slots=True, kw_only=True)
class RunningHub:
    """A hub in a folder of its own, started and stopped by its own commands."""

    var: Path
    port: int
    #: What its environment says beside where its folder is.
    told: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}/"

    def command(self, *arguments: str) -> str:
        """Run `fielding …`, and expect that it goes well; give what it printed."""
        done = self._do(*arguments)
        assert done.returncode == 0, f"{arguments}: {done}"
        return done.stdout

    def fails(self, *arguments: str, code: int) -> str:
        """Run `fielding …`, and expect this exit code; give what it complained of."""
        done = self._do(*arguments)
        assert done.returncode == code, f"{arguments}: {done}"
        return done.stderr

    def _do(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [str(SCRIPTS / "fielding"), *arguments],
            env=os.environ | {"FIELDING_VAR": str(self.var)} | self.told,
            capture_output=True,
            text=True,
            check=False,
        )

    def run(self) -> None:
        self.command("run", "--no-demo", "--port", str(self.port))

    def stop(self) -> None:
        self.command("stop")

    def rights(self) -> set[tuple[str, str, str]]:
        """Give what each of the hub's roles may do to each table."""
        server = EmbeddedPostgres(self.var / "postgres")
        with psycopg.connect(server.dsn("postgres", "fielding")) as connection:
            rows = connection.execute(
                "SELECT grantee, table_name, privilege_type"
                " FROM information_schema.role_table_grants WHERE grantee LIKE 'fielding_%'"
            ).fetchall()
        return {(role, table, right) for role, table, right in rows}

    def keys(self) -> list[str]:
        """Give the public keys, as arguments of the verifier."""
        found = json.loads((self.var / "published" / "keys.json").read_text())
        return ["--key", found["log"], "--key", found["cosigner"]]

    def process(self, name: str) -> psutil.Process | None:
        """Find one of its processes: supervisor, sequencer, web, worker, postgres."""
        if name == "worker":
            web = self.process("web")
            return next(iter(web.children()), None) if web else None
        file = f"run/{name}.pid" if name != "postgres" else "postgres/cluster/postmaster.pid"
        try:
            found = psutil.Process(int((self.var / file).read_text().split()[0]))
            return found if found.status() != psutil.STATUS_ZOMBIE else None
        except (psutil.NoSuchProcess, FileNotFoundError, IndexError):
            return None


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def running_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    made = RunningHub(var=tmp_path_factory.mktemp("hub") / "var", port=free_port())
    made.run()
    yield made
    made.stop()


#: What is answered to fields whose names end so; other words would be refused.
_BY_NAME = {
    "reporting-for": "myself",
    "-day": "3",
    "-month": "11",
    "-year": "2026",
    "postcode": "LS1 3EX",
}


class _Form(HTMLParser):
    """The first form of a page that is posted: its action, and its fields with their choices."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action: str | None = None
        self.fields: dict[str, list[tuple[str, str]]] = {}
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form" and told.get("method", "").lower() == "post" and self.action is None:
            self.action, self._inside = told.get("action", ""), True
        elif self._inside and tag in {"input", "textarea", "select"} and "name" in told:
            kind = told.get("type", tag)
            self.fields.setdefault(told["name"], []).append((kind, told.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """What a reporter took home."""

    reference: str
    receipt: bytes


@dataclass(slots=True)
class HttpReporter:
    """Fills in the fraud service's pages without script, and does not give up when told to wait."""

    address: str
    words: str
    #: Status codes other than 200 and 422 that were met on the way.
    met: dict[int, int] = field(default_factory=dict)

    def report(self) -> Acknowledged:
        """Report something once; give the receipt that was shown."""
        session = requests.Session()
        page = self._ask(session, "GET", urljoin(self.address, "report/fraud/"))
        while not page.url.endswith("/sent"):
            page = self._fill(session, page)
        receipt = self._ask(session, "GET", f"{page.url}/receipt/file")
        while receipt.headers["Content-Type"] != "application/json":  # only promised so far
            receipt = self._ask(session, "GET", f"{page.url}/receipt/file")
        entry = json.loads(base64.b64decode(receipt.json()["entry"]))
        return Acknowledged(reference=entry["facts"]["reference"], receipt=receipt.content)

    def _fill(self, session: requests.Session, page: requests.Response) -> requests.Response:
        form = _Form(page.text)
        assert page.status_code != 422, page.text
        assert form.action is not None, page.text
        told = {name: self._answer(name, choices) for name, choices in form.fields.items()}
        answers = {name: answer for name, answer in told.items() if answer is not None}
        return self._ask(session, "POST", urljoin(page.url, form.action), answers)

    def _answer(self, name: str, choices: list[tuple[str, str]]) -> str | None:
        kind, value = choices[0]
        for ending, answer in _BY_NAME.items():
            if name.endswith(ending):
                return answer
        answers = {
            "hidden": value,
            "radio": choices[-1][1],
            "checkbox": None,
            "submit": None,
            "text": self.words,
            "textarea": self.words,
        }
        return answers.get(kind, "")

    def _ask(
        self, browser: requests.Session, verb: str, url: str, answers: Answers | None = None
    ) -> requests.Response:
        """Ask until there is an answer other than "not now", as a patient person does."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                found = browser.request(verb, url, data=answers, timeout=30)
            except requests.RequestException:
                found = None
            if found is not None and found.status_code in {200, 422}:
                return found
            status = found.status_code if found is not None else 0
            self.met[status] = self.met.get(status, 0) + 1
            assert time.monotonic() < deadline, f"{verb} {url}: still {status}"
            time.sleep(0.1)  # a person's pause, not a wait for something of ours


@pytest.fixture(scope="session")
def reporter_at() -> Callable[[str], HttpReporter]:
    return lambda address: HttpReporter(address, "Somebody took my money")


@pytest.fixture
def reporter(running_hub: RunningHub) -> Callable[[str], HttpReporter]:
    return lambda words: HttpReporter(running_hub.address, words)
