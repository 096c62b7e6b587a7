"""What verdicts, reasons and states are called on the pages of measures and funnels."""

from collections.abc import Mapping

from fielding.oversight.performance.agreed import Late
from fielding.oversight.performance.funnels import Grouped
from fielding.oversight.performance.verdicts import Verdict
from fielding.oversight.records import NOBODY
from fielding.oversight.statistics.funnels import State
from fielding.web.bodies import body_name
from fielding.web.speaker import Speaker

#: A word and the class of its tag.
VERDICTS: Mapping[Verdict | None, tuple[str, str]] = {
    Verdict.GOOD: ("Good", "govuk-tag--green"),
    Verdict.INADEQUATE: ("Inadequate", "govuk-tag--red"),
    Verdict.UNDECIDED: ("Undecided", "govuk-tag--grey"),
    None: ("No verdict", "govuk-tag--grey"),
}
WHY_NOT: Mapping[str, str] = {
    "nothing-to-count": "Cannot be computed, because there is nothing to count",
    "measure-not-in-the-service": "Cannot be computed, because the service has no such measure",
    "measure-is-no-share": "Cannot be computed, because this measure is a count and not a share",
    "contract-not-in-force": "The contract was not in force in this month",
    "target-not-fixed-before-the-month": (
        "No target: none was recorded, with a hash that fits, before the month began"
    ),
    "fewer-than-two-groups": "Cannot be computed, because there are no two groups to compare",
}
LATE: Mapping[Late, str] = {
    Late.HASH: "its hash does not fit what it says",
    Late.AFTER: "it was recorded after the month began",
}
STATES: Mapping[State, str] = {
    State.INSIDE: "Inside",
    State.OUTSIDE_95: "Outside 95%",
    State.OUTSIDE_998: "Outside 99.8%",
}
GROUPED: Mapping[Grouped, str] = {
    Grouped.FIRM: "Firm",
    Grouped.FORCE: "Force",
    Grouped.HANDLER: "Handler",
}
#: Who posted a claim: was it the supplier itself?
CLAIMED_BY: Mapping[bool, str] = {
    True: "The supplier",
    False: "The contract manager, on its behalf",
}
DONE: Mapping[str, str] = {
    "claimed": "The supplier’s value is recorded.",
    "closed": "The month is closed. Its figures stand in the ledger.",
    "raised": "The findings are raised. The supplier can reply to them.",
}


def group_name(by: Grouped, group: str, speaker: Speaker) -> str:
    """Name a group; a handler is known by the pseudonym that stands in the ledger."""
    if group == NOBODY:
        return "Nobody yet"
    return group if by is Grouped.HANDLER else body_name(group, speaker)


def percent(part: float) -> str:
    """Write a share from 0 to 1 in percent, to one place."""
    return f"{part:.1%}"
