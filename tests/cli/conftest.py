"""The command line in the test's own process, over the test's own database."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from click.testing import CliRunner

from fielding.cli.main import cli


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How a command ended, and what it said on each of its two channels."""

    code: int
    out: str
    err: str


Fielding = Callable[..., Said]


@pytest.fixture
def fielding() -> Fielding:
    """Run `fielding …`."""

    def run(*arguments: str, given: str | bytes | None = None) -> Said:
        done = CliRunner().invoke(cli, arguments, input=given, catch_exceptions=False)
        return Said(code=done.exit_code, out=done.stdout, err=done.stderr)

    return run
