"""A synthetic world: what people answer, who does the work, how often and how long."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from fielding.simulation.linking.mixture import USES, Kind, Mixture

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A sum of money, log-normal: its middle in pounds, and the spread of its logarithm."""

    middle: float
    spread: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How a firm goes about the work: its pace against the middle, the rest in percent of cases."""

    pace: float
    dismiss: float
    slips: float
    holds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """A firm with its people."""

    slug: str
    name: str
    contract: str
    call_handlers: int
    assessors: int
    supervisors: int
    habits: Habits


@dataclass(frozen=True, slots=True, kw_only=True)
class Offending:
    """How groups of offenders go about it, and what they leave behind."""

    mixture: Mixture
    #: Identifiers that many have in common, the best known first.
    hubs: Mapping[Kind, tuple[str, ...]]
    #: Question -> kind of identifier -> the answers that go with one.
    left_by: Mapping[str, Mapping[Kind, tuple[str, ...]]]
    #: How often, in percent, a report of a group is of the group's own kind, and quotes its script.
    faithful: float
    quotes: float
    #: The words that a group uses with everybody.
    words: tuple[str, ...]
    #: The parts of a script, in their order.
    scripts: tuple[tuple[str, ...], ...]
    #: Parts of surnames that few have; how often, in percent, a name is misheard.
    aliases: Mapping[str, tuple[str, ...]]
    misheard: float
    #: What a story says of an identifier that no question asked for.
    also: Mapping[Kind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything that a caseload is drawn from."""

    service: str
    #: The question whose answer says which kind of story is told.
    decided_by: str
    doors: Weights
    answered: Weights  # optional question -> percent
    answers: Mapping[str, Weights]
    amounts: Mapping[str, Amount]
    words: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, tuple[str, ...]]
    stories: Mapping[str, tuple[str, ...]]
    additions: tuple[str, ...]
    explanations: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]
    firms: tuple[Firm, ...]
    funnel: Weights  # percent
    hours: Weights
    recipients: Weights  # percent
    outcomes: Mapping[str, Weights]
    offending: Offending


def read_world(service: str) -> World:
    """Read the world that ships for a service."""
    path = files("fielding.simulation") / "worlds" / f"{service}.yaml"
    told = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return World(
        service=told["service"],
        decided_by=told["decided by"],
        doors=told["doors"],
        answered=told["answered"],
        answers=told["answers"],
        amounts={kind: Amount(**amount) for kind, amount in told["amounts"].items()},
        words=_lists(told["words"]),
        texts=_lists(told["texts"]),
        stories=_lists(told["stories"]),
        additions=tuple(told["additions"]),
        explanations=_lists(told["explanations"]),
        names=_lists(told["names"]),
        firms=tuple(_firm(firm) for firm in told["firms"]),
        funnel=told["funnel"],
        hours=told["hours"],
        recipients=told["recipients"],
        outcomes=told["outcomes"],
        offending=_offending(told["offending"]),
    )


def _lists(told: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(listed) for name, listed in told.items()}


def _firm(told: Mapping[str, str | int | float]) -> Firm:
    habits = {name: float(told[name]) for name in ("pace", "dismiss", "slips", "holds")}
    return Firm(
        slug=str(told["slug"]),
        name=str(told["name"]),
        contract=str(told["contract"]),
        call_handlers=int(told["call-handlers"]),
        assessors=int(told["assessors"]),
        supervisors=int(told["supervisors"]),
        habits=Habits(**habits),
    )


def _offending(told: Mapping[str, Any]) -> Offending:
    shares = {name: float(percent) / 100 for name, percent in told["shares"].items()}
    phone = replace(USES[Kind.PHONE], own=shares["own as the suspect's"])
    return Offending(
        mixture=Mixture(
            uses={**USES, Kind.PHONE: phone},
            hub_rate=shares["hubs"],
            typos=shares["typos"],
            contact=shares["contact"],
            returning=shares["returning"],
            mules=tuple(told["mules"]),
        ),
        hubs=_by_kind(told["hubs"]),
        left_by={name: _by_kind(answers) for name, answers in told["left by"].items()},
        faithful=float(told["faithful"]),
        quotes=float(told["quotes"]),
        words=tuple(told["words"]),
        scripts=tuple(tuple(part) for part in told["scripts"]),
        aliases=_lists(told["aliases"]),
        misheard=float(told["misheard"]),
        also={Kind[name.upper()]: text for name, text in told["also"].items()},
    )


def _by_kind(told: Mapping[str, list[str]]) -> dict[Kind, tuple[str, ...]]:
    return {Kind[name.upper()]: tuple(listed) for name, listed in told.items()}
