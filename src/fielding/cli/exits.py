"""What the exit codes of `fielding` mean, and how a fault becomes one."""

import errno

import click
import psycopg
from django.db import Error as DatabaseFault

from fielding.app.errors import StoreUnreachable
from fielding.engines.errors import (
    ColumnsMissing,
    EngineFault,
    FileUnreadable,
    NotSegments,
    RowsDiffer,
    RowUnusable,
    WrongColumns,
)
from fielding.kernel.errors import FieldingError
from fielding.store.errors import PowerfulRole, UnsafeDatabase

FINE, FAULTY, USAGE, NOT_READY = 0, 1, 2, 3

#: The hub is not set up, or something it needs cannot be reached.
_NOT_READY = (EngineFault, StoreUnreachable, PowerfulRole, UnsafeDatabase)
#: Found by an engine, but a fault of the file that was asked about.
_OF_A_FILE = (
    FileUnreadable, WrongColumns, NotSegments, RowsDiffer, ColumnsMissing, RowUnusable,
)  # fmt: skip
_NO_DATABASE = "The database does not answer. Start it with `fielding run`; see `fielding health`."
#: What a disk refuses; a pipe or a port is somebody else's.
_OF_A_DISK = {
    errno.ENOENT, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG,
    errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO,
}  # fmt: skip
_NO_FILE = "A file cannot be used: look at its name, its rights and the room on its disk."


class Told(click.Group):
    """A group of commands whose faults are told in a sentence, never as a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except FieldingError as fault:
            click.secho(str(fault), err=True, fg="red")
            ctx.exit(_code(fault))
        except (DatabaseFault, psycopg.Error) as fault:
            click.secho(_NO_DATABASE, err=True, fg="red")
            click.echo(type(fault).__name__, err=True)
            ctx.exit(NOT_READY)
        except OSError as fault:
            if fault.errno not in _OF_A_DISK:
                raise
            click.secho(f"{_NO_FILE} ({fault})", err=True, fg="red")
            ctx.exit(NOT_READY)


def _code(fault: FieldingError) -> int:
    not_ready = isinstance(fault, _NOT_READY) and not isinstance(fault, _OF_A_FILE)
    return NOT_READY if not_ready else FAULTY
