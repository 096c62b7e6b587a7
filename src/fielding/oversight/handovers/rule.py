"""The rule of exit (F9)."""

from fielding.oversight.rule import Rule

RULE = Rule(
    code="F9",
    version=1,
    text=(
        "At the cut-off every case that was last handled under the contract and in which somebody "
        "still has to act is listed with its state, the leaf hash of its last entry and the "
        "SHA-256 of each stored ciphertext that its entries name. The root is the RFC 6962 root "
        "over these in the order of their case ids. The package of the leaving supplier and the "
        "receipt of its successor are complete when their roots equal that root; otherwise every "
        "difference is listed: missing, extra, altered, stale or duplicate. Supplier, successor "
        "and authority sign for equal roots. Closures in the last 30 days are compared with the "
        "180 days before by an exact conditional test of two counts."
    ),
)
