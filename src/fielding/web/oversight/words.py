"""What countings, columns and groups are called, and how each is counted, in plain words."""

from collections.abc import Mapping

from fielding.definitions.service import Clock, Form, Measure, Service
from fielding.oversight.countings import AGES
from fielding.oversight.fates import DECIDED
from fielding.oversight.records import NOBODY
from fielding.oversight.scope import By
from fielding.web.bodies import body_name
from fielding.web.speaker import Speaker

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

COLUMNS: Mapping[str, str] = {
    "waiting": "Waiting for a decision",
    "on-hold": "On hold",
    "in-review": "Decision being looked at again",
    "sent-back": "Sent back to us",
    "not-answered": "Sent, not yet answered",
    "accepted": "Accepted and open",
    "judicial-outcome": "Judicial outcome recorded",
    "other-outcome": "Other outcome recorded",
    "kept": "Kept",
    "missed": "Broken: done too late",
    "overdue": "Broken: still not done",
    "running": "Not yet due",
    "not-asked": "No review asked for",
    "asked": "Waiting for an answer",
    "told": "Say how much",
    "not-told": "Do not say",
    "upheld": "Decision upheld",
    "replaced": "Decision replaced",
}

#: What each column looks like in a chart: four looks, by what it means.
LOOKS: Mapping[str, str] = {
    "not-answered": "hatched",
    "accepted": "hatched",
    "judicial-outcome": "solid",
    "other-outcome": "solid",
    "kept": "solid",
    "missed": "hatched",
    "overdue": "crossed",
    "running": "dotted",
    "not-asked": "dotted",
    "asked": "hatched",
    "upheld": "solid",
    "replaced": "crossed",
    "waiting": "dotted",
    "on-hold": "dotted",
    "in-review": "dotted",
    "sent-back": "dotted",
}
#: What the looks mean where many fates share four of them.
STAGES = (
    ("dotted", "With the centre"),
    ("crossed", "Ended by the centre's decision"),
    ("hatched", "With a force"),
    ("solid", "Outcome recorded"),
)

BY: Mapping[By, str] = {
    By.MONTH: "Month",
    By.FIRM: "Firm",
    By.FORCE: "Force",
    By.SERVICE: "Service",
}

WHY_NOT: Mapping[str, str] = {
    "nothing-to-count": "Cannot be computed, because there is nothing to count",
}

FUNNEL = (
    "Each report is counted once, where it is now, so the parts add up to the whole. A report that "
    "was erased stays counted where it was. Months are those in which reports were received (UTC). "
    "Firm: the last to handle the report here. Force: the one it was last sent to; not sent yet: "
    "the one it would surely go to."
)
AGE = "Open reports by the days since they were received. Erased reports are not counted."
REVIEWS = (
    "Decisions that can be looked at again, by the firm that took them and the month in which it "
    "did: whether a review was asked for and what came of it. The share is that of decisions "
    "replaced, among reviews answered."
)
PROMISE = (
    "A promise that runs and is not yet due counts neither for nor against. One that is past its "
    "time counts as broken, done or not. Months are those in which promises began (UTC). A promise "
    "of the centre counts for the firm that did what was promised, a force's for that force."
)


#: Said of a clock that the hub itself can stop.
AT_ONCE = (
    "A report that an urgent rule sends on at once is decided on by that rule, at that moment: it "
    "counts as kept and, by firm, for the centre itself."
)


ENTRIES = "Months are those of the entries counted (UTC)."
ANSWERS = (
    "By firm, a review counts for the firm whose decision it was about, whoever answered it: as on "
    "the page of reviews and among the contract’s measures."
)


def column_name(column: str, services: Mapping[str, Service]) -> str:
    """Name a column; the state a decision leads to is named by the decision."""
    if column.startswith(DECIDED):
        state = column.removeprefix(DECIDED)
        decisions = (d for s in services.values() for d in s.decisions.values())
        title = next((d.title.en for d in decisions if d.to == state), state.capitalize())
        return f"Decided: {title[0].lower()}{title[1:]}"
    if column.startswith("age-"):
        return _age(int(column.removeprefix("age-")))
    return COLUMNS.get(column, column.replace("-", " ").capitalize())


def look_of(column: str) -> str:
    """Say how a column looks in a chart."""
    if column.startswith(DECIDED):
        return "crossed"
    return LOOKS.get(column, "dotted" if column.startswith("not-") else "solid")


def group_name(by: By, group: str, services: Mapping[str, Service], speaker: Speaker) -> str:
    """Name a group of a table."""
    if by is By.MONTH:
        return month_name(group)
    if by is By.SERVICE:
        return services[group].name.en if group in services else group
    if group == NOBODY:
        return "No firm (the centre itself)" if by is By.FIRM else "No force yet"
    return body_name(group, speaker)


def month_name(month: str) -> str:
    """Write 2026-03 as Mar 2026."""
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def clock_rule(clock: Clock) -> str:
    """Tell a promise in one sentence."""
    paused = f", paused by {' or '.join(clock.paused_by)}" if clock.paused_by else ""
    unit = clock.unit.value.removesuffix("s") if clock.amount == 1 else clock.unit.value
    owed = "the force" if clock.owed_by == "recipient" else "the centre"
    return (
        f"From {clock.start} to {' or '.join(clock.stop)} within {clock.amount} {unit}{paused}; "
        f"owed by {owed}"
    )


def measure_rule(service: Service, measure: Measure) -> str:
    """Tell how a measure is counted."""
    clock = service.clocks.get(measure.meeting or "")
    if measure.form is Form.DURATION and clock:
        return f"The time from {clock.start} to {' or '.join(clock.stop)}, holds included"
    if clock:
        return f"The share of promises kept among those due: {clock_rule(clock)}"
    if measure.adds:
        question = service.questions[measure.adds].wording.en
        return f"What was answered to “{question}” in reports received, added up to the penny"
    if measure.where:
        return f"The share of entries {measure.of} that say “{measure.where}”"
    return f"The number of entries {measure.of}"


def _age(least: int) -> str:
    place = AGES.index(least)
    if place + 1 == len(AGES):
        return f"{least} days and more"
    return f"{least} to {AGES[place + 1] - 1} days"
