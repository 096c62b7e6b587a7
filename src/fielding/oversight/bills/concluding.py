"""Concludes what to do with a line: what the ledger and the terms grant is paid, no more."""

from fielding.oversight.bills.checked import CheckedLine, Found
from fielding.oversight.bills.codes import Code, Result
from fielding.oversight.bills.invoice import ZERO, Line

#: These leave a line to be cleared up before anything can be said against it.
UNCLEAR = frozenset({Code.NEGATIVE, Code.CURRENCY, Code.NO_UNIT, Code.NO_PRICE, Code.NO_PERIOD})


def conclude(line: Line, found: Found, codes: frozenset[Code]) -> CheckedLine:
    """Propose to pay, to query or to dispute; the three parts add up to the line's amount.

    What is claimed above what is owed is disputed. Where nothing is, any doubt makes a query of
    the whole line.
    """
    over = line.amount - found.owed
    if codes & UNCLEAR or (codes and over <= 0):
        result, queried, disputed = Result.QUERY, line.amount, ZERO
    elif over > 0:
        result, queried, disputed = Result.DISPUTE, ZERO, over
    else:
        result, queried, disputed = Result.PAY, ZERO, ZERO
    return CheckedLine(
        position=line.position,
        id=line.id,
        unit=line.unit,
        quantity=line.quantity,
        amount=line.amount,
        result=result,
        codes=tuple(sorted(codes)),
        paid=line.amount - queried - disputed,
        queried=queried,
        disputed=disputed,
        found=found,
    )
