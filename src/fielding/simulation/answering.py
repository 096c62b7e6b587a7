"""Draws the answers of one invented report, question by question, as its definition shows them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from fielding.definitions.conditions import holds
from fielding.definitions.service import Kind, Question, Service
from fielding.simulation.drawing import around, by_weight, percent, some
from fielding.simulation.errors import BrokenWorld
from fielding.simulation.identities import TOLD, Identity, invent
from fielding.simulation.places import Country, Force
from fielding.simulation.world import World

#: How often a question is answered that need not be.
HALF = 50.0
#: How often something happened in the area of another force than the reporter's.
ELSEWHERE = 25.0


@dataclass(slots=True, kw_only=True)
class Reporter:
    """Somebody who reports: what they answer depends on what they answered before."""

    rng: Random
    world: World
    country: Country
    force: Force
    suspect: Identity
    today: date
    answers: dict[str, object] = field(default_factory=dict)

    def answer(self, service: Service) -> dict[str, object]:
        """Answer the questions of a service, raw as a form would send them."""
        me = invent(self.rng, self.world)
        for question in service.questions.values():
            if not holds(question.shown_when, self.answers) or self._leaves_out(question):
                continue
            who = self.suspect if question.identifier == "suspect" else me
            self.answers[question.name] = self._one(question, who)
        return self.answers

    def _leaves_out(self, question: Question) -> bool:
        share = self.world.answered.get(question.name, HALF)
        return not question.required and not percent(self.rng, share)

    def _one(self, question: Question, who: Identity) -> object:
        if question.name in self.world.texts:
            return self.tell(self.world.texts[question.name])
        if question.kind in TOLD:
            told = who.told(question.kind)
            return [told] if question.several else told
        match question.kind:
            case Kind.CHOICE | Kind.YES_NO:
                return self._choose(question)
            case Kind.CHOICES:
                return some(self.rng, [self._choose(question), self._choose(question)], 1)
            case Kind.MONEY:
                return self._amount()
            case Kind.DATE:
                return (self.today - timedelta(days=int(around(self.rng, 9, 1.2)))).isoformat()
            case Kind.POSTCODE:
                return self.country.draw_postcode(self.rng, self._where(question))
            case _:
                return self.tell(self.world.stories[self._kind()])

    def tell(self, templates: tuple[str, ...]) -> str:
        """Tell one of the templates in words of this world."""
        words = {name: self.rng.choice(choice) for name, choice in self.world.words.items()}
        return self.rng.choice(templates).format(**words)

    def _choose(self, question: Question) -> str:
        weights = self.world.answers.get(question.name)
        if weights is None:
            codes = [option.code for option in question.options] or ["yes", "no"]
            return self.rng.choice(codes)
        return by_weight(self.rng, weights)

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
