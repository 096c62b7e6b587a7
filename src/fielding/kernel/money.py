"""Money: amounts in pounds as decimals, rounded as invoices round."""

from decimal import ROUND_HALF_UP, Decimal

PENNY = Decimal("0.01")


def penny(amount: Decimal) -> Decimal:
    """Round to the penny, half a penny up, as invoices do."""
    return amount.quantize(PENNY, ROUND_HALF_UP)


def as_finely(amount: Decimal, agreed: Decimal) -> Decimal:
    """Round to as many decimals as another amount was agreed in, to the penny at least."""
    exponent = agreed.as_tuple().exponent
    finest = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else PENNY
    return amount.quantize(min(finest, PENNY), ROUND_HALF_UP)
