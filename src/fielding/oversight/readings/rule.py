"""The rule under which decisions are drawn, read again and counted."""

from fielding.oversight.rule import Rule

RULE = Rule(
    code="F3",
    version=1,
    text=(
        "Before a period ends, a plan and the SHA-256 of a random seed of 32 bytes are recorded. "
        "When the period is over under a signed checkpoint, the seed is recorded too. Of the "
        "period's decisions adverse to the reporter, each stratum (firm, handler, code of the "
        "case) gives at least the plan's least number, and each handler at least theirs, the "
        "stratum drawn from most thinly giving more first; a stratum's decisions stand in the "
        "order of HMAC-SHA256(seed, fielding-draw/v1, draw, case, index). Accepted cases are mixed "
        "in. Each case is read by an organisation that took no decision on it, by a person who "
        "took none, from the answers alone. Where the reading differs from the decision, where "
        "the reader cannot say, and for the share the plan sets aside for it, an adjudicator "
        "reads the answers too and settles it. A decision adverse to the reporter is overturned "
        "when the settled reading finds something to act on. Rates are weighted by how many "
        "decisions each stratum had. The alarm is Wald's sequential test of 5% against 15%, with "
        "a false alarm in 1% and a miss in 5% of groups, over readings in their order as far as "
        "all before are settled. When it has ended, a cumulative sum of the same evidence, with "
        "a limit of 5, watches on for a change: about one false alarm in 4,200 readings. A reader "
        "who agrees with nearly every decision (99.5% against 95%, limit 4.55) is shown: about "
        "one false alarm in 2,900 readings."
    ),
)
