"""The rule by which reviews are counted."""

from fielding.oversight.rule import Rule

RULE = Rule(
    code="reviews",
    version=1,
    text=(
        "Each decision that the reporter may have looked at again counts once, for the firm and "
        "the person who took it, under its reason and its name, in the month in which it was "
        "taken. The request rate is the share of these decisions for which the reporter asked for "
        "a review; uphold and replace rates are shares of the reviews answered. A review that a "
        "second reading asked for stands apart and is in no rate: those decisions were chosen "
        "because they were overturned. Intervals are Wilson's, 95%. Where a contract sets a limit "
        "on a measure of reviews, a rate whose whole interval lies over the limit is proposed as "
        "a finding."
    ),
)
