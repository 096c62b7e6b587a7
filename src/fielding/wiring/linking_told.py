"""Puts what joins reports, or keeps them apart, in words: for pages and the command line alike."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from fielding.access.roles import Actor
from fielding.linking.networks.evidence import Reason
from fielding.linking.networks.people import is_person
from fielding.linking.networks.why import JUDGED, Holding, NearPair, Outsider, Step, WhyNot
from fielding.store.queries.across_forces import Named as NamedReport
from fielding.store.queries.across_forces import names_of
from fielding.store.queries.networks import IdentifierRow, identifiers

WHY: Mapping[str, str] = {
    Reason.SHARED: "both mention {what}",
    Reason.OFFENDER: "both mention {what}, which a person said is an offender’s",
    Reason.PERSON: "both likely tell of one person, and something more speaks for it",
    JUDGED: "a person said that they belong together",
}
WHY_NEAR = "{what} are nearly the same, and the rules take them for one"
WHY_PAIR: Mapping[str, str] = {
    Reason.NEAR: "chance makes no two of this kind so alike, so that they count for one",
    Reason.NEAR_TWICE: "reports of both share something more, so that they count for one",
    Reason.PERSON: "a trained model takes the persons for one, and something more speaks for it",
}
#: What is nearly the same where a trained model says that two reports tell of one person.
PERSONS = "the persons that they tell of"
#: What was erased since it was linked.
ERASED, ERASED_REPORT = "an identifier that is erased", "a report that is erased"
WEIGHS: Mapping[Holding, str] = {
    Holding.JUDGED: "a person’s word binds, whatever the evidence",
    Holding.RINGS: "several identifiers hold these two, so that no single mistake can have done it",
    Holding.SINGLE: "one is enough here, since not both stand in a large group",
    Holding.BODIES: "between two large groups {needed} are needed, and there are {counts}",
}
WHY_NOT: Mapping[str, str] = {
    WhyNot.HUB: "reports that have nothing else in common mention {what}",
    WhyNot.SLIP: "{what} is nearly one that many unrelated reports mention",
    WhyNot.OWN: "somebody gave {what} as their own contact",
    WhyNot.SHARED: "a person said that many share {what}",
    WhyNot.NEAR_ALONE: "{what} are nearly the same, and nothing else speaks for them",
    WhyNot.ONE_ALONE: "{what} is all that two bodies of reports share",
    WhyNot.JUDGED: "a person said that they, or reports they hang on, do not belong together",
}

#: What an identifier is called.
Named = Callable[[IdentifierRow], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One step of a path, or one thing shared that joins nothing: two reports and a sentence."""

    one: str
    other: str
    says: str
    #: How much a step counts, and why; empty for what joins nothing.
    weighs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPair:
    """Two identifiers that are nearly the same and count, or two reports of likely one person."""

    #: Kind and masked form of each; of persons the references of the reports that tell of them.
    shown: tuple[str, str]
    identifiers: tuple[int, ...]  # none for persons
    reports: tuple[tuple[int, ...], tuple[int, ...]]  # that mention each
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the reports and identifiers of some evidence are called."""

    reports: Mapping[int, NamedReport]
    rows: Mapping[int, IdentifierRow]
    shown: Mapping[int, str]  # kind and masked form

    def step(self, step: Step) -> Sentence:
        """Tell one step of a path."""
        shared = ""
        if len(step.identifiers) == 1 and (row := self.rows.get(step.identifiers[0])):
            shared = f"an identifier that {row.reports:,} reports share; "
        weighs = WEIGHS[step.holds].format(needed=step.needed, counts=f"{step.counts:,}")
        return Sentence(
            one=reference_of(self.reports, step.report),
            other=reference_of(self.reports, step.other),
            says=WHY.get(step.reason, WHY_NEAR).format(what=self.what(step.identifiers)),
            weighs=shared + weighs,
        )

    def outsider(self, outsider: Outsider) -> Sentence:
        """Tell what a report shares with one outside, and why that joins nothing."""
        says = WHY_NOT[outsider.reason].format(what=self.what(outsider.identifiers))
        return Sentence(
            one=reference_of(self.reports, outsider.report),
            other=reference_of(self.reports, outsider.other),
            says=says,
        )

    def pair(self, pair: NearPair) -> ToldPair:
        """Tell what is nearly the same and counts."""
        persons = is_person(pair.identifiers[0])
        one, other = (
            (reference_of(self.reports, pair.report), reference_of(self.reports, pair.other))
            if persons
            else (self.shown.get(each, ERASED) for each in pair.identifiers)
        )
        return ToldPair(
            shown=(one, other),
            identifiers=() if persons else pair.identifiers,
            reports=pair.reports,
            says=WHY_PAIR[pair.reason],
        )

    def what(self, numbers: Iterable[int]) -> str:
        """Name identifiers."""
        wanted = [each for each in numbers if not is_person(each)]
        known = [in_sentence(self.shown[each]) for each in wanted if each in self.shown]
        if len(known) > 1 and len(set(known)) == 1:
            return f"two identifiers shown as {known[0]}"
        return " and ".join([*known, ERASED] if len(known) < len(wanted) else known) or PERSONS


def in_sentence(shown: str) -> str:
    """Begin an identifier's kind as inside a sentence; what is short for something stays so."""
    return shown if shown[:2].isupper() else shown[:1].lower() + shown[1:]


def reference_of(named: Mapping[int, NamedReport], report: int) -> str:
    """Give a report's reference, or say that it is erased."""
    return named[report].reference if report in named else ERASED_REPORT


def find_words(actor: Actor, told: Iterable[Step | Outsider | NearPair], named: Named) -> Words:
    """Read what the reports and identifiers of some evidence are called."""
    told = list(told)
    reports = {each for one in told for each in (one.report, one.other)}
    numbers = {each for one in told for each in one.identifiers if not is_person(each)}
    rows = {row.identifier: row for row in identifiers(actor, numbers)} if numbers else {}
    return Words(
        reports=names_of(actor, reports) if reports else {},
        rows=rows,
        shown={each: named(row) for each, row in rows.items()},
    )
