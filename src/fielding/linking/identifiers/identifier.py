"""What an identifier is: one canonical form for all ways of writing it, and why doubt remains."""

from dataclasses import dataclass
from enum import StrEnum


class IdentifierKind(StrEnum):
    """What sort of thing identifies; the canonical form of each is said beside it."""

    PHONE = "phone"  # E.164: +447700900123
    ACCOUNT = "account"  # six digits of sort code, then the account number: 10020364671828
    IBAN = "iban"  # capitals, no spaces; British ones become an ACCOUNT
    EMAIL = "email"  # lower case; the host as the name system spells it
    DOMAIN = "domain"  # registrable domain, IP address, or host/path where a host is shared
    WALLET = "wallet"  # lower case, but for Base58, where case matters
    HANDLE = "handle"  # lower case, without @; the platform is only shown
    COMPANY = "company"  # eight characters: 00445790, SC123456
    VEHICLE = "vehicle"  # capitals, no space: AB12CDE
    POSTCODE = "postcode"  # as the Post Office writes it; for search, never for links
    NAME = "name"  # lower case, letters only; for search, never for links


#: Kinds that reports are looked for by, and that join none: too many share them.
SEARCHED = frozenset({IdentifierKind.POSTCODE, IdentifierKind.NAME})


class Doubt(StrEnum):
    """Why an identifier is kept but counts as unchecked."""

    NOT_GIVEN_OUT = "no phone number of this pattern is given out"
    COUNTRY_ASSUMED = "the country was taken from its first digits"
    NO_ACCOUNT_TABLE = "the table of sort codes is not installed"
    NO_CHECK_FOR_ACCOUNT = "the table of sort codes has no check for this account"
    LENGTH_OF_ACCOUNT = "the account number has not eight digits"
    CHECK_DIGITS = "its check digits do not fit: perhaps it was mistyped"
    NO_CHECK_DIGITS = "it was written without the check that its kind can carry"
    CHAIN_UNKNOWN = "it has no checksum of a kind we know"
    ENDING_UNKNOWN = "its ending is of no known top-level domain"
    NO_REGISTER = "nothing about its form can be checked"


class Refusal(StrEnum):
    """Why something was set aside: it identifies nobody, or cannot be read with certainty."""

    LETTERS = "it has letters where a phone number has digits"
    TOO_SHORT = "it has too few digits"
    TOO_LONG = "it is longer than any identifier"
    NOT_A_PHONE = "it is not a phone number"
    NOT_AN_ACCOUNT = "it is not six digits of sort code and an account number"
    NOT_AN_IBAN = "it is not an IBAN of any country"
    NOT_AN_EMAIL = "it is not an email address"
    NOT_A_HOST = "it is not the name of a website"
    NO_PATH = "it names a site that many share, and not whose page on it"
    NOT_A_WALLET = "it is not the address of a wallet"
    NOT_A_HANDLE = "it is not a user name"
    NOT_A_COMPANY = "it is not a company number"
    NOT_A_VEHICLE = "it is not a vehicle registration"
    NOT_A_POSTCODE = "it is not a postcode"
    NOT_A_NAME = "it is not a name"
    TOO_MANY = "there are more identifiers than are read from one answer"
    TOO_MUCH_TEXT = "the text is longer than is looked through"

    @classmethod
    def told(cls, name: str) -> str:
        """Say in words what a name in lower case stands for; one from other rules says itself."""
        return next((one.value for one in cls if one.name.lower() == name), name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """One thing that identifies. Two are the same if kind and canonical form are: see `key`."""

    kind: IdentifierKind
    canonical: str
    #: As people write it; for pages use `display.masked`.
    shown: str
    doubt: Doubt | None = None

    @property
    def checked(self) -> str:
        """Say "valid" or "unchecked"; `doubt` says why unchecked."""
        return "unchecked" if self.doubt else "valid"

    @property
    def key(self) -> tuple[IdentifierKind, str]:
        return self.kind, self.canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Something that was not read: at which piece of the answer, why, and how many of them."""

    position: int
    reason: Refusal
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an answer gave: identifiers, each once, in the order told; and what was set aside."""

    identifiers: tuple[Identifier, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


#: What a reader of one kind gives for one piece of text.
Read = tuple[Identifier, ...] | Refusal
