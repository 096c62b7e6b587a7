"""What the register refuses, and what to do instead."""

from typing import ClassVar

from fielding.kernel.errors import FieldingError


class RegisterFault(FieldingError):
    """The register cannot take this in; the facts say why."""

    code: ClassVar[str] = "register.fault"


class BadSlug(RegisterFault):
    """A short name is 2 to 80 small letters, digits and dashes, and begins with a letter or digit."""  # noqa: E501 one sentence

    code: ClassVar[str] = "register.slug"


class AlreadyRegistered(RegisterFault):
    """There is one of this short name already: change that one, or choose another name."""

    code: ClassVar[str] = "register.known"


class NotRegistered(RegisterFault):
    """Nothing of this short name is in the register: register it first."""

    code: ClassVar[str] = "register.unknown"


class BadPeriod(RegisterFault):
    """The last day comes before the first: mend one of the two dates."""

    code: ClassVar[str] = "register.period"


class BadIdentifier(RegisterFault):
    """An identifier is a scheme like GB-COH and a number, without blanks: write it so."""

    code: ClassVar[str] = "register.identifier"


class BadAmount(RegisterFault):
    """An amount or percentage is a plain decimal number that is not negative: write it like 1250.50."""  # noqa: E501 one sentence

    code: ClassVar[str] = "register.amount"


class OutsideChain(RegisterFault):
    """A firm can work only under the supplier, or under a firm that is in the chain on that day: register that subcontract first."""  # noqa: E501 one sentence

    code: ClassVar[str] = "register.outside_chain"


class CircularChain(RegisterFault):
    """A firm cannot work under itself: it stands above the firm it is to work under."""

    code: ClassVar[str] = "register.circle"


class OverlappingSubcontracts(RegisterFault):
    """A firm has one place in the chain of a contract at a time: end its earlier subcontract first."""  # noqa: E501 one sentence

    code: ClassVar[str] = "register.overlap"


class NoSuchLink(RegisterFault):
    """The contract has no such subcontract: look at its page, and choose one of those."""

    code: ClassVar[str] = "register.link"


class AlreadyDecided(RegisterFault):
    """Somebody has approved or refused this subcontract already: look at what they looked at."""

    code: ClassVar[str] = "register.decided"


class AlreadyEnded(RegisterFault):
    """This has ended already: register what follows it as a new one."""

    code: ClassVar[str] = "register.ended"


class NothingLookedAt(RegisterFault):
    """A decision on a subcontractor says what was looked at: choose at least one of the list."""

    code: ClassVar[str] = "register.diligence"


class BadTerms(RegisterFault):
    """These terms cannot be agreed as they are written; the facts name each fault."""

    code: ClassVar[str] = "register.terms"


class NotDefined(RegisterFault):
    """Terms can name only what the contract's service defines: write the name of one of its measures or units exactly, or let the service define it first."""  # noqa: E501 one sentence

    code: ClassVar[str] = "register.undefined"


class SelfOwned(RegisterFault):
    """An organisation cannot own a share of itself: name another owner."""

    code: ClassVar[str] = "register.self_owned"
