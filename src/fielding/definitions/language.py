"""The language of a service file as shapes: the one truth for reader, schema and docs."""

from fielding.definitions.language_of_cases import CLOCK, DECISION, MEASURE, RETENTION, UNIT
from fielding.definitions.language_of_questions import PAGE, QUESTION
from fielding.definitions.language_of_routes import CSV, MAIL, REFERRAL, SORTING
from fielding.definitions.shapes import Day, Flag, Key, Listing, Record, Table, Word
from fielding.definitions.spelling import FREE, NAME, PHRASE, SERVICE_NAME, SLUG, WORDING
from fielding.definitions.words import NATIONS

CODE_TABLE = Record(
    name="code table",
    one_of=("from", "list"),
    keys={
        "from": Key(shape=SLUG, purpose="the file of `reference/` that holds the codes"),
        "list": Key(
            shape=Table(
                key=SLUG,
                of=Record(
                    name="code",
                    short="title",
                    keys={
                        "title": Key(shape=FREE, purpose="what the code stands for", required=True),
                        "group": Key(shape=FREE, purpose="the heading the code belongs under"),
                    },
                ),
            ),
            purpose="the codes themselves, where no reference file has them",
        ),
        "source": Key(shape=FREE, purpose="where the codes come from"),
    },
)

IN_FORCE = Record(
    name="in force",
    keys={
        "from": Key(shape=Day(), purpose="the first day of this definition", required=True),
        "to": Key(shape=Day(), purpose="the last day of this definition"),
    },
)

CASE = Record(
    name="case",
    keys={
        "called": Key(shape=WORDING, purpose="the word people use for a case", required=True),
        "reference": Key(
            shape=Word(
                says='a format with {yy} and {number:07}, like "NFRC{yy}{number:07}"',
                pattern=r"^[A-Z0-9/-]*(\{yy\})?[A-Z0-9/-]*\{number:0[1-9]\}[A-Z0-9/-]*$",
            ),
            purpose="how a reference number is made from the year and a running number",
            required=True,
        ),
    },
)

INTAKE = Record(
    name="intake",
    keys={
        "form": Key(
            shape=Flag(), purpose="`false`: nobody fills in pages; cases come by the doors below"
        ),
        "csv": Key(shape=CSV, purpose="how a row of a CSV file becomes a case"),
        "mail": Key(shape=MAIL, purpose="how a forwarded message becomes a case"),
    },
)

SERVICE = Record(
    name="service file",
    keys={
        "service": Key(shape=SERVICE_NAME, purpose="the short name of the service", required=True),
        "name": Key(shape=WORDING, purpose="what people call the service", required=True),
        "purpose": Key(shape=WORDING, purpose="what the service is for", required=True),
        "owner": Key(shape=NAME, purpose="the body that answers for the service", required=True),
        "covers": Key(
            shape=Listing(of=Word(says="a nation", among=NATIONS), or_one=True),
            purpose="the nations the service is for",
            required=True,
        ),
        "in force": Key(shape=IN_FORCE, purpose="from when to when it holds", required=True),
        "case": Key(shape=CASE, purpose="what a case is called and numbered", required=True),
        "codes": Key(
            shape=Table(key=NAME, of=CODE_TABLE), purpose="the classifications it uses, by name"
        ),
        "questions": Key(
            shape=Table(key=NAME, of=QUESTION), purpose="what is asked, in order", required=True
        ),
        "pages": Key(
            shape=Table(key=NAME, of=PAGE),
            purpose="which questions share a page; every other question has its own",
        ),
        "sorting": Key(shape=SORTING, purpose="what is suggested for a new case, and why"),
        "decisions": Key(shape=Table(key=NAME, of=DECISION), purpose="the steps people take"),
        "clocks": Key(shape=Table(key=PHRASE, of=CLOCK), purpose="what is promised by when"),
        "referral": Key(shape=REFERRAL, purpose="who gets a case, and what comes back"),
        "measures": Key(shape=Table(key=PHRASE, of=MEASURE), purpose="how figures are counted"),
        "tariff": Key(shape=Table(key=PHRASE, of=UNIT), purpose="what one unit to be paid for is"),
        "retention": Key(shape=RETENTION, purpose="how long a case is kept"),
        "intake": Key(shape=INTAKE, purpose="the other doors: files and forwarded mail"),
    },
)
