"""Read the contracts, awards and tenders of a process after each of its releases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from fielding.app.books.registering.contracting import (
    Amount,
    Change,
    Dealing,
    Form,
    Stage,
    State,
)
from fielding.engines.formats.ocds.days import read_day
from fielding.engines.formats.ocds.forms import form_of
from fielding.engines.formats.ocds.identity import text_of
from fielding.engines.formats.ocds.merging import Compiled
from fielding.engines.formats.ocds.parties import Parties
from fielding.engines.formats.ocds.processes import list_of

Json = Mapping[str, Any]
#: The standard's closed lists of awardStatus, contractStatus and tenderStatus.
_STATUSES = frozenset(
    {"planning", "planned", "pending", "active", "complete", "cancelled", "unsuccessful"}
    | {"withdrawn", "terminated"}
)
_LARGEST = Decimal(10) ** 15


def read_dealings(compiled: Sequence[Compiled], parties: Parties) -> tuple[Dealing, ...]:
    """Give the tender, the awards without a contract, and the contracts, with all their states."""
    states: dict[tuple[str, str], list[State]] = {}
    awards: dict[str, str | None] = {}
    for one in compiled:
        for kind, number, state in _states(one, parties):
            states.setdefault((kind, number), []).append(state)
        for contract in _objects(one.whole, "contracts"):
            awards[text_of(contract.get("id"))] = text_of(contract.get("awardID")) or None
    return tuple(
        Dealing(
            kind=kind,
            id=number,
            award=awards.get(number) if kind == "contract" else None,
            states=tuple(told),
        )
        for (kind, number), told in states.items()
    )


def _states(one: Compiled, parties: Parties) -> Iterator[tuple[str, str, State]]:
    whole = one.whole
    tender = whole.get("tender")
    described = tender if isinstance(tender, dict) else {}
    stage = Stage.TENDERED if described else Stage.PLANNED
    base = State(
        release=one.release.digest,
        released_at=one.release.at,
        stage=stage,
        status=_status(described),
        form=form_of(whole, {}),
        suppliers=(),
        title=text_of(described.get("title")) or _planned(whole),
        description=text_of(described.get("description")),
        value=_amount(described.get("value")),
    )
    base = _timed(base, described.get("contractPeriod"))
    yield "tender", "", base
    awarded = _objects(whole, "awards")
    by_award = {text_of(award.get("id")): award for award in awarded}
    for award in awarded:
        yield "award", text_of(award.get("id")), _award(one, base, award, parties)
    for contract in _objects(whole, "contracts"):
        under = by_award.get(text_of(contract.get("awardID")))
        above = _award(one, base, under, parties) if under else base
        yield "contract", text_of(contract.get("id")), _contract(whole, above, contract)


def _award(one: Compiled, base: State, award: Json, parties: Parties) -> State:
    keys = _suppliers(one, award, parties)
    awarded = replace(
        base,
        stage=Stage.AWARDED,
        status=_status(award),
        form=_form(one.whole, award, keys),
        suppliers=keys,
        title=text_of(award.get("title")) or base.title,
        description=text_of(award.get("description")) or base.description,
        value=_amount(award.get("value")),
    )
    return _timed(awarded, award.get("contractPeriod"))


def _suppliers(one: Compiled, award: Json, parties: Parties) -> tuple[str, ...]:
    """Give the suppliers as the release itself lists them, if it does.

    Merged by id, two suppliers that both carry the id 1 would become one, and one that a later
    release leaves out would stay for ever.
    """
    number = text_of(award.get("id"))
    own = [told for told in _objects(one.own, "awards") if text_of(told.get("id")) == number]
    listed = [told for each in own for told in list_of(each, "suppliers")]
    keys = [parties.key(told) for told in listed or list_of(award, "suppliers")]
    return tuple(dict.fromkeys(key for key in keys if key))


def _form(whole: Json, told: Json, suppliers: Sequence[str]) -> Form:
    """Say what it is; of several firms on one award nobody has told who does what."""
    form = form_of(whole, told)
    return Form.SHARED if form is Form.CONTRACT and len(suppliers) > 1 else form


def _contract(whole: Json, above: State, contract: Json) -> State:
    signed = replace(
        above,
        stage=Stage.SIGNED,
        status=_status(contract),
        form=_form(whole, contract, above.suppliers),
        title=text_of(contract.get("title")) or above.title,
        description=text_of(contract.get("description")) or above.description,
        value=_amount(contract.get("value")) or above.value,
        signed=read_day(contract.get("dateSigned")),
        changes=tuple(_changes(contract)),
        terminated=_why(contract),
    )
    return _timed(signed, contract.get("period"), above)


def _changes(contract: Json) -> Iterator[Change]:
    for number, told in enumerate(_objects(contract, "amendments"), 1):
        words = (text_of(told.get("rationale")), text_of(told.get("description")))
        yield Change(
            id=text_of(told.get("id")) or str(number),
            on=read_day(told.get("date")),
            words="\n".join(word for word in words if word),
        )


def _why(contract: Json) -> str:
    told = _objects(contract, "terminationRationaleClassifications")
    one = contract.get("terminationRationaleClassification")
    reasons = [*told, one] if isinstance(one, dict) else told
    words = (text_of(why.get("description")) or text_of(why.get("id")) for why in reasons)
    return "\n".join(dict.fromkeys(word for word in words if word))


def _status(told: Json) -> str:
    status = text_of(told.get("status"))
    return status if status in _STATUSES else ""


def _timed(state: State, told: object, above: State | None = None) -> State:
    period = told if isinstance(told, dict) else {}
    return replace(
        state,
        begins=read_day(period.get("startDate")) or (above.begins if above else None),
        ends=read_day(period.get("endDate")) or (above.ends if above else None),
        may_end=read_day(period.get("maxExtentDate")) or (above.may_end if above else None),
    )


def _amount(told: object) -> Amount | None:
    if not isinstance(told, dict):
        return None
    amount, currency = told.get("amount"), text_of(told.get("currency")).upper()
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal):
        return None
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        return None
    exact = Decimal(amount)
    return Amount(amount=exact, currency=currency) if abs(exact) < _LARGEST else None


def _planned(whole: Json) -> str:
    planning = whole.get("planning")
    return text_of(whole.get("title")) or (
        text_of(planning.get("rationale")) if isinstance(planning, dict) else ""
    )


def _objects(holder: object, name: str) -> list[Json]:
    return [one for one in list_of(holder, name) if isinstance(one, dict)]
