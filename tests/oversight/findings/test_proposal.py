from itertools import product

from fielding.oversight.findings.proposal import Severity


def test_a_severity_reaches_every_limit_up_to_itself() -> None:
    reached = {(one, limit) for one, limit in product(Severity, Severity) if one.reaches(limit)}

    assert reached == {
        (Severity.LOW, Severity.LOW),
        (Severity.MEDIUM, Severity.LOW),
        (Severity.MEDIUM, Severity.MEDIUM),
        (Severity.HIGH, Severity.LOW),
        (Severity.HIGH, Severity.MEDIUM),
        (Severity.HIGH, Severity.HIGH),
    }
