"""Draws the answers of one invented report, question by question, as its definition shows them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from fielding.definitions.conditions import holds
from fielding.definitions.service import Kind, Question, Service
from fielding.simulation.drawing import around, by_weight, percent, seeded, some
from fielding.simulation.errors import BrokenWorld
from fielding.simulation.identities import invent
from fielding.simulation.linking.aliases import alias, misheard
from fielding.simulation.linking.mixture import Kind as Left
from fielding.simulation.linking.plots import Plot
from fielding.simulation.linking.writing import write, write_in_text
from fielding.simulation.places import Country, Force
from fielding.simulation.world import World

#: How often a question is answered that need not be.
HALF = 50.0
#: How often something happened in the area of another force than the reporter's.
ELSEWHERE = 25.0


#: As what a definition asks for the identifiers that offenders leave.
ASKED = {
    Kind.PHONE: Left.PHONE,
    Kind.ACCOUNT: Left.ACCOUNT,
    Kind.EMAIL: Left.EMAIL,
    Kind.WEBSITE: Left.DOMAIN,
    Kind.HANDLE: Left.HANDLE,
    Kind.WALLET: Left.WALLET,
}


@dataclass(slots=True, kw_only=True)
class Reporter:
    """Somebody who reports: what they answer depends on what they answered before."""

    rng: Random
    #: For what people write down, apart from what happened to them.
    hand: Random
    world: World
    country: Country
    force: Force
    plot: Plot
    seed: int
    today: date
    answers: dict[str, object] = field(default_factory=dict)
    #: What they know of the suspect and have not been asked for yet.
    left: dict[Left, list[str]] = field(default_factory=dict)

    def answer(self, service: Service) -> dict[str, object]:
        """Answer the questions of a service, raw as a form would send them."""
        self.left = {kind: list(spelt) for kind, spelt in self.plot.named.items()}
        for question in service.questions.values():
            if holds(question.shown_when, self.answers) and not self._leaves_out(question):
                self.answers[question.name] = self._one(question)
        return self.answers

    def _leaves_out(self, question: Question) -> bool:
        if question.required:
            return False
        if question.kind in ASKED and question.identifier == "suspect":
            return not self.left.get(ASKED[question.kind])
        if question.kind is Kind.PHONE and question.identifier == "reporter":
            return self.plot.contact is None
        return not percent(self.rng, self.world.answered.get(question.name, HALF))

    def _one(self, question: Question) -> object:
        if question.name in self.world.texts:
            return self.tell(self.world.texts[question.name])
        if question.kind in ASKED or question.kind is Kind.NAME:
            return self._identifying(question)
        match question.kind:
            case Kind.CHOICE | Kind.YES_NO:
                return self._choose(question)
            case Kind.CHOICES:
                return self._several(question)
            case Kind.MONEY:
                return self._amount()
            case Kind.DATE:
                return (self.today - timedelta(days=int(around(self.rng, 9, 1.2)))).isoformat()
            case Kind.POSTCODE:
                return self._postcode(question)
            case _:
                return self._story()

    def _identifying(self, question: Question) -> object:
        """Say who they are, or who it was: all that is left where several can be told."""
        if question.identifier == "suspect":
            if question.kind is Kind.NAME:
                return self._alias()
            kind = ASKED[question.kind]
            spelt = self.left.get(kind, [])
            taken = len(spelt) if question.several else 1
            told = [write(self.hand, kind, each) for each in spelt[:taken]]
            self.left[kind] = spelt[taken:]
            return told if question.several else "".join(told)
        person = seeded(f"person/{self.seed}/{self.plot.reporter}")
        me = invent(person, self.world, self.plot.reporter)
        match question.kind:
            case Kind.NAME:
                return me.name
            case Kind.EMAIL:
                return me.email
            case Kind.PHONE if self.plot.contact:
                return write(self.hand, Left.PHONE, self.plot.contact)
            case _:
                raise BrokenWorld(question=question.name)

    def _alias(self) -> str:
        """Give a name that the group goes by, as this reporter heard it."""
        offending = self.world.offending
        names = {**self.world.names, **offending.aliases}
        given = alias(self._of_group, self.hand, self.plot.size, names)
        return misheard(self.hand, given) if percent(self.hand, offending.misheard) else given

    def _postcode(self, question: Question) -> str:
        """Say where: of the suspect, where the group lives or works."""
        if question.identifier == "suspect":
            where = self.country.draw_force(self._of_group("place"))
            return self.country.draw_postcode(self._of_group("postcode"), where)
        return self.country.draw_postcode(self.rng, self._where(question))

    def _several(self, question: Question) -> list[str]:
        """Choose an answer or two, and those that go with what is known of the suspect."""
        chosen = some(self.rng, [self._choose(question), self._choose(question)], 1)
        goes_with = self.world.offending.left_by.get(question.name, {})
        for kind, answers in goes_with.items():
            if self.left.get(kind):
                chosen.append(self.hand.choice(answers))
        return list(dict.fromkeys(chosen))

    def _story(self) -> str:
        """Tell what happened, sometimes in the offender's own words, with all that is left."""
        said = [self.tell(self.world.stories[self._kind()])]
        offending = self.world.offending
        if percent(self.hand, offending.quotes):
            script = self._of_group("script")
            quoted = " ".join(script.choice(part) for part in offending.scripts)
            first = self.hand.choice(self.world.names["first"])
            said.append(f'What they wrote: "{quoted.format(first=first)}"')
        for kind, spelt in self.left.items():
            also = offending.also[kind]
            said += [also.format(it=write_in_text(self.hand, kind, each)) for each in spelt]
        self.left = {}
        return " ".join(said)

    def tell(self, templates: tuple[str, ...]) -> str:
        """Tell one of the templates in words of this world, some of them the group's own."""
        words = {name: self.rng.choice(choice) for name, choice in self.world.words.items()}
        groups = self._of_group("words")
        own = {name: groups.choice(self.world.words[name]) for name in self.world.offending.words}
        return self.rng.choice(templates).format(**(words | own))

    def _of_group(self, what: str) -> Random:
        """Give a source that is the same for every report of the group."""
        return seeded(f"{what}/{self.seed}/{self.plot.group}")

    def _choose(self, question: Question) -> str:
        weights = self.world.answers.get(question.name)
        if weights is None:
            codes = [option.code for option in question.options] or ["yes", "no"]
            return self.rng.choice(codes)
        chosen = by_weight(self.rng, weights)
        if question.name != self.world.decided_by:
            return chosen
        faithful = percent(self.hand, self.world.offending.faithful)
        return by_weight(self._of_group("kind"), weights) if faithful else chosen

    def _amount(self) -> int:
        amount = self.world.amounts[self._kind()]
        return max(100, round(around(self.rng, amount.middle, amount.spread) * 100))

    def _where(self, question: Question) -> Force:
        elsewhere = question.name != "postcode" and percent(self.rng, ELSEWHERE)
        return self.country.draw_force(self.rng) if elsewhere else self.force

    def _kind(self) -> str:
        kind = self.answers.get(self.world.decided_by)
        if not isinstance(kind, str) or kind not in self.world.stories:
            raise BrokenWorld(question=self.world.decided_by, answer=kind)
        return kind
