"""The rules under which a contract's measures and the funnels of F4 are computed."""

from fielding.oversight.rule import Rule

MEASURES = Rule(
    code="F2",
    version=1,
    text=(
        "A contract's measure is counted by the hub from the entries, never by the supplier. The "
        "target is that of the terms recorded, with their hash, before the month began; terms that "
        "came later, or whose hash does not fit, are shown and do not count. No case is left out: "
        "nobody who is measured can exclude one. What no entry books to a contract counts for the "
        "only contract of the service, or is shown apart. A measure is good only if its whole 95 % "
        "interval reaches the target, inadequate only if the whole interval misses the floor, and "
        "undecided otherwise. The interval is Wilson's; Clopper and Pearson's where fewer than 40 "
        "were counted or fewer than 5 met, or missed. Promises kept only because the firm itself "
        "paused the clock, and those stopped by a decision that was taken again though nobody "
        "asked, are named beside the figure. A closed month keeps its figure; what comes in later "
        "makes a restatement that shows both."
    ),
)
FUNNELS = Rule(
    code="F4",
    version=1,
    text=(
        "The rate of each firm, force or handler is held against the rate of all of them together, "
        "within exact binomial limits of 95 % and 99.8 %. With eleven groups and more, and more "
        "spread than chance explains, the limits are widened by the variance between groups "
        "(winsorised at a tenth, additive). Three states: inside, outside 95 %, outside 99.8 %. "
        "Groups stand in the order of their names and are not ranked."
    ),
)
