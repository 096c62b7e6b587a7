"""The language of questions and pages."""

from fielding.definitions.service import Kind
from fielding.definitions.shapes import Flag, Key, Listing, Number, Record, Table, Word
from fielding.definitions.spelling import CONDITION, CY, EN, NAME, OPTION, WORDING

QUESTION = Record(
    name="question",
    keys={
        "en": EN,
        "cy": CY,
        "hint": Key(shape=WORDING, purpose="a line of help under the question"),
        "type": Key(
            shape=Word(says="a type of answer", among=tuple(Kind)),
            purpose="what kind of answer it takes",
            required=True,
        ),
        "options": Key(
            shape=Table(key=NAME, of=OPTION), purpose="the answers to choose from, by short name"
        ),
        "table": Key(shape=NAME, purpose="the code table a `code` answer is taken from"),
        "shown when": Key(
            shape=CONDITION, purpose="a condition on earlier answers; without it, always asked"
        ),
        "optional": Key(shape=Flag(), purpose="`true`: may be left empty"),
        "open": Key(
            shape=Flag(), purpose="`true`: readable in the ledger; everything else is sealed"
        ),
        "public": Key(
            shape=Flag(), purpose="`true`: may stand in the public edition of the ledger"
        ),
        "identifier": Key(
            shape=Word(says="whose it is", among=("suspect", "reporter")),
            purpose="whose phone, account or name this is, when reports are linked by it",
        ),
        "longest": Key(shape=Number(least=1), purpose="the most letters an answer may have"),
        "several": Key(shape=Flag(), purpose="`true`: takes more than one answer, one per line"),
    },
)

PAGE = Record(
    name="page",
    keys={
        "title": Key(shape=WORDING, purpose="the heading of the page", required=True),
        "questions": Key(
            shape=Listing(of=NAME),
            purpose="the questions on it, neighbours in the file",
            required=True,
        ),
    },
)
