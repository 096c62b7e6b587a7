"""Who acts: roles, and the actor that every entry names by pseudonym."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody may be. A role says what they may do; a grant says to which cases."""

    REPORTER = "reporter"
    CALL_HANDLER = "call-handler"
    ASSESSOR = "assessor"
    SUPERVISOR = "supervisor"
    ANALYST = "analyst"  # works on what joins reports, across all forces
    OFFICER = "force-officer"  # of the body a case was referred to
    OVERSEER = "overseer"
    CONTRACT_MANAGER = "contract-manager"  # keeps the register, checks the bills
    AWARD_OFFICER = "award-officer"
    SECOND_READER = "second-reader"  # reads dismissals again, blind
    ADJUDICATOR = "adjudicator"  # settles where readings differ
    SUPPLIER = "supplier"  # answers findings about its own firm
    DATA_PROTECTION_OFFICER = "data-protection-officer"
    ADMINISTRATOR = "administrator"  # accounts and bodies; no case data
    IMPORTER = "importer"  # a bulk door: files and feeds
    SYSTEM = "system"  # the hub itself: sorting, urgent referrals


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody acting: a pseudonym, never a name; with the firm and contract they work under."""

    name: str
    role: Role
    #: The organisation they act for: a contractor, or an officer's own public body.
    firm: str | None = None
    contract: str | None = None
    case: str | None = None  # a reporter acts on this one case only


SYSTEM = Actor(name="hub", role=Role.SYSTEM)
