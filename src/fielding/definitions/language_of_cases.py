"""The language of what happens to a case: decisions, clocks, measures, tariff, retention."""

from fielding.definitions.shapes import Flag, Key, Listing, Number, Record, Table, Word
from fielding.definitions.spelling import (
    DAYS,
    FREE,
    KIND,
    NAME,
    OPTION,
    PHRASE,
    WITHIN,
    WORDING,
    YEARS,
)
from fielding.definitions.words import NEEDS, REVIEWERS, ROLES

TITLE = Key(shape=WORDING, purpose="what people call it", required=True)
SOURCE = Key(shape=FREE, purpose="where the rule comes from: a reference file and its row")
TO_BE_CONFIRMED = Key(shape=Flag(), purpose="`true`: its source has not been checked yet")
ROLE = Word(says="a role", among=ROLES)
KINDS = Listing(of=KIND, or_one=True)

REVIEW = Record(
    name="review",
    keys={
        "within": Key(shape=DAYS, purpose="how long it can be asked for", required=True),
        "by": Key(
            shape=Word(says="who looks again", among=REVIEWERS),
            purpose="who looks again; never the person who decided",
            required=True,
        ),
    },
)

DECISION = Record(
    name="decision",
    keys={
        "title": TITLE,
        "from": Key(
            shape=Listing(of=NAME, or_one=True),
            purpose="the states a case may be in before it",
            required=True,
        ),
        "to": Key(
            shape=NAME, purpose="the state it leads to; its entry is `case.<to>`", required=True
        ),
        "by": Key(shape=Listing(of=ROLE, or_one=True), purpose="the roles that may", required=True),
        "needs": Key(
            shape=Listing(of=Word(says="something to record", among=NEEDS), or_one=True),
            purpose="what must be recorded with it",
        ),
        "reasons": Key(shape=Table(key=NAME, of=OPTION), purpose="the reasons to choose from"),
        "considered": Key(
            shape=Table(key=NAME, of=OPTION), purpose="what can have been looked at before it"
        ),
        "adverse": Key(
            shape=Flag(), purpose="`true`: it goes against the reporter, who is told why"
        ),
        "review": Key(shape=REVIEW, purpose="the right to have it looked at again"),
    },
)

CLOCK = Record(
    name="clock",
    keys={
        "title": TITLE,
        "from": Key(shape=KIND, purpose="the kind of entry that starts it", required=True),
        "to": Key(shape=KINDS, purpose="the kinds of entry that stop it", required=True),
        "within": Key(shape=WITHIN, purpose="the time allowed", required=True),
        "paused by": Key(shape=KINDS, purpose="kinds of entry that pause it"),
        "resumed by": Key(shape=KINDS, purpose="kinds of entry that let it run again"),
        "owed by": Key(
            shape=Word(says="who owes it", among=("hub", "recipient")),
            purpose="who keeps the promise: the hub (as without this key) or the recipient",
        ),
        "source": SOURCE,
        "to be confirmed": TO_BE_CONFIRMED,
    },
)

MEASURE = Record(
    name="measure",
    one_of=("count of", "share of", "duration of", "sum of"),
    keys={
        "title": TITLE,
        "count of": Key(shape=KIND, purpose="count the entries of this kind"),
        "share of": Key(shape=KIND, purpose="of the entries of this kind, the part that fits"),
        "duration of": Key(shape=KIND, purpose="how long the clock that it starts has run"),
        "sum of": Key(
            shape=NAME, purpose="an open question of money: what those who reported say, added up"
        ),
        "meeting": Key(shape=PHRASE, purpose="the clock that is kept, or whose time is taken"),
        "where": Key(
            shape=FREE,
            purpose="count only entries with this fact: its value, or its name if it is true",
        ),
        "kind": Key(
            shape=Word(says="what is measured", among=("input", "output", "outcome")),
            purpose="whether work put in, work done or its effect is measured",
            required=True,
        ),
    },
)

UNIT = Record(
    name="billable unit",
    keys={
        "one per": Key(
            shape=Word(says="what it is counted per", among=("case", "person", "day")),
            purpose="what one unit is counted for",
            required=True,
        ),
        "when": Key(shape=KIND, purpose="the kind of entry that must exist", required=True),
        "until": Key(shape=KIND, purpose="for units per day: the kind that ends the count"),
        "unless": Key(shape=KINDS, purpose="kinds from whose day on nothing is owed for the case"),
        "person": Key(
            shape=NAME,
            purpose="the identifier question whose answer says who the person is; "
            "without it each case is a person of its own",
        ),
        "cap per case": Key(shape=Number(least=1), purpose="the most units one case can make"),
    },
)

RETENTION = Record(
    name="retention",
    keys={
        "group": Key(shape=FREE, purpose="the class of record", required=True),
        "clear period": Key(shape=YEARS, purpose="how long it is kept at least", required=True),
        "review after": Key(shape=YEARS, purpose="when it is looked at again", required=True),
        "source": SOURCE,
    },
)
