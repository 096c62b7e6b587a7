"""What answers, results and differences of second readings are called, in plain words."""

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
DIFFERENCES: Mapping[str, str] = {
    "committed-late": "The draw was committed when its period was over already",
    "drawn-early": "The draw was made before its period was over",
    "seed-differs": "The seed revealed does not hash to what was committed",
    "handler-skipped": "This handler dismissed reports in the period, and none was drawn",
    "missing": "The seed draws this decision, and it is not on the list",
    "extra": "This decision is on the list, and the seed does not draw it",
    "order": "The list stands in another order than the seed gives",
}
#: What the address may say has just been done.
DONE: Mapping[str, str] = {
    "committed": "The draw is committed. Its seed is sealed until the period is over.",
    "drawn": "The draw is made. Each case has gone to an organisation to read again.",
    "answered": "Your answer is recorded.",
    "settled": "Your answer is recorded, and the reading is settled.",
    "reopened": "The case will be looked at again.",
}
