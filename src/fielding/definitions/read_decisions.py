"""Reads decisions: the states they join, who may take them, and what must be recorded."""

from collections.abc import Mapping

from fielding.definitions.faults import suggest
from fielding.definitions.part import Part
from fielding.definitions.reading import Reading
from fielding.definitions.service import Decision, ReviewRight
from fielding.definitions.words import ENGINE_KINDS, ENGINE_STATES


def read_decisions(root: Part, reading: Reading) -> Mapping[str, Decision]:
    """Read the decisions, and with them the states and kinds of entry the service has."""
    parts = dict(root.named("decisions"))
    decisions = {name: _read_decision(name, part) for name, part in parts.items()}
    made = tuple(dict.fromkeys(decision.to for decision in decisions.values() if decision.to))
    reading.states = (*ENGINE_STATES, *made)
    reading.kinds = (*ENGINE_KINDS, *(f"case.{state}" for state in made))
    for name, part in parts.items():
        _check_states(decisions[name], part, reading)
        _check_needs(decisions[name], part, reading)
    _check_reached(decisions, parts, reading)
    return decisions


def _read_decision(name: str, part: Part) -> Decision:
    right = part.part("review")
    return Decision(
        name=name,
        title=part.text("title"),
        from_states=part.words("from"),
        to=part.word("to"),
        by=part.words("by"),
        needs=part.words("needs"),
        reasons=part.options("reasons"),
        considered=part.options("considered"),
        adverse=part.flag("adverse"),
        review=_read_review(right) if right else None,
    )


def _read_review(part: Part) -> ReviewRight:
    return ReviewRight(within_days=part.leading_number("within"), by=part.word("by"))


def _check_states(decision: Decision, part: Part, reading: Reading) -> None:
    for item in part.items("from"):
        state = str(item.value)
        if state not in reading.states:
            message = f"no decision leads to the state `{state}`"
            reading.fault(item, message, suggest(state, reading.states))
    if f"case.{decision.to}" in ENGINE_KINDS or decision.to in ENGINE_STATES:
        message = f"`{decision.to}` is a word of the engine itself"
        reading.fault(part.line_of("to"), message, "choose another name for the state")


def _check_reached(
    decisions: Mapping[str, Decision], parts: Mapping[str, Part], reading: Reading
) -> None:
    # A case comes back or is closed only after a decision sent it somewhere; it begins as received.
    reached = {"received"}
    waiting = dict(decisions)
    while taken := [name for name, one in waiting.items() if reached & set(one.from_states)]:
        reached |= {waiting.pop(name).to for name in taken}
        reached |= {"returned", "closed"}
    for name, decision in waiting.items():
        if set(decision.from_states) <= set(reading.states):
            message = (
                f"`{name}` can never be taken: no way leads from `received` to where it starts"
            )
            reading.fault(parts[name].line_of("from"), message, "add a state to `from`")


def _check_needs(decision: Decision, part: Part, reading: Reading) -> None:
    pairs = (
        ("reason", "reasons", decision.reasons),
        ("considered", "considered", decision.considered),
    )
    for need, key, options in pairs:
        if (need in decision.needs) != bool(options):
            message = f"`{decision.name}`: `{need}` under `needs` and the list `{key}` go together"
            reading.fault(part.line_of(key), message, f"add or remove `{key}`")
    if decision.adverse and "reason" not in decision.needs:
        message = f"`{decision.name}` goes against the reporter and needs no reason"
        reading.fault(part.line_of("adverse"), message, "add `reason` to `needs`, and `reasons`")
    if decision.adverse and decision.review is None:
        message = f"`{decision.name}` goes against the reporter and cannot be looked at again"
        remedy = "add `review: {within: 28 days, by: another person}`"
        reading.fault(part.line_of("adverse"), message, remedy)
