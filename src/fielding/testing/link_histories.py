"""Random histories of linking: reports come, are added to and go; near pairs, judgements, marks.

The numbers are so small that hubs, slips, rings and bodies come and go within some ten steps.
"""

from dataclasses import dataclass, field
from random import Random

from fielding.linking.joining import Joining, Told
from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.mentions import Whose
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.people import PERSON, is_person, person_of

#: Limits that a history of some ten reports reaches.
LOW = Limits(sample=6, part=3, slip=3, body=3, ties=2, ringing=5)
KINDS = ("account", "phone", "email")


def kind_of(identifier: int) -> str:
    """Give the kind of an identifier of a history."""
    if is_person(identifier):
        return PERSON
    return KINDS[identifier % len(KINDS)]


def are_near(one: int, other: int) -> bool:
    """Say which identifiers of a history are near each other: some of the same kind."""
    if is_person(one) or is_person(other):
        return one != other and is_person(one) and is_person(other) and (one + other) % 4 == 0
    low, high = min(one, other), max(one, other)
    return high - low == len(KINDS) and low // len(KINDS) % 2 == 0


def wording_of(report: int) -> int | None:
    """Give the sketch of what a report of a history tells: a third tell nothing, few the same."""
    return None if report % 3 == 0 else report % 5 * 0x0101_0101_0101_0101


@dataclass
class History:
    """What stands after all steps so far, step by step told to a joiner."""

    random: Random
    joiner: Joining
    identifiers: int
    reports: dict[int, dict[int, Whose]] = field(default_factory=dict)
    near: set[tuple[int, int]] = field(default_factory=set)
    judged: dict[tuple[int, int], Verdict] = field(default_factory=dict)
    marks: dict[int, Mark] = field(default_factory=dict)

    def step(self) -> None:
        """Take one step, more often an arrival than anything else."""
        drawn = self.random.random()
        if drawn < 0.6 or len(self.reports) < 2:
            self.arrive()
        elif drawn < 0.7:
            self.erase()
        elif drawn < 0.86:
            self.judge()
        elif drawn < 0.9:
            self.part()
        else:
            self.mark()

    def arrive(self) -> None:
        """Let a report come, or be added to."""
        report = self.random.randrange(300)
        if self.reports and self.random.random() < 0.05:
            report = self.random.choice(sorted(self.reports))
        told = {each: self._whose() for each in self.drawn()}
        if report % 2:
            told[person_of(report)] = Whose.SUSPECT
        self.joiner.add(
            report,
            [Told(identifier=each, kind=kind_of(each), whose=of) for each, of in told.items()],
        )
        if (wording := wording_of(report)) is not None:
            self.joiner.word(report, wording)
        held = self.reports.setdefault(report, {})
        for each, of in told.items():
            held[each] = Whose.REPORTER if held.get(each) is Whose.REPORTER else of
        self._note_near(told)

    def erase(self) -> None:
        """Erase a report, with the judgements on it."""
        report = self.random.choice(sorted(self.reports))
        self.joiner.erase(report)
        del self.reports[report]
        self.judged = {pair: said for pair, said in self.judged.items() if report not in pair}

    def part(self) -> None:
        """Let two persons who were likely one be so no more."""
        held = {each for told in self.reports.values() for each in told if is_person(each)}
        if pairs := sorted(pair for pair in self.near if held.issuperset(pair)):
            pair = self.random.choice(pairs)
            self.near.discard(pair)
            self.joiner.apart(*pair)

    def judge(self) -> None:
        """Judge two reports, or withdraw a judgement."""
        if self.judged and self.random.random() < 0.5:
            pair = self.random.choice(sorted(self.judged))
            del self.judged[pair]
            self.joiner.judge(*pair, None)
            return
        one, other = sorted(self.random.sample(sorted(self.reports), 2))
        verdict = self.random.choice((Verdict.SAME, Verdict.DIFFERENT))
        self.judged[one, other] = verdict
        self.joiner.judge(one, other, verdict)

    def mark(self) -> None:
        """Mark an identifier, or take the mark away."""
        identifier = self._drawn()
        mark = self.random.choice((None, Mark.SHARED, Mark.OFFENDER))
        self.marks.pop(identifier, None)
        if mark:
            self.marks[identifier] = mark
        self.joiner.mark(identifier, mark)

    def drawn(self) -> list[int]:
        """Draw what a report mentions."""
        return [self._drawn() for _ in range(self.random.choice((0, 1, 1, 2, 2, 3)))]

    def _drawn(self) -> int:
        drawn = int(self.random.expovariate(3 / self.identifiers))
        return min(drawn, self.identifiers - 1)

    def _whose(self) -> Whose:
        return Whose.REPORTER if self.random.random() < 0.05 else Whose.SUSPECT

    def _note_near(self, told: dict[int, Whose]) -> None:
        present = {each for held in self.reports.values() for each in held}
        for each in told:
            for other in present:
                if are_near(each, other):
                    self.near.add((min(each, other), max(each, other)))
                    self.joiner.near(each, other)


@dataclass
class Circles(History):
    """A history of circles of identifiers that go in pairs, and of two that all circles mention.

    Reports of one circle come to be a core; what all mention is scattered, and cores vouch for it.
    """

    identifiers: int = 32

    def drawn(self) -> list[int]:
        """Draw a pair of a circle beside what all mention, or two pairs, or anything."""
        if self.random.random() < 0.1:
            return super().drawn()
        first = 2 + 10 * self.random.randrange(3)
        one, other = (first + 2 * self.random.randrange(5) for _ in range(2))
        if self.random.random() < 0.4:
            return [one, one + 1, other, other + 1]
        return [self.random.randrange(2), one, one + self.random.randrange(2)]
