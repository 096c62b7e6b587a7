"""The rule under which findings are raised, replied to and closed."""

from fielding.oversight.rule import Rule

RULE = Rule(
    code="findings",
    version=2,
    text=(
        "A finding states a figure, its interval, the published rule that computed it and the "
        "entries it rests on, in the words that belong to its code. The same rule, supplier, "
        "contract, period, code and measure is raised once. The supplier may reply at any time; "
        "its reply is shown wherever the finding is shown. A reply is accepted or declined, with "
        "reasons, by somebody who neither awards contracts nor acts for the supplier nor, where no "
        "rule computed it, noted the finding. A finding can be withdrawn, with reasons; it "
        "expires five years after it was raised. It is open until it is withdrawn, has expired, "
        "or a reply to it was accepted."
    ),
)
