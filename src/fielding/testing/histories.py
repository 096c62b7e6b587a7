"""Histories of cases, told entry by entry or at random, without keys and without a database."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

from fielding.cases.case import Case
from fielding.cases.clocks import Workday
from fielding.definitions.service import Service
from fielding.kernel.ids import new_id
from fielding.ledger.entry import Entry, Kept, keep_entry
from fielding.ledger.tree import root_of
from fielding.oversight.books import Books, Standpoint, carry_on
from fielding.oversight.records import Rules
from fielding.testing.services import shipped

SERVICES = shipped()
BEGINNING = datetime(2026, 1, 5, 9, tzinfo=UTC)
FIRMS = ("north-desk", "south-desk", None)
FORCES = ("west-yorkshire", "kent", "essex")
Facts = dict[str, object]


def weekdays(day: date) -> bool:
    """Work from Monday to Friday, without holidays."""
    return day.weekday() < 5


def any_day(_: date) -> bool:
    """Work every day."""
    return True


def _workday(case: Case) -> Workday:
    """Let a nation differ from the others, as bank holidays do."""
    return any_day if case.sorted.get("nation") == "northern-ireland" else weekdays


BY_DIGEST = {service.digest: service for service in SERVICES.values()}
RULES = Rules(definition=BY_DIGEST.__getitem__, workday=_workday)


@dataclass
class Teller:
    """Tells one case, entry by entry."""

    name: str
    service: Service
    synthetic: bool = False
    firm: str | None = None
    contract: str | None = None
    actor: str = "somebody"
    at: datetime = BEGINNING
    answers: Facts = field(default_factory=dict)
    told: list[Kept] = field(default_factory=list)

    def tell(self, kind: str, after: timedelta = timedelta(), /, **facts: object) -> "Teller":
        """Write one more entry."""
        self.at += after
        entry = Entry(
            id=_name(f"{self.name}/{len(self.told)}"),
            service=self.service.code,
            definition=self.service.digest,
            kind=kind,
            subject=f"case/{self.name}",
            previous=self.told[-1].leaf.hex() if self.told else None,
            occurred_at=self.at,
            recorded_at=self.at,
            actor=self.actor,
            role="assessor",
            firm=self.firm,
            contract=self.contract,
            facts=facts,
            synthetic=self.synthetic,
        )
        self.told.append(keep_entry(entry))
        return self

    def receive(self) -> "Teller":
        """Begin."""
        return self.tell(
            "case.received", reference=self.name[-8:], door="web", answers=self.answers
        )

    def dismiss(self, after: timedelta = timedelta()) -> "Teller":
        """Dismiss, which can be reviewed."""
        return self.tell("case.dismissed", after, decision="dismiss", reason="no-crime")

    def refer(self, force: str, after: timedelta = timedelta()) -> "Teller":
        """Refer to a force; the referral is named after it."""
        self.tell("case.referred", after, decision="refer", code="x")
        return self.tell("referral.sent", referral=self._referral(force), recipient=force)

    def answer(self, kind: str, force: str, after: timedelta = timedelta()) -> "Teller":
        """Let a force deliver, accept or return its referral."""
        told: Facts = {"referral": self._referral(force), "recipient": force}
        if kind == "referral.returned":
            told["reason"] = "wrong-force"
        return self.tell(kind, after, **told)

    def conclude(self, force: str, after: timedelta, *, judicial: bool) -> "Teller":
        """Let a force record an outcome."""
        told: Facts = {"referral": self._referral(force), "recipient": force}
        outcome = "1" if judicial else "18"
        return self.tell("outcome.recorded", after, outcome=outcome, judicial=judicial, **told)

    def _referral(self, force: str) -> str:
        return _name(f"{self.name}-{force}")


def _name(text: str) -> str:
    """Make an identifier that is always the same for the same text."""
    return str(new_id(BEGINNING, hashlib.sha256(text.encode()).digest()))


def sequenced(*cases: list[Kept], random: Random | None = None) -> list[Kept]:
    """Give the entries of several cases their indexes, mixed, each case in its order."""
    waiting, mixed = [list(case) for case in cases if case], list[Kept]()
    while waiting:
        case = random.choice(waiting) if random else waiting[0]
        kept = case.pop(0)
        mixed.append(Kept(entry=kept.entry, content=kept.content, leaf=kept.leaf, index=len(mixed)))
        waiting = [case for case in waiting if case]
    return mixed


def standing_at(log: list[Kept], at: datetime) -> Standpoint:
    """Sign, so to say, a checkpoint over a log."""
    return Standpoint(size=len(log), root=root_of([kept.leaf for kept in log]), at=at)


def empty(at: datetime = BEGINNING) -> Books:
    """Give the books before the first entry."""
    return Books(standpoint=standing_at([], at))


def books_of(log: list[Kept], at: datetime) -> Books:
    """Fold a whole log at once."""
    return carry_on(empty(at), log, standing_at(log, at), RULES)


def random_log(random: Random, service: Service, cases: int) -> list[Kept]:
    """Tell so many random cases of a service that refers, keeps and dismisses; mixed."""
    return sequenced(
        *(_random_case(random, service, place) for place in range(cases)), random=random
    )


def _random_case(random: Random, service: Service, place: int) -> list[Kept]:
    teller = Teller(
        name=_name(f"case {place}"),
        service=service,
        synthetic=random.random() < 0.3,
        firm=random.choice(FIRMS),
        at=BEGINNING + timedelta(hours=random.randrange(0, 2000)),
        answers={"amount-lost": random.randrange(10**9)} if random.random() < 0.5 else {},
    ).receive()
    if random.random() < 0.5:
        bodies = [[random.choice(FORCES), 1000]]
        nation = random.choice(("england", "northern-ireland"))
        sure = random.random() < 0.7
        teller.tell("case.sorted", sure=sure, bodies=bodies, nation=nation)
    random.choice(_PATHS)(teller, random)
    if random.random() < 0.1:
        teller.tell("case.erased", _wait(random))
    return teller.told


def _wait(random: Random) -> timedelta:
    return timedelta(minutes=random.randrange(0, 60 * 24 * 20))


def _hold(teller: Teller, random: Random) -> None:
    teller.tell("case.held", _wait(random), reason="waiting-for-advice")
    if random.random() < 0.6:
        teller.tell("case.released", _wait(random))
        random.choice(_PATHS)(teller, random)


def _keep(teller: Teller, random: Random) -> None:
    teller.tell("case.kept", _wait(random), decision="keep", reason="abroad", code="x")


def _dismiss(teller: Teller, random: Random) -> None:
    teller.dismiss(_wait(random))
    if random.random() < 0.6:
        teller.tell("review.requested", _wait(random), of="dismiss")
        teller.firm = random.choice(FIRMS)
        if random.random() < 0.7:
            result = random.choice(("upheld", "replaced"))
            teller.tell("review.decided", _wait(random), result=result, of="dismiss")
            if result == "replaced":
                _keep(teller, random)


def _refer(teller: Teller, random: Random) -> None:
    force = random.choice(FORCES)
    teller.refer(force, _wait(random))
    if random.random() < 0.8:
        teller.answer("referral.delivered", force, _wait(random))
        answer = random.choice(("referral.accepted", "referral.returned", None))
        if answer:
            teller.answer(answer, force, _wait(random))
        if answer == "referral.accepted" and random.random() < 0.6:
            teller.conclude(force, _wait(random), judicial=random.random() < 0.2)


def _nothing(teller: Teller, random: Random) -> None:
    """Let the case wait."""


_PATHS: list[Callable[[Teller, Random], None]] = [_hold, _keep, _dismiss, _refer, _refer, _nothing]
