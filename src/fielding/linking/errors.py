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


class NothingToSplit(FieldingError):
    """Choose some of the network's reports, but not all: they are split off from the others."""

    code = "linking.nothing_to_split"


class AlreadySplit(FieldingError):
    """These are judged different from all others; their networks follow once that is worked out."""

    code = "linking.already_split"


class TooMuchToSplit(FieldingError):
    """This split takes too many judgements: split off fewer, or mark what joins them as shared."""

    code = "linking.too_much_to_split"


class NotLinked(FieldingError):
    """That report is not linked yet, or was erased; wait a minute, or name another one."""

    code = "linking.not_linked"


class ReportErased(FieldingError):
    """One of these reports was erased, so nothing can be said of it; name another one."""

    code = "linking.report_erased"


class AlreadyTogether(FieldingError):
    """That report is in this network already; name one of another network."""

    code = "linking.already_together"


class JudgedSame(FieldingError):
    """Somebody judged that some of these belong together; withdraw that judgement first."""

    code = "linking.judged_same"


class JudgedDifferent(FieldingError):
    """Somebody judged reports of these two to be different; withdraw that judgement first."""

    code = "linking.judged_different"


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


class ModelMissing(FieldingError):
    """The networks stand under a model that is not in the hub's folder: put its file back.

    Or work everything out anew, under the newest model there is, with `fielding link run --anew`.
    """

    code = "linking.model_missing"


class TooFewFields(FieldingError):
    """Persons cannot be told apart by so little: give at least two fields, one of them a name."""

    code = "linking.too_few_fields"


class TooFewRecords(FieldingError):
    """The records are too few, or too unlike, to learn from; give more, or use another model."""

    code = "linking.too_few_records"


class AccountTableFault(FieldingError):
    """A row of the table of sort codes is none; use the payment scheme's files as they are."""

    code = "linking.account_table"
