"""What can be said about an invoice line, as closed words; the wording for people is elsewhere."""

from enum import StrEnum


class Result(StrEnum):
    """What the check proposes for a line."""

    PAY = "pay"  # nothing to say
    QUERY = "query"  # something has to be cleared up first; the ledger does not contradict it
    DISPUTE = "dispute"  # part of the amount, or all of it, is not owed


class Code(StrEnum):
    """Why a line is not simply paid."""

    # The ledger says otherwise.
    PHANTOM = "phantom"
    DUPLICATE = "duplicate"
    PER_PERSON = "per-person"
    BEFORE_START = "before-start"
    AFTER_STOP = "after-stop"
    INELIGIBLE = "ineligible"
    OTHER_CONTRACT = "other-contract"
    OUT_OF_PERIOD = "out-of-period"
    BACK_DATED = "back-dated"
    QUANTITY = "quantity"
    # The contract says otherwise.
    PRICE = "price"
    PRICE_VERSION = "price-version"
    CHARGE = "charge"
    AMOUNT_OF = "amount-of"
    # The line itself does not say enough, or does not add up.
    ARITHMETIC = "arithmetic"
    NEGATIVE = "negative"
    CURRENCY = "currency"
    NO_UNIT = "no-unit"
    NO_PRICE = "no-price"
    NO_PERIOD = "no-period"


class Sum(StrEnum):
    """What the document as a whole can have wrong."""

    LINES = "lines"
    WITHOUT_TAX = "without-tax"
    TAXABLE = "taxable"
    TAX = "tax"
    TAX_TOTAL = "tax-total"
    WITH_TAX = "with-tax"
    PAYABLE = "payable"
    CURRENCY = "currency"
    CONTRACT = "contract"
    SUPPLIER = "supplier"
    ISSUED = "issued"
    PERIOD = "period"
