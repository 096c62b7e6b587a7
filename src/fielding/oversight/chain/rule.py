"""The rule of the supply chain."""

from fielding.oversight.rule import Rule

RULE = Rule(
    code="F6",
    version=1,
    text=(
        "Every entry that names a contract resolves by that contract, its firm and its day to "
        "exactly one leaf of the contract's chain: the supplier, or a firm whose subcontract was "
        "in force on that day under the supplier or under a firm that was itself in the chain. A "
        "firm outside the chain is undisclosed and never counted as the supplier. A subcontract "
        "counts as approved from the moment its approval was recorded. Alerts, for each month: "
        "firms outside the chain with entries; firms whose approval was not recorded when they "
        "worked; firms whose share of the contract's entries in a month that has ended is over "
        "the share agreed; subcontracts that form a circle or overlap; staff accounts used for "
        "two firms on one day, or for one, then another, then the first again. All are counts "
        "of entries: a census, without an interval."
    ),
)
