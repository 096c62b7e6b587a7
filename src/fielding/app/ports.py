"""What the use cases need of the outside world, by what each guarantees."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from fielding.access.roles import Actor
from fielding.app.standing import Standing
from fielding.cases.clocks import Workday
from fielding.definitions.service import Service
from fielding.ledger.entry import Kept
from fielding.linking.identifiers.modulus import AccountTable
from fielding.referral.area import Places


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Give an aware moment in UTC."""


class Randomness(Protocol):
    """Draws bytes that nobody can guess."""

    def bytes(self, count: int) -> bytes:
        """Give so many bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseKey:
    """A case's key, open in memory and wrapped for storage."""

    key: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)
    month: str  # of the service key that wraps it


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What one case gained: new entries, their sealed blobs, and how the case stands after them."""

    new: tuple[Kept, ...]
    blobs: Mapping[str, bytes]  # by entry id
    standing: Standing
    #: Only for a case that begins here.
    key: CaseKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FolioWritten:
    """What one folio gained: new entries, and the sealed texts of each."""

    subject: str
    new: tuple[Kept, ...]
    blobs: Mapping[str, bytes]  # by entry id
    #: Only for a folio that begins here.
    key: CaseKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedTexts:
    """The stored ciphertext of the texts of one entry of a folio."""

    subject: str
    entry: str
    blob: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What an idempotency key was used for."""

    digest: bytes  # of what was asked
    answer: str


class Transaction(Protocol):
    """One transaction: the ledger, the sealed store and the derived tables move together.

    Everything is seen and written as the actor of the transaction: what row-level security
    hides does not exist here.
    """

    def history(self, case: str) -> tuple[Kept, ...]:
        """Give a case's entries in their order; empty when there is none or it is hidden."""

    def new_case_key(self, case: str) -> CaseKey:
        """Draw a key for a case that begins; it is stored when the case is kept."""

    def case_key(self, case: str) -> bytes:
        """Open a case's key; raise CaseErased when it was destroyed."""

    def blobs(self, case: str) -> Mapping[str, bytes]:
        """Give the stored ciphertexts of a case, by entry id."""

    def folio(self, subject: str) -> tuple[Kept, ...]:
        """Give a folio's entries in their order; empty when there is none or it is hidden."""

    def new_folio_key(self, subject: str) -> CaseKey:
        """Draw a key for a folio that begins; it is stored when the folio is kept."""

    def folio_keys(self, subjects: Collection[str]) -> Mapping[str, bytes]:
        """Open the keys of folios, by subject; those that are hidden are left out."""

    def folio_blobs(self, subjects: Collection[str]) -> Sequence[SealedTexts]:
        """Give the stored ciphertexts of folios; those that are hidden are left out."""

    def keep_folios(self, written: Sequence[FolioWritten]) -> None:
        """Insert entries and texts of folios; the fact `for` grants organisations a sight of them.

        Raises Overtaken when somebody else has added to one of them meanwhile.
        """

    def next_numbers(self, count: int) -> Sequence[int]:
        """Draw numbers for references: unique, rising, not gap-free."""

    def keep(self, written: Sequence[Written]) -> None:
        """Insert entries and blobs, and bring the derived tables up to date.

        Raises Overtaken when somebody else has added to one of the cases meanwhile; then
        nothing was kept.
        """

    def forget(self, case: str) -> None:
        """Destroy a case's key and blobs, and those of its second readings.

        The entries and every proof stay valid.
        """

    def remember(self, key: str, remembered: Remembered) -> None:
        """Note what an idempotency key was used for; raise InFlight when another holds it."""

    def recall(self, key: str) -> Remembered | None:
        """Give what an idempotency key was used for, if it was."""

    def remember_all(self, remembered: Mapping[str, Remembered]) -> None:
        """Note many keys at once; raise InFlight when another holds one of them."""

    def recall_all(self, keys: Collection[str]) -> Mapping[str, Remembered]:
        """Give those of many keys that were used."""


class Store(Protocol):
    """Opens transactions."""

    def transaction(self, actor: Actor) -> AbstractContextManager[Transaction]:
        """Open a transaction as somebody; it commits when the block ends without an error."""

    def case_of(self, reference: str) -> str | None:
        """Find the case that a reference names; tells nothing else about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Proof that an entry is in the ledger: its bytes and a C2SP tlog-proof."""

    entry: bytes
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePromise:
    """A signed promise to have an entry in the ledger by a deadline: the sequencer is slow."""

    leaf: bytes
    deadline: datetime
    note: str  # signed by this process's published key


class Proofs(Protocol):
    """Knows what is under a signed checkpoint."""

    def prove(self, entry: str) -> Receipt | LatePromise:
        """Wait a moment for the entry's checkpoint; give its receipt, or a signed promise.

        Holds neither a transaction nor a connection while waiting.
        """


class Drafts(Protocol):
    """Keeps sealed boxes for a while, by a locator that tells nothing."""

    def keep(self, locator: bytes, box: bytes, at: datetime) -> None:
        """Keep a box, in place of an earlier one."""

    def read(self, locator: bytes, after: datetime) -> bytes | None:
        """Give a box that was kept after a moment."""

    def forget(self, locator: bytes) -> None:
        """Destroy a box."""

    def forget_old(self, before: datetime) -> None:
        """Destroy the boxes that nobody came back to."""


class Services(Protocol):
    """The services by definition: those in force, and all that cases began under."""

    def current(self, code: str) -> Service:
        """Give the definition in force; raise UnknownService."""

    def by_digest(self, digest: str) -> Service:
        """Give the definition that an entry names."""

    def in_force(self) -> Sequence[Service]:
        """List the services that reports can be made to."""


class Workdays(Protocol):
    """Knows bank holidays."""

    def of(self, nation: str) -> Workday:
        """Tell which days are worked in a nation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """Everything a use case may reach; chosen in `wiring` or built in tests."""

    store: Store
    services: Services
    proofs: Proofs
    drafts: Drafts
    places: Places
    workdays: Workdays
    clock: Clock
    #: Stamps `recorded_at`. Differs from `clock` only when a world is simulated.
    stamp: Clock
    random: Randomness
    #: Keys the progress codes and search tokens.
    token_key: bytes = field(repr=False)
    #: Everything written through this hub is marked synthetic.
    synthetic: bool = False
    #: The payment scheme's table, where the operator has one.
    accounts: AccountTable | None = None
