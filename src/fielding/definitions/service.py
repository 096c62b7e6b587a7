"""What a service is, as frozen values: everything the engine knows about a service stands here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A wording in English and, where it exists, in Welsh."""

    en: str
    cy: str | None = None

    def in_language(self, language: str) -> str:
        """Give the Welsh when asked for and there is one, else the English."""
        return self.cy if language == "cy" and self.cy else self.en


class Kind(StrEnum):
    """What type an answer has. CLOSED ones may be open in the ledger; others are always sealed."""

    CHOICE = "choice"  # one of `options`
    CHOICES = "choices"  # several of `options`
    YES_NO = "yes-no"
    CODE = "code"  # a code of a code table
    DATE = "date"  # ISO date
    MONEY = "money"  # whole pence
    AREA = "area"  # an official area code (LSOA), not a postcode
    BODY = "body"  # a body of the register (a force)
    TEXT = "text"
    LONG_TEXT = "long-text"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    WEBSITE = "website"
    ACCOUNT = "account"  # sort code and account number
    WALLET = "wallet"
    HANDLE = "handle"
    COMPANY = "company"  # a number of Companies House
    VEHICLE = "vehicle"  # a registration


CLOSED = frozenset({
    Kind.CHOICE, Kind.CHOICES, Kind.YES_NO, Kind.CODE, Kind.DATE, Kind.MONEY, Kind.AREA, Kind.BODY,
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer that can be chosen."""

    code: str
    label: Text
    hint: Text | None = None


class Relation(StrEnum):
    """How a test compares an answer with its values."""

    IS = "is"
    IS_NOT = "is not"
    INCLUDES = "includes"
    ANSWERED = "is answered"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One comparison on one answer: `contact includes phone`."""

    question: str
    relation: Relation
    values: tuple[str, ...] = ()

    __test__ = False  # not a test case, whatever pytest thinks of the name


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """True when all tests hold (`every`) or when at least one does; no tests: always true."""

    tests: tuple[Test, ...] = ()
    every: bool = True
    #: Conditions in brackets, which count like tests.
    parts: tuple["Condition", ...] = ()


ALWAYS = Condition()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to ask."""

    name: str
    wording: Text
    kind: Kind
    hint: Text | None = None
    options: tuple[Option, ...] = ()
    table: str | None = None  # name of the code table, for kind CODE
    shown_when: Condition = ALWAYS
    required: bool = True
    #: Its answer stands readable in the ledger; only closed kinds may be open.
    open: bool = False
    #: May stand in the public edition.
    public: bool = False
    #: Whose identifier this is, when linking reads it: "suspect" or "reporter".
    identifier: str | None = None
    longest: int = 4000
    #: May have more than one answer (one per line on a page): the answer is a list.
    several: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of questions; most hold one thing."""

    name: str
    title: Text
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One row of a classification, in force between two dates."""

    code: str
    title: str
    group: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    to_be_confirmed: bool = False

    def in_force(self, on: date) -> bool:
        """Say whether the code may be used on a day."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTable:
    """A classification by name, from `reference/`."""

    name: str
    codes: Mapping[str, Code]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRule:
    """Suggest a code when a condition holds; the first that holds wins."""

    code: str
    when: Condition
    because: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One weighted, explained part of a score."""

    points: int
    when: Condition
    because: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A named sum of terms, with the threshold from which it is `high`."""

    name: str
    title: Text
    terms: tuple[Term, ...]
    high_from: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentRule:
    """A report that a recipient must get at once."""

    name: str
    when: Condition
    because: Text
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting:
    """How a new case is sorted: a suggestion with reasons, never a decision."""

    table: str | None = None  # the code table suggestions come from
    codes: tuple[CodeRule, ...] = ()
    scores: tuple[Score, ...] = ()
    urgent: tuple[UrgentRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRight:
    """A decision can be looked at again: asked within so many days, by whom it is answered."""

    within_days: int
    #: "another person" or "another firm": never the first decider either way.
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A named step a person takes: from states to a state, by a role, with what must be present."""

    name: str
    title: Text
    from_states: tuple[str, ...]
    to: str  # also names the entry's kind: case.<to>
    by: tuple[str, ...]  # roles
    #: Of: "reason" (a code of `reasons`), "considered", "explanation", "code", "recipient".
    needs: tuple[str, ...] = ()
    reasons: tuple[Option, ...] = ()
    considered: tuple[Option, ...] = ()
    adverse: bool = False
    review: ReviewRight | None = None


class Unit(StrEnum):
    """What a promise is counted in."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A promise: from one kind of entry to another within a time."""

    name: str
    title: Text
    start: str
    stop: tuple[str, ...]
    amount: int
    unit: Unit
    #: Kinds that pause the clock, and kinds that let it run again.
    paused_by: tuple[str, ...] = ()
    resumed_by: tuple[str, ...] = ()
    #: Who owes it: "hub" (the firm that has the case) or "recipient" (the body referred to).
    owed_by: str = "hub"
    source: str = ""
    to_be_confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadRule:
    """One rank of the ordered rule that says which recipient leads."""

    rank: int
    title: Text
    #: The question whose answer names the place (a postcode, an area or a body).
    question: str
    source: str = ""
    to_be_confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRule:
    """Where an outcome code may be recorded: `by` roles, and only `when` the case is in states."""

    codes: tuple[str, ...]
    by: tuple[str, ...]
    when: tuple[str, ...] = ()  # referral states ("accepted"), or case states for the hub's own
    because: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Whom a case goes to, what the package holds, and which outcomes come back."""

    lead: tuple[LeadRule, ...] = ()
    package: tuple[str, ...] = ()  # questions in the package; empty: all
    return_reasons: tuple[Option, ...] = ()
    outcomes: str | None = None  # the code table of outcomes
    outcome_rules: tuple[OutcomeRule, ...] = ()
    judicial: tuple[str, ...] = ()  # outcome codes that count as judicial


class Form(StrEnum):
    """What a measure counts."""

    COUNT = "count"
    SHARE = "share"
    DURATION = "duration"
    SUM = "sum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How a figure is counted from entries; its wording is its published definition."""

    name: str
    title: Text
    form: Form
    of: str  # kind of entry
    meeting: str | None = None  # a clock's name: the share that kept it
    where: str | None = None  # a fact's value: `replaced`
    adds: str | None = None  # an open question of money: what `of` tells of it is added up
    kind: str = "output"  # input, output or outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class BillableUnit:
    """What one unit to be paid for is."""

    name: str
    one_per: str  # case, person or day
    when: str  # kind of entry
    cap_per_case: int | None = None
    #: For units per day: the kind of entry that ends the count.
    until: str | None = None
    #: Kinds of entry from whose day on nothing is owed for the case.
    unless: tuple[str, ...] = ()
    #: The question whose answer says who the person is.
    person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long a case is kept."""

    group: str
    clear_period_years: int
    review_after_years: int
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvIntake:
    """How a row of a CSV file becomes a case of this service."""

    columns: Mapping[str, str]  # column -> question
    key: str  # column that identifies a row, where filled
    area: str | None = None  # column holding an area code that names the recipient
    body: str | None = None  # column holding a body's name
    month: str | None = None  # column holding YYYY-MM, when it happened
    outcome_column: str | None = None
    outcomes: Mapping[str, str] = field(default_factory=dict)  # text -> outcome code
    values: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict
    )  # question -> text -> option


@dataclass(frozen=True, slots=True, kw_only=True)
class MailIntake:
    """Which parts of a forwarded mail answer which questions, and what else is answered so."""

    parts: Mapping[str, str]  # subject, sender, text, links, emails, phones, date -> question
    fixed: Mapping[str, str] = field(default_factory=dict)  # question -> answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service, whole. A case stays under the definition it began with."""

    code: str
    name: Text
    purpose: Text
    owner: str
    covers: tuple[str, ...]
    called: Text  # what a case is called: "report"
    reference: str  # "NFRC{yy}{number:07}"
    valid_from: date
    valid_to: date | None = None
    pages: tuple[Page, ...] = ()
    questions: Mapping[str, Question] = field(default_factory=dict)
    tables: Mapping[str, CodeTable] = field(default_factory=dict)
    sorting: Sorting = field(default_factory=Sorting)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    clocks: Mapping[str, Clock] = field(default_factory=dict)
    referral: Referral = field(default_factory=Referral)
    #: The body or role words that answer a review, and how long they have, is a clock.
    measures: Mapping[str, Measure] = field(default_factory=dict)
    tariff: Mapping[str, BillableUnit] = field(default_factory=dict)
    retention: Retention | None = None
    csv: CsvIntake | None = None
    mail: MailIntake | None = None
    #: SHA-256 of the file's bytes, hex: the `definition` of every entry made under it.
    digest: str = ""
