"""Makes a PDF of a page with WeasyPrint, where it is installed, in a process of its own.

It is an extra, takes a second to load, and reads fonts: nothing that a web server should carry.
The page goes through a pipe, so nothing of it is written to a disk.
"""

import importlib.util
import subprocess
import sys

from fielding.engines.errors import PdfFailed

#: Seconds: a letter of a thousand lines takes about ten.
PATIENCE = 60
_PROGRAM = "weasyprint"


def can_make_pdf() -> bool:
    """Is WeasyPrint installed?"""
    return importlib.util.find_spec(_PROGRAM) is not None


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
