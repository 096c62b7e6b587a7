"""What answers and results of second readings are called, in plain words."""

from collections.abc import Mapping

from fielding.oversight.readings.folding import ACT, NOTHING, UNSURE
from fielding.oversight.readings.population import ACCEPTED, DISMISSED
from fielding.oversight.readings.reading import OVERTURNED, UNREAD, UPHELD, WAITING

ANSWERS: Mapping[str, str] = {
    ACT: "There is something to act on, or to keep",
    NOTHING: "There is nothing to act on: it can be dismissed",
    UNSURE: "These answers are not enough to say",
}
KINDS: Mapping[str, str] = {DISMISSED: "Dismissed", ACCEPTED: "Accepted"}
RESULTS: Mapping[str, str] = {
    UNREAD: "Not read yet",
    WAITING: "Waits for the adjudicator",
    UPHELD: "Decision stands",
    OVERTURNED: "Decision overturned",
}
#: What the address may say has just been done.
DONE: Mapping[str, str] = {
    "committed": "The draw is committed. Its seed is sealed until the period is over.",
    "drawn": "The draw is made. Each case has gone to an organisation to read again.",
    "answered": "Your answer is recorded.",
    "settled": "Your answer is recorded, and the reading is settled.",
    "reopened": "The case will be looked at again.",
}
