"""Who does the work: the people of the firms, each with habits of their own, and the officers."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from fielding.access.roles import Actor, Role
from fielding.simulation.drawing import around, seeded
from fielding.simulation.places import Country, Force
from fielding.simulation.world import Habits, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler:
    """Somebody of a firm."""

    actor: Actor
    habits: Habits


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A force as a recipient of referrals: who answers there, and how fast."""

    force: Force
    officer: Actor
    pace: float
    sends_back: float  # percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody who acts in a world."""

    call_handlers: tuple[Handler, ...]
    assessors: tuple[Handler, ...]
    recipients: Mapping[str, Recipient]

    def independent_of(self, firms: frozenset[str | None]) -> tuple[Handler, ...]:
        """List those who may look at a decision again: of none of these firms."""
        return tuple(each for each in self.assessors if each.actor.firm not in firms)


def make_cast(world: World, country: Country, seed: int) -> Cast:
    """Make the people. The same seed gives the same habits."""
    rng = seeded(f"cast/{seed}")
    handlers = [
        _handler(rng, world, role, place)
        for place, firm in enumerate(world.firms)
        for role, count in (
            (Role.CALL_HANDLER, firm.call_handlers),
            (Role.ASSESSOR, firm.assessors),
            (Role.SUPERVISOR, firm.supervisors),
        )
        for _ in range(count)
    ]
    numbered = [_numbered(handler, number) for number, handler in enumerate(handlers, start=101)]
    return Cast(
        call_handlers=tuple(h for h in numbered if h.actor.role is Role.CALL_HANDLER),
        assessors=tuple(h for h in numbered if h.actor.role is not Role.CALL_HANDLER),
        recipients={slug: _recipient(rng, world, force) for slug, force in country.forces.items()},
    )


def _handler(rng: Random, world: World, role: Role, place: int) -> Handler:
    firm = world.firms[place]
    habits = Habits(
        pace=around(rng, firm.habits.pace, 0.3),
        dismiss=around(rng, firm.habits.dismiss, 0.5),
        slips=around(rng, firm.habits.slips, 0.6),
        holds=around(rng, firm.habits.holds, 0.4),
    )
    actor = Actor(name=role.value, role=role, firm=firm.slug, contract=firm.contract)
    return Handler(actor=actor, habits=habits)


def _numbered(handler: Handler, number: int) -> Handler:
    """Give a handler their pseudonym."""
    actor = handler.actor
    named = Actor(
        name=f"{actor.role.value}-{number}",
        role=actor.role,
        firm=actor.firm,
        contract=actor.contract,
    )
    return Handler(actor=named, habits=handler.habits)


def _recipient(rng: Random, world: World, force: Force) -> Recipient:
    officer = Actor(name=f"officer-{rng.randint(201, 999)}", role=Role.OFFICER, firm=force.slug)
    return Recipient(
        force=force,
        officer=officer,
        pace=around(rng, 1.0, 0.6),
        sends_back=around(rng, world.recipients["sends back"], 0.5),
    )
