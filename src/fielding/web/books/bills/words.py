"""The words of bills: what a code says of a line, neutrally, and what a sum of a document is."""

from collections.abc import Mapping

from fielding.oversight.bills.codes import Code, Result, Sum

RESULTS: Mapping[Result, tuple[str, str]] = {
    Result.PAY: ("Pay", "govuk-tag--green"),
    Result.QUERY: ("Query", "govuk-tag--yellow"),
    Result.DISPUTE: ("Dispute", "govuk-tag--orange"),
}
CODES: Mapping[Code, str] = {
    Code.PHANTOM: "The ledger has no entry of this unit for the case that is named",
    Code.DUPLICATE: "The unit was billed before, on this invoice or an earlier one",
    Code.PER_PERSON: "The person was billed for the same unit through another case",
    Code.BEFORE_START: "Some of the days come before the entry that begins the count",
    Code.AFTER_STOP: "Some of the days come after the entry that ends the count",
    Code.INELIGIBLE: "An earlier entry on the case rules the unit out",
    Code.OTHER_CONTRACT: "The work was done under another contract or by another firm",
    Code.OUT_OF_PERIOD: "The unit was done outside the period billed or the contract's days",
    Code.BACK_DATED: "The entry was recorded after the invoice was issued",
    Code.QUANTITY: "More units are claimed than the ledger has",
    Code.PRICE: "The price is not the one agreed for the day",
    Code.PRICE_VERSION: "The price is one that was agreed for other days or volumes",
    Code.CHARGE: "A charge is added that the tariff does not have",
    Code.AMOUNT_OF: "The amount that the percentage is of differs from the ledger's",
    Code.ARITHMETIC: "The amount is not quantity times price",
    Code.NEGATIVE: "The line is negative; money is given back by a credit note",
    Code.CURRENCY: "An amount is in another currency than the invoice",
    Code.NO_UNIT: "The tariff of the service has no such unit",
    Code.NO_PRICE: "No price was agreed for this unit on its day",
    Code.NO_PERIOD: "Neither the line nor the invoice says which days it is about",
}
SUMS: Mapping[Sum, str] = {
    Sum.LINES: "Sum of the lines",
    Sum.WITHOUT_TAX: "Total without tax",
    Sum.TAXABLE: "Amount taxed at a rate",
    Sum.TAX: "Tax at a rate",
    Sum.TAX_TOTAL: "Total of tax",
    Sum.WITH_TAX: "Total with tax",
    Sum.PAYABLE: "Amount due",
    Sum.CURRENCY: "Currency",
    Sum.CONTRACT: "Contract named",
    Sum.SUPPLIER: "Supplier's identifier",
    Sum.ISSUED: "Issue date, which lies in the future",
    Sum.PERIOD: "Period, which ends after the issue date",
}
EN_16931_NOT_RUN = "not run, since the invoice has more than 200,000 lines"
#: Why a service credit has no amount.
NO_CREDIT: Mapping[str, str] = {
    "not-checked": "cannot be computed, because the invoice has not been checked",
    "several-months": "cannot be computed, because the invoice is about more than one month",
    "lines-queried": "cannot be computed, because lines are still queried",
}
