"""What a red flag says of one process: raised, not raised, or not computable and why."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from fielding.oversight.shares import CannotCompute


class Group(StrEnum):
    """What a flag is raised on; the values are those of the published results."""

    OCID = "OCID"
    BUYER = "Buyer"
    PROCURING_ENTITY = "ProcuringEntity"
    TENDERER = "Tenderer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """The condition of the flag is met, with its value and the tenderers that met it together."""

    value: Fraction = Fraction(1)
    tenderers: frozenset[str] = frozenset()
    #: What the published results say of these tenderers.
    of_tenderers: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRaised:
    """Everything the flag looks at is there, and its condition is not met."""


Verdict = Raised | NotRaised | CannotCompute
NOT_RAISED = NotRaised()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A flag on a process, a buyer, a procuring entity or a tenderer, and what it rests on."""

    group: Group
    subject: str
    value: Fraction
    #: (place in the file, ocid) of each process.
    rests_on: tuple[tuple[str, str], ...] = field(default=())
