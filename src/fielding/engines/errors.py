"""Errors of the engines: what a disk, a file or a server did not allow, and what to do."""

from typing import ClassVar

from fielding.kernel.errors import FieldingError


class EngineFault(FieldingError):
    """An engine could not do its work; its facts say which and why."""

    code: ClassVar[str] = "engines.fault"


class PostgresMissing(EngineFault):
    """There is no embedded PostgreSQL here: set FIELDING_DATABASE_URL to a server of yours."""

    code: ClassVar[str] = "postgres.missing"


class CannotRunAsRoot(EngineFault):
    """PostgreSQL refuses to run as root and neither `unshare` nor `setpriv` can help it here: start Fielding as another user, or set FIELDING_DATABASE_URL."""  # noqa: E501 one sentence

    code: ClassVar[str] = "postgres.root"


class UnsafeFolder(EngineFault):
    """A folder that must belong to this user alone does not: remove it, or `chmod 700` and `chown` it."""  # noqa: E501 one sentence

    code: ClassVar[str] = "folder.unsafe"


class PostgresCommandFailed(EngineFault):
    """A program of PostgreSQL failed; its last words are below, its log is in the database's folder."""  # noqa: E501 one sentence

    code: ClassVar[str] = "postgres.failed"


class NoSuchTable(EngineFault):
    """There is no reference table of this name; use one of those that there are."""

    code: ClassVar[str] = "reference.unknown"


class BrokenTable(EngineFault):
    """A reference table cannot be read: mend the file, or remove yours so that ours is used."""

    code: ClassVar[str] = "reference.broken"


class BrokenSortCodes(EngineFault):
    """The table of sort codes cannot be read: put the payment scheme's valacdos.txt and scsubtab.txt, as they are, into the folder that FIELDING_SORT_CODES names, or unset it."""  # noqa: E501 one sentence

    code: ClassVar[str] = "sort_codes.broken"


class KeyFileMissing(EngineFault):
    """A key of the hub is missing: put the file back from where you keep its copy. A new key opens nothing that the old one sealed."""  # noqa: E501 one sentence

    code: ClassVar[str] = "keys.missing"


class KeyFileOpenToOthers(EngineFault):
    """A key of the hub can be read by others: close it with the command below, and think who may have read it."""  # noqa: E501 one sentence

    code: ClassVar[str] = "keys.open"


class KeyFileSpoilt(EngineFault):
    """A key of the hub is not 64 hexadecimal digits: put the file back from where you keep its copy."""  # noqa: E501 one sentence

    code: ClassVar[str] = "keys.spoilt"


class FileUnreadable(EngineFault):
    """A file cannot be read to its end: fetch or copy it again."""

    code: ClassVar[str] = "file.unreadable"


class InvoiceUnreadable(FileUnreadable):
    """This file is no invoice that can be checked; the facts say what is wrong and where. Ask the supplier for a UBL 2.1 invoice as EN 16931 has it."""  # noqa: E501 one sentence

    code: ClassVar[str] = "invoice.unreadable"


class InvoiceUnsafe(InvoiceUnreadable):
    """This file is refused unread, because of what its XML could do to whoever reads it."""

    code: ClassVar[str] = "invoice.unsafe"


class ColumnsMissing(EngineFault):
    """A table lacks columns that linking reads: give it `report`, `kind` and `raw`."""

    code: ClassVar[str] = "table.columns"


class RowUnusable(EngineFault):
    """A table has a row that linking cannot read: mend the row, counted from 1, in the column that is named."""  # noqa: E501 one sentence

    code: ClassVar[str] = "table.row"


class WrongColumns(EngineFault):
    """A file does not have the columns it should: mend its first line, or name another service."""

    code: ClassVar[str] = "file.columns"


class AlreadyRunning(EngineFault):
    """It runs already: leave it be, or stop it first with `fielding stop`."""

    code: ClassVar[str] = "process.running"


class WouldNotStop(EngineFault):
    """A process of the hub does not end, not even when killed: the machine's disk may hang."""

    code: ClassVar[str] = "process.stuck"


class PortTaken(EngineFault):
    """Another program listens on this port: stop it, or choose another with --port (make run PORT=8001)."""  # noqa: E501 one sentence

    code: ClassVar[str] = "port.taken"


class DidNotStart(EngineFault):
    """The hub did not come up; its last words are below, its logs are in the folder `log` of FIELDING_VAR."""  # noqa: E501 one sentence

    code: ClassVar[str] = "process.dead"


class FolderInUse(EngineFault):
    """An export goes into a folder of its own: name one that is empty or not there yet."""

    code: ClassVar[str] = "folder.used"


class NothingToExport(EngineFault):
    """The ledger has no checkpoint yet: start the hub, and take in a first report."""

    code: ClassVar[str] = "export.empty"


class BackupExists(EngineFault):
    """There is a file of this name already: name another, a backup is never written over."""

    code: ClassVar[str] = "backup.exists"


class NotABackup(EngineFault):
    """This file is no backup of Fielding, or it is damaged: take another copy of it."""

    code: ClassVar[str] = "backup.broken"


class CannotPlan(EngineFault):
    """A clock that its own start stops, or that one kind of entry both pauses and resumes, cannot be counted in columns: give it other kinds."""  # noqa: E501 one sentence

    code: ClassVar[str] = "segments.clock"


class NotSegments(EngineFault):
    """This folder holds no segments of Fielding, or they are damaged: cut them anew with `fielding segments cut`."""  # noqa: E501 one sentence

    code: ClassVar[str] = "segments.folder"


class RowsDiffer(EngineFault):
    """The segments are not the entries under the signed checkpoint: keep them, and tell the overseer."""  # noqa: E501 one sentence

    code: ClassVar[str] = "segments.rows"


class SparkMissing(EngineFault):
    """Spark is an extra: install requirements/spark.txt and a Java runtime, or use DuckDB."""

    code: ClassVar[str] = "segments.spark"


class FiguresSpoilt(EngineFault):
    """A file of linking's figures cannot be read: make it anew, with `fielding link twins` or `fielding link drift`."""  # noqa: E501 one sentence

    code: ClassVar[str] = "linking.figures"


class MemorySpent(EngineFault):
    """These records do not fit into the memory that DuckDB may take: give more with --memory, or train on fewer records."""  # noqa: E501 one sentence

    code: ClassVar[str] = "memory.spent"


class RulesFailed(EngineFault):
    """The rules of EN 16931 could not be run; the check against the ledger does not need them. Install the hub's requirements again, or look at the reason."""  # noqa: E501 one sentence

    code: ClassVar[str] = "invoice.rules"


class SegmentsBehind(EngineFault):
    """These segments do not stand at the newest checkpoint, or are not the overseer's edition: cut them anew with `fielding segments cut`."""  # noqa: E501 one sentence

    code: ClassVar[str] = "segments.behind"


class PdfFailed(EngineFault):
    """The letter could not be made into a PDF: print the page instead, and tell whoever runs the hub the reason."""  # noqa: E501 one sentence

    code: ClassVar[str] = "pdf.failed"
