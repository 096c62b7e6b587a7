"""Read who owns whom: the Beneficial Ownership Data Standard 0.4, as JSON or JSON lines."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from fielding.app.books.registering.contracting import Fault, Party
from fielding.app.books.registering.ownership import Interest, Ownership
from fielding.engines.formats.ocds.days import read_day
from fielding.engines.formats.ocds.exact import exact_json
from fielding.engines.formats.ocds.identity import identifiers_of, plain_name, text_of
from fielding.engines.formats.ocds.json_values import Placed, read_values
from fielding.engines.formats.ocds.processes import list_of
from fielding.oversight.register.owning import INTERESTS, UNSPECIFIED

Json = Mapping[str, Any]
_ALL = Decimal(100)
_NONE = Decimal(0)


def read_ownership(path: Path) -> Ownership:
    """Read all that a file tells; what is not BODS 0.4 is listed. Raise FileUnreadable."""
    return ownership_of(list(read_values(path)))


def ownership_of(values: Sequence[Placed | Fault]) -> Ownership:
    """Read JSON values that were taken out of a file: statements, or lists of them."""
    faults: list[Fault] = []
    newest: dict[str, Json] = {}
    count = 0
    for told in _statements(values):
        if isinstance(told, Fault):
            faults.append(told)
            continue
        count += 1
        record = text_of(told["recordId"])
        if record not in newest or _day(told) >= _day(newest[record]):
            newest[record] = told
    entities, persons = _of_type(newest, "entity"), _of_type(newest, "person")
    organisations = {record: _party(record, told) for record, told in entities.items()}
    interests: list[Interest] = []
    for record, told in _of_type(newest, "relationship").items():
        for one in _interests(told, organisations, persons):
            if isinstance(one, Fault):
                faults.append(Fault(code=one.code, place=record, words=one.words))
            else:
                interests.append(one)
    return Ownership(
        statements=count,
        organisations={party.key: party for party in organisations.values()},
        interests=tuple(interests),
        content={organisations[record].key: exact_json(told) for record, told in entities.items()},
        faults=tuple(faults),
    )


def _statements(values: Sequence[Placed | Fault]) -> Iterator[Json | Fault]:
    for value in values:
        if isinstance(value, Fault):
            yield value
            continue
        listed = value.value if isinstance(value.value, list) else [value.value]
        for number, one in enumerate(listed, 1):
            place = f"{value.place}, statement {number}"
            if isinstance(one, dict) and text_of(one.get("recordId")) and _details(one):
                yield one
            else:
                words = "It is no statement of BODS 0.4 (recordId, recordType, recordDetails)."
                yield Fault(code="no-statement", place=place, words=words, lost=True)


def _details(statement: Json) -> Json:
    details = statement.get("recordDetails")
    return details if isinstance(details, dict) else {}


def _day(statement: Json) -> str:
    return text_of(statement.get("statementDate"))


def _of_type(newest: Mapping[str, Json], kind: str) -> dict[str, Json]:
    return {record: told for record, told in newest.items() if told.get("recordType") == kind}


def _party(record: str, statement: Json) -> Party:
    details = _details(statement)
    listed = [one for one in list_of(details, "identifiers") if isinstance(one, dict)]
    identifiers = identifiers_of({"additionalIdentifiers": listed})
    name = text_of(details.get("name"))
    key = "/".join(identifiers[0]) if identifiers else f"bods|{record}|{plain_name(name)}"
    kind = details.get("entityType")
    state = isinstance(kind, dict) and text_of(kind.get("type")) in {"state", "stateBody"}
    return Party(key=key, name=name, identifiers=identifiers, buys=state)


def _interests(
    statement: Json, organisations: Mapping[str, Party], persons: Mapping[str, Json]
) -> Iterator[Interest | Fault]:
    details = _details(statement)
    subject = organisations.get(text_of(details.get("subject")))
    if subject is None:
        words = "The organisation that it is about is not in the file."
        yield Fault(code="no-subject", place="", words=words)
        return
    who = _who(details.get("interestedParty"), organisations, persons)
    if isinstance(who, Fault):
        yield who
        return
    if who.get("owner") == subject.key:
        words = "An organisation is said to own a share of itself: a circle of one."
        yield Fault(code="self-owned", place="", words=words)
        return
    listed = [one for one in list_of(details, "interests") if isinstance(one, dict)]
    for told in listed or [{}]:
        yield _interest(subject.key, told, who, statement)


def _who(
    party: object, organisations: Mapping[str, Party], persons: Mapping[str, Json]
) -> dict[str, str] | Fault:
    """Say who holds the interest, as arguments of `Interest`."""
    if isinstance(party, dict):
        reason = text_of(party.get("reason"))
        known = reason if reason in UNSPECIFIED else "unknown"
        return {"unspecified": known, "words": text_of(party.get("description"))}
    record = text_of(party)
    if record in organisations:
        return {"owner": organisations[record].key}
    if record in persons:
        return {"person": record, "person_told": exact_json(_details(persons[record]))}
    words = "The interested party is not in the file."
    return Fault(code="no-interested-party", place="", words=words)


def _interest(subject: str, told: Json, who: Mapping[str, str], statement: Json) -> Interest:
    least, most = _share(told.get("share"))
    kind = text_of(told.get("type"))
    words = (who.get("words", ""), text_of(told.get("details")))
    closed = read_day(_day(statement)) if statement.get("recordStatus") == "closed" else None
    return Interest(
        subject=subject,
        kind=kind if kind in INTERESTS else "unknownInterest",
        least=least,
        most=most,
        begins=read_day(told.get("startDate")),
        ends=read_day(told.get("endDate")) or closed,
        owner=who.get("owner"),
        person=who.get("person"),
        person_told=who.get("person_told", ""),
        unspecified=who.get("unspecified"),
        words="\n".join(word for word in words if word),
        statement=exact_json(statement),
    )


def _share(told: object) -> tuple[Decimal, Decimal]:
    """Give the least and the most of a share in percent; untold: anything between 0 and 100."""
    share = told if isinstance(told, dict) else {}
    exact = _percent(share.get("exact"))
    if exact is not None:
        return exact, exact
    lows = (_percent(share.get("minimum")), _percent(share.get("exclusiveMinimum")))
    highs = (_percent(share.get("maximum")), _percent(share.get("exclusiveMaximum")))
    low = next((one for one in lows if one is not None), _NONE)
    high = next((one for one in highs if one is not None), _ALL)
    return (low, high) if low <= high else (_NONE, _ALL)


def _percent(told: object) -> Decimal | None:
    if isinstance(told, bool) or not isinstance(told, int | Decimal):
        return None
    exact = Decimal(told)
    return exact if 0 <= exact <= 100 else None
