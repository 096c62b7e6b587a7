"""What a file of contracting data tells, as plain values: nothing of it is in the register yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Stage(StrEnum):
    """How far a contract has come, as its publisher tells."""

    PLANNED = "planned"
    TENDERED = "tendered"
    AWARDED = "awarded"  # an award, and no contract published: the contract "as awarded"
    SIGNED = "signed"


class Form(StrEnum):
    """What an agreement is: members of a framework have no work by that alone."""

    CONTRACT = "contract"
    FRAMEWORK = "framework"
    CALL_OFF = "call-off"
    SHARED = "shared"  # several firms on one award, and nobody has told who does what


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in a file that could not be understood, or that a reader should know.

    `lost` tells that a whole row could not be read; everything else is kept, sealed, as it came.
    """

    code: str
    place: str  # line or release, never what stood there
    words: str
    lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An organisation as one process names it."""

    #: Two parties are the same organisation only if their keys are equal.
    key: str
    name: str
    #: Pairs of scheme and id that hold outside the file.
    identifiers: tuple[tuple[str, str], ...] = ()
    #: Other names under the same key, in the order met.
    other_names: tuple[str, ...] = ()
    #: A public body, since it buys; otherwise nothing is known of its kind.
    buys: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Money, as the publisher wrote it: exact, and in which currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An amendment of a signed contract, as published."""

    id: str
    on: date | None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A contract as it stands after one release. Words are for sealing."""

    release: str  # digest of the release, hex
    released_at: datetime
    stage: Stage
    status: str  # the publisher's own word, from a closed list; empty where none is told
    form: Form
    suppliers: tuple[str, ...]  # keys of parties, as listed
    title: str = ""
    description: str = ""
    value: Amount | None = None
    begins: date | None = None
    ends: date | None = None
    may_end: date | None = None  # with all options to extend
    signed: date | None = None
    changes: tuple[Change, ...] = ()
    terminated: str = ""  # why, in words; told only with the status `terminated`


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealing:
    """One contract (or award, or tender) of a process, through all of its releases in order."""

    kind: str  # "contract", "award" or "tender"
    id: str  # the publisher's, unique within the process and kind
    award: str | None  # of a contract: the award it was made under
    states: tuple[State, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release as it was published, so that nothing of it is lost."""

    digest: str
    id: str
    at: datetime
    tags: tuple[str, ...]
    content: str  # canonical JSON where it can be, else as it stood


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """One contracting process: the same ocid *and* the same buyer."""

    ocid: str
    buyers: tuple[str, ...]  # keys of parties; the first is the one named as buyer
    parties: Mapping[str, Party]
    dealings: tuple[Dealing, ...]
    releases: tuple[Release, ...]


class Fate(StrEnum):
    """What becomes of a field."""

    REGISTERED = "registered"  # goes into the register's own facts or names
    KNOWN = "known"  # of the standard or the UK extension: kept, sealed, with its release
    UNKNOWN = "unknown"  # of no schema here: kept, sealed, with its release, and listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """A field, how often it stood in the file, and what becomes of it."""

    path: str
    count: int
    fate: Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class Contracting:
    """All that one file tells. Releases read = releases in the processes + those in `faults`."""

    releases: int
    processes: tuple[Process, ...]
    fields: tuple[Covered, ...] = ()
    faults: tuple[Fault, ...] = ()
    extensions: tuple[str, ...] = field(default=())
