"""How the small things of a definition are spelt: names, phrases, wordings, times."""

from fielding.definitions.shapes import Key, Record, Word

FREE = Word()
NAME = Word(
    says="a short name in small letters and hyphens, like `amount-lost`",
    pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
)
#: `books` stands in place of a service in the entries of contracts and bills.
SERVICE_NAME = Word(
    says="a short name in small letters and hyphens, like `fraud`, that is not `books`",
    pattern=r"^(?!books$)[a-z0-9]+(-[a-z0-9]+)*$",
)
PHRASE = Word(
    says="a phrase in small letters, like `first look`",
    pattern=r"^[a-z][a-z0-9-]*( [a-z0-9-]+)*$",
)
#: Codes and file names of others, whose spelling we do not choose.
SLUG = Word(says="a code without spaces, like `NFIB3A`", pattern=r"^[A-Za-z0-9_.-]+$")
KIND = Word(
    says="a kind of entry, like `case.received`", pattern=r"^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$"
)
CONDITION = Word(says="a condition, like `contact includes phone`")
WITHIN = Word(
    says="a time, like `5 working days`, `28 days`, `4 hours` or `30 minutes`",
    pattern=r"^[1-9][0-9]* (minutes?|hours?|days?|working days?)$",
)
DAYS = Word(says="a number of days, like `28 days`", pattern=r"^[1-9][0-9]* days?$")
YEARS = Word(says="a number of years, like `6 years`", pattern=r"^[1-9][0-9]* years?$")

EN = Key(shape=FREE, purpose="the wording in English", required=True)
CY = Key(shape=FREE, purpose="the wording in Welsh")
WORDING = Record(name="wording", short="en", keys={"en": EN, "cy": CY})
OPTION = Record(
    name="option",
    short="en",
    keys={
        "en": EN,
        "cy": CY,
        "hint": Key(shape=WORDING, purpose="a line of help under the answer"),
    },
)
