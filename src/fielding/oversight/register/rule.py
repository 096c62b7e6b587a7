"""The rule under which the register is kept."""

from fielding.oversight.rule import Rule

RULE = Rule(
    code="register",
    version=1,
    text=(
        "An organisation is known by its slug and by the identifiers of public schemes, never by "
        "its name. A contract is known by its slug; a release by its ocid and its buyer together. "
        "Whatever is registered holds from the day it says; a later entry ends or changes it, and "
        "what was so before stays readable. Terms are agreed with the day from which they hold; "
        "terms recorded after that day are shown as such."
    ),
)
