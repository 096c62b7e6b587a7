"""The published rule of the bills."""

from fielding.oversight.rule import Rule

RULE = Rule(
    code="F1",
    version=2,
    text=(
        "A unit is owed when the ledger holds the entry that makes it, made under this contract, "
        "within the period of the line and of the contract, recorded no later than the day the "
        "invoice was issued, on a day before any entry that rules it out. It is owed once: a case "
        "as often as its cap allows, a person once whatever the number of cases, a day once for "
        "each person. Runs of days count the day of the entry that begins them and of the one that "
        "ends them. A unit costs what the terms in force on its day say, by its number in its "
        "month where they have bands; a percentage is taken of the amount that the ledger holds. "
        "What a line claims above that is disputed; a line that is not clear is queried; all else "
        "is paid. Sums are compared to the penny. Lines that name no case are counted: as many "
        "units of their period as no other line has had. What a credit note gives back at no less "
        "than its price can be billed once more. Where lines are disputed a finding is "
        "proposed for each kind of reason: high from 5 % of the invoice, medium from 1 %, else low."
    ),
)
