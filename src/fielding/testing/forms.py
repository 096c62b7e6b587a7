"""What people fill in: a report and the usual decisions on it, by the sample service."""

from collections.abc import Mapping

from fielding.app.receive_case import Received
from fielding.cases.deciding import DecisionForm

ANSWERS: Mapping[str, object] = {
    "source": "music",
    "now": "no",
    "when": ["day", "night"],
    "postcode": "N1 1AA",
    "story": "The same three songs, since the day they moved in.",
}
WORDS = "We asked the neighbours and read every answer, but music by day at this level is lawful."

REFER = DecisionForm(decision="refer", code="N1", reason="act", recipient="north-council")
KEEP = DecisionForm(decision="keep", reason="nothing")
DISMISS = DecisionForm(
    decision="dismiss", reason="lawful", considered=("answers", "neighbours"), explanation=WORDS
)


def a_report(*, key: str = "key-1", door: str = "web", **answers: object) -> Received:
    """Fill in a report; `answers` add to the usual ones or take their place."""
    return Received(service="noise", answers={**ANSWERS, **answers}, door=door, key=key)
