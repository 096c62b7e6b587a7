"""Reads what is promised and counted: clocks, measures, tariff and retention."""

from collections.abc import Iterable, Mapping

from fielding.definitions.faults import suggest
from fielding.definitions.part import Part
from fielding.definitions.read_referral import check_questions
from fielding.definitions.reading import Reading
from fielding.definitions.service import BillableUnit, Clock, Form, Kind, Measure, Retention, Unit

_FORMS = {"count of": Form.COUNT, "share of": Form.SHARE, "duration of": Form.DURATION}


def read_clocks(root: Part, reading: Reading) -> Mapping[str, Clock]:
    clocks = {name: _read_clock(name, part) for name, part in root.named("clocks")}
    reading.clocks = {name: clock.start for name, clock in clocks.items()}
    return clocks


def _read_clock(name: str, part: Part) -> Clock:
    _check_kinds(part, ("from", "to", "paused by", "resumed by"))
    if (part.at("paused by") is None) != (part.at("resumed by") is None):
        message = f"`{name}` can be paused but not resumed, or the other way round"
        part.reading.fault(
            part.line_of("paused by"), message, "write both `paused by` and `resumed by`"
        )
    amount, _, unit = part.word("within", "1 days").partition(" ")
    return Clock(
        name=name,
        title=part.text("title"),
        start=part.word("from"),
        stop=part.words("to"),
        amount=int(amount),
        unit=Unit(unit if unit.endswith("s") else f"{unit}s"),
        paused_by=part.words("paused by"),
        resumed_by=part.words("resumed by"),
        owed_by=part.word("owed by", "hub"),
        source=part.word("source"),
        to_be_confirmed=part.flag("to be confirmed"),
    )


def _check_kinds(part: Part, keys: Iterable[str]) -> None:
    for key in keys:
        for item in part.items(key):
            kind = str(item.value)
            if kind not in part.reading.kinds:
                message = f"there is no kind of entry `{kind}`"
                part.reading.fault(item, message, suggest(kind, part.reading.kinds))


def read_measures(root: Part) -> Mapping[str, Measure]:
    return {name: _read_measure(name, part) for name, part in root.named("measures")}


def _read_measure(name: str, part: Part) -> Measure:
    key = next((key for key in _FORMS if part.at(key) is not None), "count of")
    adds = part.maybe("sum of")
    measure = Measure(
        name=name,
        title=part.text("title"),
        form=Form.SUM if adds else _FORMS[key],
        # What is asked is told by the entry that a case begins with.
        of="case.received" if adds else part.word(key),
        adds=adds,
        meeting=part.maybe("meeting"),
        where=part.maybe("where"),
        kind=part.word("kind", "output"),
    )
    _check_kinds(part, (key,))
    if adds:
        _check_sum(measure, part)
    else:
        _check_meeting(measure, part)
    return measure


def _check_sum(measure: Measure, part: Part) -> None:
    reading, name = part.reading, str(measure.adds)
    check_questions(part.items("sum of"), reading)
    question = reading.questions.get(name)
    is_fit = question and question.kind is Kind.MONEY and question.open
    if question and not is_fit and name not in reading.unclear:
        message = f"`{name}` is no open question of money, so nothing can be added up"
        reading.fault(part.line_of("sum of"), message, "name one that has `open: true`")
    for key in ("meeting", "where"):
        if part.at(key) is not None:
            message = f"`{measure.name}` adds an amount up: `{key}` does not belong to it"
            reading.fault(part.line_of(key), message, f"remove `{key}`")


def _check_meeting(measure: Measure, part: Part) -> None:
    fault = part.reading.fault
    clocks = part.reading.clocks
    if measure.meeting is None:
        if measure.form is Form.DURATION:
            fault(
                part.node, f"`{measure.name}` takes the time of no clock", "add `meeting`: a clock"
            )
        elif measure.form is Form.SHARE and measure.where is None:
            fault(
                part.node, f"`{measure.name}` is a share of the whole", "add `meeting` or `where`"
            )
    elif measure.meeting not in clocks:
        node = part.line_of("meeting")
        fault(node, f"there is no clock `{measure.meeting}`", suggest(measure.meeting, clocks))
    elif measure.of and clocks[measure.meeting] != measure.of:
        start = clocks[measure.meeting]
        message = f"clock `{measure.meeting}` starts with `{start}`, not with `{measure.of}`"
        fault(part.line_of("meeting"), message, f"measure `{start}`, or name another clock")


def read_tariff(root: Part) -> Mapping[str, BillableUnit]:
    units: dict[str, BillableUnit] = {}
    for name, part in root.named("tariff"):
        units[name] = _read_unit(name, part)
        _check_person(part, units)
    return units


def _check_person(part: Part, units: Mapping[str, BillableUnit]) -> None:
    """Insist on an identifier that has one answer, the same one for all units of the tariff."""
    named = part.maybe("person")
    if named is None:
        return
    node, questions, fault = part.line_of("person"), part.reading.questions, part.reading.fault
    question = questions.get(named)
    if question is None:
        fault(node, f"there is no question `{named}`", suggest(named, questions))
    elif question.identifier is None or question.several:
        message = f"`{named}` is no identifier with one answer"
        fault(node, message, "name a question that has `identifier` and not `several`")
    if part.word("one per") == "case":
        fault(node, "a unit per case asks for no person", "count it per person or per day")
    if len({unit.person for unit in units.values() if unit.person}) > 1:
        fault(node, "the units name different persons", "name the same question in all units")


def _read_unit(name: str, part: Part) -> BillableUnit:
    _check_kinds(part, ("when", "until", "unless"))
    daily = part.word("one per") == "day"
    if part.at("one per") is not None and daily != (part.at("until") is not None):
        message = f"`{name}`: `until` belongs to units per day, and to no others"
        part.reading.fault(part.line_of("until"), message, "add or remove `until`")
    return BillableUnit(
        name=name,
        one_per=part.word("one per"),
        when=part.word("when"),
        cap_per_case=part.number("cap per case") or None,
        until=part.maybe("until"),
        unless=part.words("unless"),
        person=part.maybe("person"),
    )


def read_retention(root: Part) -> Retention | None:
    part = root.part("retention")
    if part is None:
        return None
    return Retention(
        group=part.word("group"),
        clear_period_years=part.leading_number("clear period"),
        review_after_years=part.leading_number("review after"),
        source=part.word("source"),
    )
