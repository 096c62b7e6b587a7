"""Each counting by its published rule: title, how it is counted, source, and whether confirmed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fielding.definitions.service import Clock, Form, Measure, Service
from fielding.oversight.countings import name_of
from fielding.oversight.fates import sending_states
from fielding.oversight.scope import By
from fielding.web.oversight.words import (
    AGE,
    ANSWERS,
    AT_ONCE,
    ENTRIES,
    FUNNEL,
    PROMISE,
    REVIEWS,
    clock_rule,
    measure_rule,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a counting is called and how it is counted."""

    name: str
    title: str
    how: str
    notes: str = ""
    kind: str = ""  # input, output or outcome
    source: str = ""
    to_be_confirmed: bool = False
    #: The service, and the clock behind it, where there is one.
    service: Service | None = None
    clock: Clock | None = None
    is_duration: bool = False
    ways: tuple[By, ...] = (By.MONTH, By.FIRM, By.FORCE)


def rules_of(services: Iterable[Service]) -> Mapping[str, Rule]:
    """List the rules of everything that is counted, by name."""
    all_ways = (*By,)
    found = [
        Rule(name="funnel", title="Where the reports are now", how=FUNNEL, ways=all_ways),
        Rule(name="ages", title="Age of open reports", how=AGE, ways=all_ways),
        Rule(name="reviews", title="Decisions looked at again", how=REVIEWS, ways=all_ways),
    ]
    for service in services:
        found += [_of_clock(service, clock) for clock in service.clocks.values()]
        found += [_of_measure(service, measure) for measure in service.measures.values()]
    return {rule.name: rule for rule in found}


def _of_clock(service: Service, clock: Clock) -> Rule:
    return Rule(
        name=name_of("promise", service.code, clock.name),
        title=clock.title.en,
        how=f"{clock_rule(clock)}.",
        notes=_notes(service, clock),
        source=clock.source,
        to_be_confirmed=clock.to_be_confirmed,
        service=service,
        clock=clock,
    )


def _of_measure(service: Service, measure: Measure) -> Rule:
    clock = service.clocks.get(measure.meeting or "")
    return Rule(
        name=name_of("measure", service.code, measure.name),
        title=measure.title.en,
        how=f"{measure_rule(service, measure)}.",
        notes=_notes(service, clock) if clock else _of_entries(measure),
        kind=measure.kind,
        source=clock.source if clock else "",
        to_be_confirmed=clock.to_be_confirmed if clock else False,
        service=service,
        clock=clock,
        is_duration=measure.form is Form.DURATION,
    )


def _of_entries(measure: Measure) -> str:
    of_reviews = measure.of in {"review.requested", "review.decided"}
    return f"{ENTRIES} {ANSWERS}" if of_reviews else ENTRIES


def _notes(service: Service, clock: Clock) -> str:
    sending = {f"case.{state}" for state in sending_states(service)}
    at_once = service.sorting.urgent and sending & set(clock.stop)
    return f"{PROMISE} {AT_ONCE}" if at_once else PROMISE
