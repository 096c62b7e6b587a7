"""What linking can say no with."""

from fielding.kernel.errors import FieldingError


class ReasonMissing(FieldingError):
    """Give a reason: whoever reads this later must understand why."""

    code = "linking.reason_missing"


class NotTwoReports(FieldingError):
    """Name two different reports: one report belongs with itself."""

    code = "linking.not_two_reports"


class AlreadyJudged(FieldingError):
    """These two reports are judged already; withdraw that judgement first."""

    code = "linking.already_judged"


class AlreadyMarked(FieldingError):
    """This identifier is marked already; take that mark away first."""

    code = "linking.already_marked"


class NothingToWithdraw(FieldingError):
    """Nothing stands here that could be withdrawn; somebody may have withdrawn it before."""

    code = "linking.nothing_to_withdraw"


class AlreadyReferred(FieldingError):
    """This network is referred to that body already; tell them of what came since by phone."""

    code = "linking.already_referred"


class UnknownCondition(FieldingError):
    """The model holds a condition that cannot be executed here; train it with what is understood.

    What is understood stands in `docs/linking/persons.md`.
    """

    code = "linking.unknown_condition"


class ModelSpoilt(FieldingError):
    """The file is no whole model of persons; train it anew with `fielding link train`."""

    code = "linking.model_spoilt"


class TooFewFields(FieldingError):
    """Persons cannot be told apart by so little: give at least two fields, one of them a name."""

    code = "linking.too_few_fields"


class TooFewRecords(FieldingError):
    """The records are too few, or too unlike, to learn from; give more, or use another model."""

    code = "linking.too_few_records"


class AccountTableFault(FieldingError):
    """A row of the table of sort codes is none; use the payment scheme's files as they are."""

    code = "linking.account_table"
