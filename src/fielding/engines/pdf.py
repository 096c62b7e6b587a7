"""Makes a PDF of a page with WeasyPrint, in a process of its own.

It takes a second to load, and reads fonts: nothing that a web server should carry. The page goes
through a pipe, so nothing of it is written to a disk.
"""

import subprocess
import sys
from ctypes.util import find_library
from functools import cache

from fielding.engines.errors import PdfFailed

#: Seconds: a letter of a thousand lines takes about ten.
PATIENCE = 60
_PROGRAM = "weasyprint"


@cache
def can_make_pdf() -> bool:
    """Is Pango on this machine? WeasyPrint lays text out with it; no Python package brings it."""
    return find_library("pangoft2-1.0") is not None


def make_pdf(page: str) -> bytes:
    """Make a PDF of an HTML page that names nothing outside itself; raise PdfFailed."""
    command = [sys.executable, "-m", _PROGRAM, "--quiet", "-", "-"]
    try:
        done = subprocess.run(  # noqa: S603 our own words, no shell
            command, input=page.encode(), capture_output=True, check=True, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired as fault:
        raise PdfFailed(because=f"it took more than {PATIENCE} seconds") from fault
    except subprocess.CalledProcessError as fault:
        moaned = fault.stderr.decode(errors="replace").strip()
        raise PdfFailed(because=moaned[-300:] or f"it ended with {fault.returncode}") from fault
    return done.stdout
