"""The language of ways in and out: sorting, referral, intake by file and by mail."""

from fielding.definitions.language_of_cases import ROLE, SOURCE, TITLE, TO_BE_CONFIRMED
from fielding.definitions.shapes import Key, Listing, Number, Record, Table, Word
from fielding.definitions.spelling import CONDITION, FREE, NAME, OPTION, PHRASE, SLUG, WORDING
from fielding.definitions.words import MAIL_PARTS

WHEN = Key(shape=CONDITION, purpose="the condition on the answers", required=True)
BECAUSE = Key(shape=WORDING, purpose="the reason, as people will read it", required=True)

CODE_RULE = Record(
    name="code rule",
    keys={
        "suggest": Key(shape=SLUG, purpose="the code to suggest", required=True),
        "when": WHEN,
        "because": BECAUSE,
    },
)

TERM = Record(
    name="term",
    keys={
        "points": Key(shape=Number(least=1), purpose="what it adds to the score", required=True),
        "when": WHEN,
        "because": BECAUSE,
    },
)

SCORE = Record(
    name="score",
    keys={
        "title": TITLE,
        "high from": Key(
            shape=Number(least=1), purpose="the sum that counts as high", required=True
        ),
        "terms": Key(shape=Listing(of=TERM), purpose="what the score is made of", required=True),
    },
)

URGENT = Record(name="urgent rule", keys={"when": WHEN, "because": BECAUSE, "source": SOURCE})

SORTING = Record(
    name="sorting",
    keys={
        "table": Key(shape=NAME, purpose="the code table that suggestions come from"),
        "codes": Key(
            shape=Listing(of=CODE_RULE),
            purpose="rules that suggest a code; the first that fits wins",
        ),
        "scores": Key(shape=Table(key=NAME, of=SCORE), purpose="sums of weighted, explained terms"),
        "urgent": Key(
            shape=Table(key=PHRASE, of=URGENT), purpose="cases a recipient must get at once"
        ),
    },
)

LEAD_RULE = Record(
    name="lead rule",
    keys={
        "title": TITLE,
        "question": Key(
            shape=NAME, purpose="the question whose answer names the place or body", required=True
        ),
        "source": SOURCE,
        "to be confirmed": TO_BE_CONFIRMED,
    },
)

OUTCOME_RULE = Record(
    name="outcome rule",
    keys={
        "codes": Key(
            shape=Listing(of=SLUG, or_one=True),
            purpose="the outcome codes it allows, or `all`",
            required=True,
        ),
        "by": Key(shape=Listing(of=ROLE, or_one=True), purpose="the roles that may", required=True),
        "when": Key(
            shape=Listing(of=NAME, or_one=True),
            purpose="the states a referral or case must be in",
        ),
        "because": BECAUSE,
    },
)

OUTCOMES = Record(
    name="outcomes",
    keys={
        "table": Key(shape=NAME, purpose="the code table of outcomes", required=True),
        "rules": Key(
            shape=Listing(of=OUTCOME_RULE), purpose="who may record which, and when", required=True
        ),
        "judicial": Key(shape=Listing(of=SLUG), purpose="codes that count as a judicial outcome"),
    },
)

REFERRAL = Record(
    name="referral",
    keys={
        "lead": Key(
            shape=Listing(of=LEAD_RULE), purpose="who leads: the first rule with an answer wins"
        ),
        "package": Key(
            shape=Listing(of=NAME), purpose="the questions a recipient gets; without it, all"
        ),
        "return reasons": Key(
            shape=Table(key=NAME, of=OPTION), purpose="why a recipient may send a case back"
        ),
        "outcomes": Key(shape=OUTCOMES, purpose="which outcomes come back"),
    },
)

CSV = Record(
    name="csv intake",
    keys={
        "columns": Key(
            shape=Table(key=FREE, of=NAME),
            purpose="which column answers which question",
            required=True,
        ),
        "key": Key(
            shape=FREE, purpose="the column that tells rows apart, where filled", required=True
        ),
        "area": Key(shape=FREE, purpose="the column with an area code that names the recipient"),
        "body": Key(shape=FREE, purpose="the column with a body's name"),
        "month": Key(shape=FREE, purpose="the column with the month it happened, as 2016-07"),
        "outcome": Key(
            shape=Record(
                name="csv outcome",
                keys={
                    "column": Key(shape=FREE, purpose="the column with the outcome", required=True),
                    "texts": Key(
                        shape=Table(key=FREE, of=SLUG),
                        purpose="which text means which code, beside the codes' own titles",
                    ),
                },
            ),
            purpose="where an outcome stands and what it means",
        ),
        "values": Key(
            shape=Table(key=NAME, of=Table(key=FREE, of=NAME)),
            purpose="by question: which text means which option, beside the options' own wordings",
        ),
    },
)

MAIL = Record(
    name="mail intake",
    keys={
        "parts": Key(
            shape=Table(key=Word(says="a part of a message", among=MAIL_PARTS), of=NAME),
            purpose="which part of a message answers which question",
            required=True,
        ),
        "fixed": Key(shape=Table(key=NAME, of=FREE), purpose="answers every forwarded message has"),
    },
)
