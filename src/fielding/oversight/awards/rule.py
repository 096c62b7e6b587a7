"""The rule of the track record (F5)."""

from fielding.oversight.rule import Rule

RULE = Rule(
    code="F5",
    version=1,
    text=(
        "An award is refused while a finding of medium or high severity is open about one of "
        "its suppliers; about an organisation with the same registered number; about a member of "
        "a joint venture among them, whatever its share; or about an organisation of the same "
        "group as one of these. A group is held together by shares of more than half, directly or "
        "through others, on any day of the finding's period or on the day of the award. A finding "
        "is not open once it was withdrawn, has expired, or a reply to it was accepted by somebody "
        "who neither awards contracts nor makes this award. A share told as a range counts as more "
        "than half when the range begins at half or above; one that may or may not be more than "
        "half, and a similar name, block nothing; they are shown."
    ),
)
